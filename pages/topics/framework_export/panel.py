"""The panels: the descent on one number; the network that is written down."""

from __future__ import annotations

from dataclasses import replace

from engine.studies.framework_export.descent import Export
from engine.values.fields import specs
from pages.controls import fields
from pages.controls.experiment import PANELS as OF_AN_EXPERIMENT
from pages.controls.experiment import within
from pages.controls.topic import Panel

WORDS = {"w": "Start", "rate": "Learning rate", "step": "From step"}


def descent(export: Export) -> Export:
    """Widgets for the descent, and for the step from which the programs go on."""
    optimizer = fields.kind(specs(export)["optimizer"], export.optimizer, "Optimizer", "export.optimizer")
    names = ("w", "rate", "steps", "step")
    wished = {name: fields.field(export, name, "export", WORDS.get(name)) for name in names}
    return replace(export, optimizer=optimizer, **wished)


PANELS: dict[str, Panel] = {"Descent": descent} | {name: within(panel) for name, panel in OF_AN_EXPERIMENT.items()}
