"""The training panel: loss, optimizer and its own hyper-parameters, rate, batches, penalties."""

from __future__ import annotations

import dataclasses
from typing import Any

import streamlit as st

from engine.experiment import Experiment, Penalty
from engine.networks.losses import LOSSES
from engine.values.fields import specs
from pages.controls import fields

BATCHES = (1, 2, 4, 8, 10, 16, 32, 64, 128, 256)
ALL = specs(Experiment)["batch_size"].high


def panel(experiment: Experiment) -> Experiment:
    """Widgets for all that drives the descent; the experiment as wished."""
    return particulars(quick(kinds(experiment)))


def rest(experiment: Experiment) -> Experiment:
    """The same but for the quick ones, which stand elsewhere."""
    return particulars(kinds(experiment))


def kinds(experiment: Experiment) -> Experiment:
    """Which loss, which optimizer and which schedule."""
    known = specs(experiment)
    loss, schedule = losses(experiment), experiment.schedule
    optimizer = fields.kind(known["optimizer"], experiment.optimizer, "Optimizer", "training.optimizer")
    if type(optimizer) is not type(experiment.optimizer):  # another optimizer starts from a rate that suits it
        schedule = dataclasses.replace(schedule, rate=nearest(optimizer.suggested_rate))
    chosen = fields.kind(known["schedule"], schedule, "Schedule of the rate", "training.schedule")
    if type(chosen) is not type(schedule):
        chosen = dataclasses.replace(chosen, rate=schedule.rate)
    return dataclasses.replace(experiment, loss=loss, optimizer=optimizer, schedule=chosen)


def quick(experiment: Experiment) -> Experiment:
    """What is turned most: the rate, the batch size and L2."""
    schedule = rate(experiment.schedule, "training")
    batch_size = batches(experiment, "training")
    penalty = decay(experiment.penalty, "training")
    return dataclasses.replace(experiment, schedule=schedule, batch_size=batch_size, penalty=penalty)


def particulars(experiment: Experiment) -> Experiment:
    """The fields of schedule and optimizer, L1, the seed, and what is seldom needed."""
    known, schedule, optimizer = specs(experiment), experiment.schedule, experiment.optimizer
    schedule = fields.edit(schedule, f"training.{type(schedule).__name__}", without=("rate",))
    optimizer = fields.edit(optimizer, f"training.{type(optimizer).__name__}", columns=2)
    penalty = fields.edit(experiment.penalty, "training.penalty", {"l1": "L1"}, without=("l2",))
    seed = fields.counter("Seed of weights and batches", known["seed"], experiment.seed, "training.seed")
    with st.expander("More: clipping, augmentation"):
        clip = fields.field(experiment, "clip", "training", "Clip the gradient's norm at")
        augmentation = fields.edit(experiment.augmentation, "training.augmentation")
    wished = {"schedule": schedule, "optimizer": optimizer, "penalty": penalty, "seed": seed, "clip": clip}
    return dataclasses.replace(experiment, **wished, augmentation=augmentation)


def rate(schedule: Any, key: str) -> Any:
    """The schedule at another rate."""
    wished = fields.field(schedule, "rate", key, "Learning rate")
    return dataclasses.replace(schedule, rate=wished)


def decay(penalty: Penalty, key: str) -> Penalty:
    """The penalty with another L2."""
    return dataclasses.replace(penalty, l2=fields.field(penalty, "l2", key, "L2"))


def losses(experiment: Experiment) -> str:
    """The losses that fit the task."""
    regression = experiment.data.source.task == "regression"
    options = ["squared_error"] if regression else list(LOSSES)
    present = experiment.loss if experiment.loss in options else options[0]
    help = specs(experiment)["loss"].help
    return fields.menu("Loss", options, present, f"training.loss.{regression}", LOSSES, help)


def batches(experiment: Experiment, key: str) -> int:
    """Round batch sizes, and all of the training set."""
    options = sorted({*BATCHES, ALL, experiment.batch_size})
    shown = lambda size: "all" if size == ALL else str(size)  # noqa: E731
    spec = specs(experiment)["batch_size"]
    label = fields.named("Mini-batch size", spec)
    return fields.select(label, options, experiment.batch_size, f"{key}.batch_size", spec.help, shown)


def nearest(rate: float) -> float:
    """The stop of the rate's slider next to a rate."""
    return min(fields.stops("log", 1e-6, 100, rate), key=lambda stop: abs(stop - rate))
