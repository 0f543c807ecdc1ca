"""The panel: which claims are looked at."""

from __future__ import annotations

from engine.studies.ledger.ledger import Ledger
from pages.controls import fields
from pages.controls.topic import Panel


def filters(ledger: Ledger) -> Ledger:
    """Widgets for section and verdict."""
    section = fields.field(ledger, "section", "ledger", "Section")
    return Ledger(section, fields.field(ledger, "outcome", "ledger", "Verdict"))


PANELS: dict[str, Panel] = {"Claims": filters}
