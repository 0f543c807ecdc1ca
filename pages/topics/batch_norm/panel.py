"""The panels: the two networks, what is done at test time, the problem."""

from __future__ import annotations

from dataclasses import replace

from engine.studies.batch_norm.norms import Norms
from engine.values.fields import specs
from pages.controls import fields
from pages.controls.topic import Panel

WORDS = {"batch_size": "Mini-batch size", "rate": "Learning rate", "shift": "Shift of the test points", "b": "Constant"}


def networks(norms: Norms) -> Norms:
    """Widgets for the networks and their descent."""
    names = ("rate", "batch_size", "b", "layers", "units", "activation", "epochs")
    return replace(norms, **{name: fields.field(norms, name, "norms", WORDS.get(name)) for name in names})


def tested(norms: Norms) -> Norms:
    """The dial that shifts the inputs, and the points."""
    shift = fields.field(norms, "shift", "norms", WORDS["shift"])
    source = fields.kind(specs(norms)["source"], norms.source, "Problem", "norms.source")
    source = fields.edit(source, f"norms.{type(source).__name__}")
    points = fields.field(norms, "points", "norms")
    seed = fields.counter("Seed", specs(norms)["seed"], norms.seed, "norms.seed")
    return replace(norms, shift=shift, source=source, points=points, seed=seed)


def reseed(norms: Norms, wish: object = True) -> Norms:
    """Other points, first weights and order."""
    return replace(norms, seed=(norms.seed + 1) % int(specs(Norms)["seed"].high))


PANELS: dict[str, Panel] = {"Networks": networks, "Test time": tested}
