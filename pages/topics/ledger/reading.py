"""One claim to be read: the notes' words, the verdict, every figure, and what it means."""

from __future__ import annotations

from typing import Any

from engine.studies.ledger.ledger import Ledger
from pages.topics.ledger.chosen import Page

NOBODY = "No claim is of this section and has come to this verdict. Choose others on the left."


def spec(ledger: Ledger) -> dict[str, Any]:
    """The view as the player takes it: words alone."""
    return {
        "painter": "table",
        "title": "The claim, and what was measured",
        "rows": [],
        "columns": [],
        "every": 1,
        "tall": True,
    }


def patch(page: Page) -> dict[str, Any]:
    """The words and figures of one."""
    if page.number is None:
        return {"cells": [], "words": ["", "", NOBODY]}
    claim, entry = page.claim, page.entry
    words = [said(page), f"“{claim.words}.”", entry.verdict.sentence]
    figures = " · ".join(f"{each.name} {each}" for each in entry.verdict.figures)
    return {"cells": [], "words": words, "sum": f"{figures}. {claim.slip}".strip()}


def said(page: Page) -> str:
    """The verdict, and when and over what it was measured."""
    claim, entry, (first, count) = page.claim, page.entry, page.entry.seeds
    clock = ", times of one machine" if entry.timed else ""
    told = f"Claim {page.number} · notes {claim.section} · {entry.verdict.holds}"
    return f"{told} · {entry.date}, seeds {first} to {first + count - 1}{clock}"
