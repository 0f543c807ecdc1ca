"""The data panel: which problem, how hard, how many points, and what the network is shown of them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import streamlit as st

from engine.datasets.features import FEATURES
from engine.datasets.samples import Data
from engine.experiment import Experiment
from engine.values.fields import specs
from pages.controls import fields
from pages.live.network import MOST_POINTS
from pages.plots.thumbnails import thumbnail


def panel(experiment: Experiment, offered: Callable[[type], bool] | None = None) -> Experiment:
    """Widgets for the data; the experiment as wished. ``offered`` says which of the problems the page can use."""
    data = experiment.data
    source = sources(data, offered)
    source = fields.edit(source, f"data.{type(source).__name__}")
    points = fields.field(data, "points", "data", "Points", low=10, high=MOST_POINTS)
    train, dev = split(data)
    features = inputs(data, source.dimensions)
    normalize = fields.field(data, "normalize", "data", "Normalise inputs")
    seed = fields.counter("Draw of points", specs(data)["seed"], data.seed, "data.seed")
    changed = {"source": source, "points": points, "train_percent": train, "dev_percent": dev, "seed": seed}
    return on(experiment, dataclasses.replace(data, **changed, features=features, normalize=normalize))


def on(experiment: Experiment, data: Data) -> Experiment:
    """The experiment on other data; where the kind of target changes, the loss goes along."""
    loss = experiment.loss
    if data.source.task != experiment.data.source.task:
        loss = "squared_error" if data.source.task == "regression" else "cross_entropy"
    return dataclasses.replace(experiment, data=data, loss=loss)


def sources(data: Data, offered: Callable[[type], bool] | None):
    """Pills with a picture of each problem that is offered."""
    spec, present = specs(data)["source"], data.source
    options = [slug for slug, each in spec.registry.items() if offered is None or offered(each)]
    if spec.key(present) not in options:
        options.append(spec.key(present))
    label = lambda slug: f"![]({thumbnail(slug)}) {spec.registry[slug].label}"  # noqa: E731
    chosen = fields.ask("data.source", spec.key(present), st.pills, "Problem", options, format_func=label,
                        help=spec.help, required=True)  # fmt: skip
    return spec.registry[chosen]() if chosen else present


def split(data: Data) -> tuple[int, int]:
    """One slider with two handles: train up to the first, dev up to the second, the rest is the test set."""
    present = (data.train_percent, data.train_percent + data.dev_percent)
    help = "Train up to the first handle, dev up to the second; what remains is the test set"
    chosen = fields.ask("data.split", present, st.slider, "Train | dev | test", 0, 100, present, step=5, help=help,
                        format="%d%%")  # fmt: skip
    if chosen is None:
        return data.train_percent, data.dev_percent
    first, second = max(1, chosen[0]), chosen[1]
    return first, max(0, second - first)


def inputs(data: Data, dimensions: int) -> tuple[str, ...]:
    """Features as pills, at least one; those that the problem has, in the order of the registry once one is touched."""
    options = [slug for slug, each in FEATURES.items() if each.dimensions <= dimensions]
    present = [slug for slug in data.features if slug in options]
    if dimensions != data.source.dimensions:  # a problem of other dimensions begins with its plain coordinates
        present = options[:dimensions]
    label = lambda slug: FEATURES[slug].label  # noqa: E731
    chosen = fields.ask(f"data.features.{dimensions}", present, st.pills, "Inputs", options, selection_mode="multi",
                        format_func=label, help=specs(data)["features"].help)  # fmt: skip
    if chosen is None:
        return data.features if dimensions == data.source.dimensions else tuple(present)
    return tuple(slug for slug in FEATURES if slug in chosen)
