"""Which claims a ledger shows, and what was measured of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.claims import CLAIMS
from engine.claims.claim import FAILS, HOLDS, HOLDS_IF, Claim
from engine.claims.record import Entry, measured
from engine.studies.ledger.ledger import SECTIONS, Ledger
from engine.values.codec import encode

VERDICT = {"holds": HOLDS, "holds_if": HOLDS_IF, "fails": FAILS}


def chosen(ledger: Ledger) -> list[int]:
    """The numbers of the claims that pass."""
    return [number for number in CLAIMS if passes(ledger, number)]


def passes(ledger: Ledger, number: int) -> bool:
    """Whether a claim is of the section and has the outcome that are asked for."""
    here = CLAIMS[number].section.startswith(SECTIONS[ledger.section].begins)
    return here and (ledger.outcome == "all" or measured()[number].verdict.holds == VERDICT[ledger.outcome])


def address(claim: Claim) -> str:
    """Where a claim is seen: the start page hands its value on to the page that reads it."""
    return f"./?run={encode(claim.on)}"


@dataclass(frozen=True)
class Page:
    """One claim of those that are chosen, or None where none is."""

    ledger: Ledger
    index: int
    number: int | None

    nbytes = 64

    @property
    def claim(self) -> Claim:
        return CLAIMS[self.number]

    @property
    def entry(self) -> Entry:
        return measured()[self.number]

    @property
    def facts(self) -> dict[str, Any]:
        """What is told beside the pictures."""
        return {"epoch": self.index, "numbers": {"verdict": self.entry.verdict.holds} if self.number else {}}
