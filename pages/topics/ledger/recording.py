"""The ledger as a run from claim to claim: its recording and what can be seen of it."""

from __future__ import annotations

from collections.abc import Generator

from engine.studies.ledger.ledger import Ledger
from engine.training.cost import Bill, work
from pages.live.kind import Kind
from pages.live.moments import Moments
from pages.live.recording import Recording
from pages.plots.view import View
from pages.topics.ledger import map, reading
from pages.topics.ledger.chosen import Page, chosen

CALLS_OF_A_PAGE, CALLS_OF_A_FRAME = 10, 2000


def turning(ledger: Ledger) -> Generator[Page, None, str]:
    """Every claim that is chosen."""
    numbers = chosen(ledger)
    for index, number in enumerate(numbers or [None]):
        yield Page(ledger, index, number)
    return f"{len(numbers)} claims" if numbers else "no claim"


def bill(ledger: Ledger) -> Bill:
    """Everything was measured before; what is left is to look it up."""
    pages = len(chosen(ledger))
    return Bill(work(CALLS_OF_A_PAGE * pages, held=64 * pages + 64), work(CALLS_OF_A_FRAME))


def record(ledger: Ledger, parent: Recording | None) -> Moments:
    """A recording before its first claim; one of another choice is of no use to it."""
    return Moments(turning(ledger))


VIEWS = {"map": View(map.spec, map.patch), "reading": View(reading.spec, reading.patch)}
KIND = Kind("ledger1", bill, record, VIEWS)
