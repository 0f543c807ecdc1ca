"""Which of the course's claims are looked at."""

from __future__ import annotations

from dataclasses import dataclass

from engine.values.fields import check, choice


@dataclass(frozen=True)
class Filter:
    """What a claim must begin with, or come to."""

    label: str


SECTIONS: dict[str, Filter] = {
    "all": Filter("All sections"),
    "1.2": Filter("1.2 Logistic regression"),
    "1.3": Filter("1.3 Shallow networks"),
    "1.4": Filter("1.4 Deep networks"),
    "2.1": Filter("2.1 Practical aspects"),
    "2.2": Filter("2.2 Optimization"),
    "2.3": Filter("2.3 Tuning, batch norm, softmax"),
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
