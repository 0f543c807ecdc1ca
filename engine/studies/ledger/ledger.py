"""Which of the course's claims are looked at."""

from __future__ import annotations

from dataclasses import dataclass

from engine.values.fields import check, choice


@dataclass(frozen=True)
class Filter:
    """A choice: its words, and how the sections begin that pass."""

    label: str
    begins: str = ""


SECTIONS: dict[str, Filter] = {
    "all": Filter("All sections"),
    "logistic": Filter("1.2 Logistic regression", "1.2"),
    "shallow": Filter("1.3 Shallow networks", "1.3"),
    "deep": Filter("1.4 Deep networks", "1.4"),
    "practice": Filter("2.1 Practical aspects", "2.1"),
    "optimization": Filter("2.2 Optimization", "2.2"),
    "tuning": Filter("2.3 Tuning, batch norm, softmax", "2.3"),
}
OUTCOMES: dict[str, Filter] = {
    "all": Filter("All verdicts"),
    "holds": Filter("Holds"),
    "holds_if": Filter("Holds if …"),
    "fails": Filter("Does not hold"),
}


@dataclass(frozen=True)
class Ledger:
    """A choice of claims."""

    section: str = choice("all", SECTIONS, help="Of the notes")
    outcome: str = choice("all", OUTCOMES, help="What measuring has come to")

    __post_init__ = check
