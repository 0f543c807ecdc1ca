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


def panel(data: Data, offered: Callable[[type], bool] | None = None) -> Data:
    """Widgets for the data; the data as wished. ``offered`` says which of the problems the page can use."""
    source = sources(data, offered)
    source = fields.edit(source, f"data.{type(source).__name__}")
    points = fields.field(data, "points", "data", "Points", low=10, high=MOST_POINTS)
    train, dev = split(data)
    features = inputs(data, source.dimensions)
    normalize = fields.field(data, "normalize", "data", "Normalise inputs")
    seed = fields.counter("Draw of points", specs(data)["seed"], data.seed, "data.seed")
    changed = {"source": source, "points": points, "train_percent": train, "dev_percent": dev, "seed": seed}
    return dataclasses.replace(data, **changed, features=features, normalize=normalize)


def shown(experiment: Experiment, data: Data) -> Experiment:
    """The experiment on other data; where the kind of target changes, the loss goes along."""
    loss = experiment.loss
    if data.source.task != experiment.data.source.task:
        loss = "squared_error" if data.source.task == "regression" else "cross_entropy"
    return dataclasses.replace(experiment, data=data, loss=loss)


def sources(data: Data, offered: Callable[[type], bool] | None):
    """Pills with a picture of each problem that is offered."""
    spec, present = specs(data)["source"], data.source
    options = [slug for slug, each in spec.registry.items() if offered is None or offered(each)]
    key = "data.source"
    fields.follow(key, spec.key(present))
    label = lambda slug: f"![]({thumbnail(slug)}) {spec.registry[slug].label}"  # noqa: E731
    chosen = st.pills("Problem", options, key=key, format_func=label, help=spec.help, required=True)
    fields.seen(key, chosen)
    return present if chosen == spec.key(present) else spec.registry[chosen]()


def split(data: Data) -> tuple[int, int]:
    """One slider with two handles: train up to the first, dev up to the second, the rest is the test set."""
    key, present = "data.split", (data.train_percent, data.train_percent + data.dev_percent)
    fields.follow(key, present)
    help = "Train up to the first handle, dev up to the second; what remains is the test set"
    first, second = fields.seen(key, st.slider("Train | dev | test", 0, 100, step=5, key=key, help=help, format="%d%%"))
    return max(1, first), min(second, 100) - max(1, first) if second > first else 0


def inputs(data: Data, dimensions: int) -> tuple[str, ...]:
    """Features as pills, at least one; those that the problem has, in the order of the registry."""
    options = [slug for slug, each in FEATURES.items() if each.dimensions <= dimensions]
    key, present = f"data.features.{dimensions}", [slug for slug in data.features if slug in options]
    if dimensions != data.source.dimensions:  # a problem of other dimensions begins with its plain coordinates
        present = options[:dimensions]
    fields.follow(key, present)
    help = specs(data)["features"].help
    label = lambda slug: FEATURES[slug].label  # noqa: E731
    chosen = st.pills("Inputs", options, selection_mode="multi", key=key, format_func=label, help=help)
    fields.seen(key, chosen)
    return tuple(slug for slug in FEATURES if slug in chosen)
