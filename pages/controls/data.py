"""The data panel: which problem, how hard, how many points, and what the network is shown of them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import streamlit as st

from engine.datasets import SOURCES
from engine.datasets.features import FEATURES
from engine.datasets.own import Own
from engine.datasets.samples import Data
from engine.experiment import Experiment
from engine.values.fields import specs
from pages.controls import fields, own
from pages.live.network import MOST_POINTS
from pages.plots.thumbnails import thumbnail

TASKS = {"binary": "Two classes", "multiclass": "Many classes", "regression": "Regression: a value"}
FEWEST = 10  # points on the slider
ENDS = (specs(Data)["train_percent"].low, *range(5, 101, 5))  # where a set may end, in percent of the points
YOURS = "own"  # the problem whose points are part of the value
GROUPS = {**TASKS, YOURS: "Points of your own"}


def panel(experiment: Experiment, offered: Callable[[type], bool] | None = None) -> Experiment:
    """Widgets for the data; the experiment as wished. ``offered`` says which of the problems the page can use."""
    source = sources(experiment.data, offered)
    return around(experiment, its_own(source))


def rest(experiment: Experiment) -> Experiment:
    """The same without the noise, which stands elsewhere."""
    source = sources(experiment.data)
    return around(experiment, its_own(source, ("noise",)))


def its_own(source: Any, without: tuple[str, ...] = ()) -> Any:
    """What only this problem has to choose."""
    if isinstance(source, Own):
        source, without = own.panel(source), (*without, "marks", "target")
    return fields.edit(source, f"data.{type(source).__name__}", without=without)


def around(experiment: Experiment, source: Any) -> Experiment:
    """What there is to choose about a problem's points, and what the network is shown of them."""
    data = experiment.data
    points = wanted(data, source.most)
    train, dev = split(data)
    features = inputs(data, source.dimensions)
    normalize = fields.field(data, "normalize", "data", "Normalise inputs")
    seed = fields.counter("Draw of points", specs(data)["seed"], data.seed, "data.seed")
    changed = {"source": source, "points": points, "train_percent": train, "dev_percent": dev, "seed": seed}
    return on(experiment, dataclasses.replace(data, **changed, features=features, normalize=normalize))


def wanted(data: Data, most: int) -> int:
    """How many points, of at most so many; of a handful all."""
    shown, high = min(data.points, most), min(MOST_POINTS, most)
    if high <= FEWEST:
        return data.points
    number = fields.field(dataclasses.replace(data, points=shown), "points", "data", "Points", low=FEWEST, high=high)
    return data.points if number == shown else number


def on(experiment: Experiment, data: Data) -> Experiment:
    """The experiment on other data; where the kind of target changes, the loss goes along."""
    loss = experiment.loss
    if data.source.task != experiment.data.source.task:
        loss = "squared_error" if data.source.task == "regression" else "cross_entropy"
    return dataclasses.replace(experiment, data=data, loss=loss)


def sources(data: Data, offered: Callable[[type], bool] | None = None) -> Any:
    """A picture of each problem that is offered, grouped by what there is to learn; the problem that is wished."""
    spec, present = specs(data)["source"], data.source
    held = spec.key(present)
    slugs = [slug for slug, each in spec.registry.items() if offered is None or offered(each) or slug == held]
    groups = {task: [slug for slug in slugs if spec.registry[slug].task == task] for task in TASKS}
    groups |= {YOURS: [YOURS] if YOURS in slugs else []}  # of any task
    chosen = next((wish for group in groups if (wish := fields.wished(f"data.source.{group}"))), held)
    with st.container(key="problems", gap="xsmall"):
        for group, options in groups.items():
            if options:
                problems(group, options, chosen)
    return present if chosen == held else spec.registry[chosen]()


def problems(task: str, options: list[str], chosen: str) -> None:
    """The problems of one kind, of which the chosen one is marked, if it is among them."""
    label = lambda slug: f"![]({thumbnail(slug)}) {SOURCES[slug].label}"  # noqa: E731
    shown = chosen if chosen in options else None
    fields.ask(f"data.source.{task}", shown, st.pills, GROUPS[task], options, format_func=label)


def split(data: Data) -> tuple[int, int]:
    """One slider with two handles: train up to the first, dev up to the second, the rest is the test set.

    The numbers over the handles are where the sets end; how large they are stands in words above, for handles may meet.
    """
    present = (data.train_percent, data.train_percent + data.dev_percent)
    help = "Train up to the first handle, dev up to the second; what remains is the test set"
    train, both = fields.wished("data.split") or present
    label = f"Train {train} % | dev {both - train} % | test {100 - both} %"
    options = sorted({*ENDS, *present})
    first, second = fields.select(label, options, present, "data.split", help, lambda end: f"{end} %")
    return first, second - first


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
