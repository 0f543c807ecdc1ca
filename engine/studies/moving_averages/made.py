"""Series made by a recipe: a year of temperatures, and a step to see how an average follows it (notes 2.2).

Axis letters: T values in time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from engine.optimizers.averages import weighted_average
from engine.values.fields import check, number, whole
from engine.values.randomness import generator

Array = np.ndarray
COLDEST, YEAR = 20, 365  # days: the season is lowest on 20 January


@dataclass(frozen=True)
class Temperatures:
    """Daily means in °C: x = mean + warming·t/365 − swing·cos(2π(d − 20)/365) + weather·u, d = t + first day − 1.

    The weather u has variance 1 and stays for a while: u₁ = ε₁, uₜ = ρ uₜ₋₁ + √(1 − ρ²) εₜ, ε normal.
    """

    days: int = whole(365, 30, 730, symbol="T", help="Days in all")
    first_day: int = whole(
        1, 1, 365, unit="of the year", help="Day of the year on which it begins: 1 is 1 January, 182 is 1 July"
    )
    mean: float = number(10.0, -20, 30, step=0.5, unit="°C", help="Mean of the year")
    swing: float = number(8.0, 0, 20, step=0.5, unit="°C", help="How far summer and winter lie from that mean")
    warming: float = number(0.0, -5, 5, step=0.25, unit="°C a year", help="Trend")
    weather: float = number(
        3.0, 0, 10, step=0.25, symbol="σ", unit="°C", help="Standard deviation of a day from its season"
    )
    persistence: float = number(0.7, 0, 0.95, step=0.05, symbol="ρ", help="Share of its deviation that a day hands on")
    seed: int = whole(0, 0, 999_999, help="Another seed gives another year's weather")

    label: ClassVar[str] = "A year of temperatures"
    source: ClassVar[str] = "course notes 2.2, made: a season and a first-order autoregression (Wilks 2011, 9.3)"
    across: ClassVar[str] = "day"
    unit: ClassVar[str] = "°C"
    beneath: ClassVar[str] = "season"

    __post_init__ = check

    @property
    def count(self) -> int:
        return self.days

    @property
    def signal(self) -> Array:
        """The season and the trend, without weather, (T,)."""
        t = np.arange(1.0, self.days + 1)
        day = t + self.first_day - 1
        return self.mean + self.warming * t / YEAR - self.swing * np.cos(2 * np.pi * (day - COLDEST) / YEAR)

    def pieces(self) -> Iterator[Array]:
        """The series, in one piece."""
        shocks = generator(self.seed, "noise").standard_normal(self.days)
        shocks[1:] *= np.sqrt(1 - self.persistence**2)
        lasting = weighted_average(shocks, self.persistence) / (1 - self.persistence)  # Σ ρʲ εₜ₋ⱼ: memory is an average
        yield self.signal + self.weather * lasting


@dataclass(frozen=True)
class Step:
    """One level, then another, under white noise: x = before for t < at, x = after from there on; + noise·ε."""

    values: int = whole(200, 20, 400, symbol="T", help="Values in all")
    at: int = whole(80, 1, 400, help="The first value of the new level")
    before: float = number(1.0, -5, 5, step=0.25, help="Level before the step")
    after: float = number(2.0, -5, 5, step=0.25, help="Level after it")
    noise: float = number(0.2, 0, 2, step=0.05, symbol="σ", help="Standard deviation of the values from their level")
    seed: int = whole(0, 0, 999_999, help="Another seed gives other noise")

    label: ClassVar[str] = "A step under noise"
    source: ClassVar[str] = "the step response of signal processing (Oppenheim and Schafer 2010, chapter 2)"
    across: ClassVar[str] = "value"
    unit: ClassVar[str] = ""
    beneath: ClassVar[str] = "level"

    __post_init__ = check

    @property
    def count(self) -> int:
        return self.values

    @property
    def signal(self) -> Array:
        """The two levels, (T,)."""
        return np.where(np.arange(1, self.values + 1) < self.at, self.before, self.after).astype(float)

    def pieces(self) -> Iterator[Array]:
        """The series, in one piece."""
        yield self.signal + self.noise * generator(self.seed, "noise").standard_normal(self.values)
