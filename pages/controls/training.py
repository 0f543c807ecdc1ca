"""The training panel: loss, optimizer and its own hyper-parameters, rate, batches, penalties."""

from __future__ import annotations

import dataclasses

import streamlit as st

from engine.experiment import Experiment
from engine.networks.losses import LOSSES
from engine.values.fields import specs
from pages.controls import fields

BATCHES = (1, 2, 4, 8, 10, 16, 32, 64, 128, 256)
ALL = specs(Experiment)["batch_size"].high


def panel(experiment: Experiment) -> Experiment:
    """Widgets for all that drives the descent; the experiment as wished."""
    known = specs(experiment)
    loss = losses(experiment)
    optimizer = fields.kind(known["optimizer"], experiment.optimizer, "Optimizer", "training.optimizer")
    if type(optimizer) is not type(experiment.optimizer):  # another optimizer starts from a rate that suits it
        rate = nearest(optimizer.suggested_rate)
        experiment = dataclasses.replace(experiment, schedule=dataclasses.replace(experiment.schedule, rate=rate))
    schedule = fields.kind(known["schedule"], experiment.schedule, "Schedule of the rate", "training.schedule")
    if type(schedule) is not type(experiment.schedule):
        schedule = dataclasses.replace(schedule, rate=experiment.schedule.rate)
    schedule = fields.edit(schedule, f"training.{type(schedule).__name__}", {"rate": "Learning rate"})
    optimizer = fields.edit(optimizer, f"training.{type(optimizer).__name__}", columns=2)
    batch_size = batches(experiment)
    penalty = fields.edit(experiment.penalty, "training.penalty", {"l1": "L1", "l2": "L2"}, columns=2)
    seed = fields.counter("Seed of weights and batches", known["seed"], experiment.seed, "training.seed")
    with st.expander("More: clipping, augmentation"):
        clip = fields.field(experiment, "clip", "training", "Clip the gradient's norm at")
        augmentation = fields.edit(experiment.augmentation, "training.augmentation")
    wished = {"loss": loss, "optimizer": optimizer, "schedule": schedule, "batch_size": batch_size, "penalty": penalty}
    return dataclasses.replace(experiment, **wished, seed=seed, clip=clip, augmentation=augmentation)


def losses(experiment: Experiment) -> str:
    """The losses that fit the task."""
    regression = experiment.data.source.task == "regression"
    options = ["squared_error"] if regression else list(LOSSES)
    present = experiment.loss if experiment.loss in options else options[0]
    help = specs(experiment)["loss"].help
    return fields.menu("Loss", options, present, f"training.loss.{regression}", LOSSES, help)


def batches(experiment: Experiment) -> int:
    """Round batch sizes, and all of the training set."""
    options = sorted({*BATCHES, ALL, experiment.batch_size})
    shown = lambda size: "all" if size == ALL else str(size)  # noqa: E731
    help = specs(experiment)["batch_size"].help
    return fields.select("Mini-batch size", options, experiment.batch_size, "training.batch_size", help, shown)


def nearest(rate: float) -> float:
    """The stop of the rate's slider next to a rate."""
    return min(fields.stops("log", 1e-6, 100, rate), key=lambda stop: abs(stop - rate))
