"""What a page takes on: a run that would cost more is refused before it runs, with one sentence for all kinds."""

from __future__ import annotations

from dataclasses import dataclass

from engine.training.cost import Bill
from engine.values.bounds import Refused

REMEDY = "fewer redraws, values, epochs, points or units"


@dataclass(frozen=True)
class Limit:
    """The most that a run may cost: seconds of computing in all and for one answer, bytes of memory."""

    seconds: float = 120.0
    answer: float = 0.5
    bytes: float = 256e6

    def refuse(self, bill: Bill) -> None:
        """Hold a run to this limit.

        Raises: Refused, saying what it would take and what a page takes on.
        """
        most = max(bill.whole.bytes, bill.answer.bytes)
        compared = [
            (bill.whole.seconds, self.seconds, lambda each: f"{seconds(each)} of computing"),
            (bill.answer.seconds, self.answer, lambda each: f"{seconds(each)} for one picture"),
            (most, self.bytes, size),
        ]
        broken = [(words(value), words(limit)) for value, limit, words in compared if not value <= limit]
        if broken:
            wanted, allowed = (" and ".join(each) for each in zip(*broken, strict=True))
            raise Refused("cost", f"this would take about {wanted}; a page takes on {allowed}: {REMEDY}")


def seconds(value: float) -> str:
    """A time in words."""
    return f"{value:.2g} s" if value < 99.5 else f"{value / 60:,.0f} minutes"


def size(value: float) -> str:
    """Bytes in words."""
    return f"{value / 1e6:,.0f} MB" if value < 1e9 else f"{value / 1e9:,.1f} GB"
