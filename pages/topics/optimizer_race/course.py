"""The course: which hill, where the start, how much noise, how long; and a click on the hill."""

from __future__ import annotations

import dataclasses
from typing import Any

import streamlit as st

from engine.datasets import DATASETS, SOURCES
from engine.networks.network import Dense, Network
from engine.studies.optimizer_race.hills import NetworkLoss
from engine.studies.optimizer_race.race import Race
from engine.values.fields import specs
from pages.controls import fields

BATCHES = (1, 4, 8, 16, 32, 64, 128, 250)
NONE = "none"
FARTHEST = 1e9  # of a click that is meant
WIDTHS = (NONE, "4", "8", "4–3", "8–8", "12–12")


def panel(race: Race) -> Race:
    """Widgets for all but the runners; the race as wished."""
    hill = fields.kind(specs(race)["hill"], race.hill, "Hill", "race.hill")
    wished: dict[str, Any] = {}
    if type(hill) is not type(race.hill) and hill.bounds:
        wished = dict(zip("xy", hill.start, strict=False))
        race = dataclasses.replace(race, hill=hill, **wished)
    if isinstance(hill, NetworkLoss):
        hill = network(hill)
        wished |= moved(race)
    else:
        st.caption(hill.formula)
        hill = fields.edit(hill, f"race.{type(hill).__name__}", {"condition": "Condition number", "noise": "Noise"})
        wished |= start(race)
        if not hasattr(hill, "noise"):
            wished["noise"] = fields.field(race, "noise", "race", "Noise on the gradient")
    left, right = st.columns(2)
    with left:
        wished["steps"] = fields.field(race, "steps", "race", "Steps")
    with right:
        wished["tolerance"] = fields.field(race, "tolerance", "race", "Arrived within")
    wished["seed"] = fields.counter("Seed", specs(race)["seed"], race.seed, "race.seed")
    return dataclasses.replace(race, **wished, hill=hill)


def start(race: Race) -> dict[str, float]:
    """The start as numbers; the same as a click on the hill."""
    names = "xy"[: len(race.hill.bounds)]
    wished = {}
    for name, (low, high), place in zip(names, race.hill.bounds, st.columns(len(names)), strict=True):
        with place:
            value, label = float(getattr(race, name)), f"Start {'w' if len(names) == 1 else name}"
            number = fields.ask(f"race.{name}", value, st.number_input, label, low, high, value, step=0.1,
                                format="%.4g", help="Or click on the hill")  # fmt: skip
            wished[name] = fields.given(number, value)
    return wished


def moved(race: Race) -> dict[str, float]:
    """How far a network's start is moved in the plane of the paths; the same as a click in it."""
    wished = {}
    for name, label, place in zip(("along", "across"), ("Start moved by u", "and by v"), st.columns(2), strict=True):
        with place:
            value, spec = float(getattr(race, name)), specs(race)[name]
            number = fields.ask(f"race.{name}", value, st.number_input, label, spec.low, spec.high, value, step=0.1,
                                format="%.4g", help="Or click in the plane; 0 and 0 are the first weights")  # fmt: skip
            wished[name] = fields.given(number, value)
    return wished


def network(hill: NetworkLoss) -> NetworkLoss:
    """Which problem, which network, which batches."""
    kinds = [slug for slug, kind in DATASETS.items() if kind.dimensions == 2]
    spec = specs(hill.data)["source"]
    chosen = fields.menu("Data", kinds, spec.key(hill.data.source), "race.source", SOURCES, spec.help)
    source = hill.data.source if chosen == spec.key(hill.data.source) else SOURCES[chosen]()
    net = widths(hill.network)
    sizes = sorted({*BATCHES, hill.batch_size})
    whole = lambda size: "all" if size >= hill.data.points else str(size)  # noqa: E731
    known = specs(hill)["batch_size"]
    label = fields.named("Mini-batch size", known)
    batch = fields.select(label, sizes, hill.batch_size, "race.batch_size", known.help, whole)
    return NetworkLoss(dataclasses.replace(hill.data, source=source), net, batch)


def widths(network: Network) -> Network:
    """How many units each hidden layer has, as one slider from small networks to larger ones."""
    present = "–".join(str(layer.units) for layer in network.layers) or NONE
    options = list(dict.fromkeys([*WIDTHS, present]))
    chosen = fields.select("Hidden units", options, present, "race.widths", "Units of each hidden layer, tanh", str)
    if chosen == present:
        return network
    return Network(tuple(Dense(int(units)) for units in chosen.split("–"))) if chosen != NONE else Network(())


def pointed(race: Race, wish: Any) -> Race:
    """A click on the hill: ``{"point": [x, y], "from": [x, y]}``; what is no such point does nothing.

    On a surface the point is the new start. In the plane of a network's paths the start is moved there from where the
    first weights lie, which the picture knows.
    """
    point, before = (pair(wish.get(name)) for name in ("point", "from")) if isinstance(wish, dict) else (None, None)
    if point is None or (race.on_network and before is None):
        return race
    if race.on_network:
        u, v = (round(there - here, 4) for there, here in zip(point, before, strict=True))
        return dataclasses.replace(race, along=within("along", u), across=within("across", v))
    inside = [float(min(max(each, low), high)) for each, (low, high) in zip(point, race.hill.bounds, strict=False)]
    return dataclasses.replace(race, **dict(zip("xy", inside, strict=False)))


def pair(point: Any) -> list[float] | None:
    """Two numbers of a sane size, or None."""
    if not isinstance(point, list) or len(point) != 2:
        return None
    fine = all(isinstance(each, (int, float)) and abs(each) < FARTHEST for each in point)  # NaN compares as false
    return point if fine else None


def within(name: str, value: float) -> float:
    """A value within a field's bounds."""
    spec = specs(Race)[name]
    return float(min(max(value, spec.low), spec.high))


def reseed(race: Race, wish: Any = True) -> Race:
    """Other noise, first weights and batches for the same race."""
    return dataclasses.replace(race, seed=(race.seed + 1) % int(specs(Race)["seed"].high))
