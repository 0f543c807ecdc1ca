"""The panels: the sizes and the descent, the problem."""

from __future__ import annotations

from dataclasses import replace

from engine.studies.mini_batches.batches import SIZES, Batches
from engine.values.fields import specs
from pages.controls import fields
from pages.controls.topic import Panel
from pages.topics.mini_batches.looks import name


def sizes(batches: Batches) -> Batches:
    """Widgets for the sizes and the descent."""
    help = specs(batches)["sizes"].help
    wished = fields.several("Batch sizes", tuple(SIZES), batches.sizes, "batches.sizes", help, name)
    more = {name: fields.field(batches, name, "batches") for name in ("rate", "epochs")}
    return replace(batches, sizes=wished, **more)


def problem(batches: Batches) -> Batches:
    """Widgets for the points and the network."""
    source = fields.kind(specs(batches)["source"], batches.source, "Problem", "batches.source")
    source = fields.edit(source, f"batches.{type(source).__name__}")
    wished = {name: fields.field(batches, name, "batches") for name in ("points", "units")}
    wished["seed"] = fields.counter("Seed", specs(batches)["seed"], batches.seed, "batches.seed")
    return replace(batches, source=source, **wished)


def reseed(batches: Batches, wish: object = True) -> Batches:
    """Other points, first weights and order."""
    return replace(batches, seed=(batches.seed + 1) % int(specs(Batches)["seed"].high))


PANELS: dict[str, Panel] = {"Batches": sizes, "Problem": problem}
