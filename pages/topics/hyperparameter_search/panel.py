"""The panels: what is searched and how, the problem."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from engine.studies.hyperparameter_search.hunt import Hunt
from engine.studies.hyperparameter_search.knobs import KNOBS
from engine.values.fields import specs
from pages.controls import fields
from pages.controls.topic import Panel

WORDS = {"suited": "Each knob on the scale that suits it", "budget": "Trials of each method"}


def search(hunt: Hunt) -> Hunt:
    """Widgets for the knobs and the budget."""
    word = lambda slug: f"{KNOBS[slug].label} {KNOBS[slug].symbol}"  # noqa: E731
    wished = fields.several("Knobs", tuple(KNOBS), hunt.knobs, "hunt.knobs", specs(hunt)["knobs"].help, word)
    st.caption("The first two are drawn: " + ", ".join(KNOBS[slug].symbol for slug in wished[:2]))
    names = ("suited", "budget", "epochs", "rounds")
    return replace(hunt, knobs=wished, **{name: fields.field(hunt, name, "hunt", WORDS.get(name)) for name in names})


def problem(hunt: Hunt) -> Hunt:
    """Widgets for the points."""
    source = fields.kind(specs(hunt)["source"], hunt.source, "Problem", "hunt.source")
    source = fields.edit(source, f"hunt.{type(source).__name__}")
    points = fields.field(hunt, "points", "hunt")
    seed = fields.counter("Seed", specs(hunt)["seed"], hunt.seed, "hunt.seed")
    return replace(hunt, source=source, points=points, seed=seed)


def reseed(hunt: Hunt, wish: object = True) -> Hunt:
    """Other points, first weights and trials."""
    return replace(hunt, seed=(hunt.seed + 1) % int(specs(Hunt)["seed"].high))


PANELS: dict[str, Panel] = {"Search": search, "Problem": problem}
