"""One series under every β: the axis of this study is no time, its k-th moment is the average with the k-th β."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.optimizers.averages import bias, correction, weighted_average, window
from engine.studies.moving_averages.made import Temperatures
from engine.studies.moving_averages.memory import inside_window, noise_left
from engine.studies.moving_averages.series import SERIES, Series
from engine.values.bounds import Refused
from engine.values.fields import check, one_of

Array = np.ndarray
PEOPLE_KNOW = (0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999)
STEPS_A_DECADE = 32
EARLY = 10  # values, after which the missing weight is told


def spread() -> tuple[float, ...]:
    """From 0 to 0.999, evenly in log(1 − β); what people know by name stands in for what is nearest to it."""
    values = [round(1 - float(f"{10 ** (-each / STEPS_A_DECADE):.3g}"), 6) for each in range(3 * STEPS_A_DECADE + 1)]
    for known in PEOPLE_KNOW:
        values[round(-np.log10(1 - known) * STEPS_A_DECADE)] = known
    return tuple(values)


BETAS = spread()


@dataclass(frozen=True)
class Averages:
    """A series, to be averaged with every β."""

    series: object = one_of(Temperatures(), SERIES, help="What is averaged")

    __post_init__ = check


@dataclass(frozen=True)
class Average:
    """The averages of a series with one β: ``values``, ``plain`` and ``corrected`` are (T,)."""

    series: Series
    index: int  # of β among BETAS
    values: Array  # of the series, shared by all
    plain: Array  # V
    corrected: Array  # V / (1 − βᵗ)

    @property
    def beta(self) -> float:
        return BETAS[self.index]

    @property
    def nbytes(self) -> int:
        return self.plain.nbytes + self.corrected.nbytes

    @property
    def off(self) -> float | None:
        """How far the corrected average lies from what is under the noise (root mean square), where that is known."""
        signal = self.series.signal
        return None if signal is None else float(np.sqrt(np.mean((self.corrected - signal) ** 2)))

    @property
    def facts(self) -> dict[str, Any]:
        """What is told beside the pictures."""
        numbers = {"window": short(window(self.beta))}
        if self.off is not None:
            numbers[f"off the {self.series.beneath}"] = f"{self.off:.2f} {self.series.unit}".strip()
        numbers["weight inside"] = percent(inside_window(self.beta))
        numbers["noise left"] = percent(noise_left(self.beta))
        numbers[f"missing at t = {EARLY}"] = percent(1 - correction(self.beta, EARLY))
        return {"epoch": self.index, "numbers": numbers}


def averages(study: Averages) -> Generator[Average | None, None, str]:
    """The averages for every β in turn; None while the series is still being made.

    Returns: a sentence on what came out.
    Raises: Refused, where the series has not one finite value.
    """
    series, pieces, offs = study.series, [], []
    for piece in series.pieces():
        pieces.append(piece)
        yield None
    values = np.concatenate(pieces)
    if not values.size:
        raise Refused(type(series).__name__, "the run diverges at its first step; a smaller rate may help")
    for index, beta in enumerate(BETAS):
        plain = weighted_average(values, beta)
        average = Average(series, index, values, plain, plain / bias(beta, len(values)))
        offs.append(average.off)
        yield average
    return conclusion(series, values, offs)


def conclusion(series: Series, values: Array, offs: list[float | None]) -> str:
    """What came out, in one sentence."""
    if len(values) < series.count:
        return f"the run diverged after {len(values)} steps, so the series ends there"
    if offs[0] is None:
        return f"β = {BETAS[-1]} looks back over {window(BETAS[-1]):.0f} values, and the series has {len(values)}"
    best = int(np.argmin(offs))
    off = f"{offs[best]:.2f} {series.unit}".strip()
    return f"of all, β = {BETAS[best]} came nearest to the {series.beneath}: {off} off"


def percent(share: float) -> str:
    """A share as people say it."""
    return f"{short(100 * share)} %"


def short(value: float) -> str:
    """Three digits."""
    return f"{float(f'{value:.3g}'):g}"
