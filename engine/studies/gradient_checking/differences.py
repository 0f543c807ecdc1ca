"""One- and two-sided differences of a cost for many ε, beside a gradient that is claimed to be right.

Axes: n parameters that are checked, E values of ε.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from engine.experiment import Experiment
from engine.networks.network import Layout
from engine.studies.gradient_checking.gradient_check import (
    DOUBTFUL,
    EPSILON,
    RIGHT,
    UNIT_ROUNDING,
    arrays,
    on_kinks,
    relative_error,
    side_slopes,
)
from engine.training.cost import Cost, forward, in_a_breath, widths
from engine.training.objective import NUMBERS_AT_ONCE, Objective

Array = np.ndarray
A_DECADE = 5  # values of ε for each power of ten
EPSILONS = tuple(float(f"{10 ** (-1 - k / A_DECADE):.4g}") for k in range(13 * A_DECADE + 1))  # 10⁻¹ … 10⁻¹⁴
STRAIGHT = slice(A_DECADE, 3 * A_DECADE + 1)  # 10⁻² … 10⁻⁴: ε is small enough for its power, rounding is not yet seen
VERDICTS = ("right", "unclear", "doubtful", "wrong")  # from good to bad; unclear is what rounding may be to blame for
HIDING = 30  # times what rounding alone may cause: a smaller error may be no more than that
MOST_CHECKED = 120  # parameters: more of them are checked by a sample


@dataclass(frozen=True)
class Differences:
    """Slopes ahead and behind (E, n), what is claimed, what is right (n,), corners of J (n,), a slope's digit (E,)."""

    ahead: Array
    behind: Array
    claimed: Array
    right: Array
    kinks: Array
    digit: Array

    @property
    def nbytes(self) -> int:
        return sum(each.nbytes for each in (self.ahead, self.behind, self.claimed, self.right, self.kinks, self.digit))

    @cached_property
    def rounding(self) -> Array:
        """The relative error that the last digits of J alone may cause, (E,)."""
        size = np.linalg.norm(self.behind[EPSILONS.index(EPSILON)]) + np.linalg.norm(self.claimed)
        return len(self.claimed) ** 0.5 * self.digit / size if size else 0 * self.digit

    def approximation(self, index: int, sides: int = 2) -> Array:
        """dθ_approx (n,) with one ε; at a corner of J every number between the two slopes will do."""
        ahead, behind = self.ahead[index], self.behind[index]
        between = np.clip(self.claimed, np.minimum(ahead, behind), np.maximum(ahead, behind))
        return np.where(self.kinks, between, (ahead + behind) / 2 if sides == 2 else ahead)

    def error(self, index: int, sides: int = 2) -> float:
        """‖dθ_approx − dθ‖ / (‖dθ_approx‖ + ‖dθ‖) with one ε."""
        return relative_error(self.approximation(index, sides), self.claimed)

    @cached_property
    def errors(self) -> dict[int, Array]:
        """The error with every ε, (E,), one-sided and two-sided."""
        every = range(len(EPSILONS))
        return {sides: np.array([self.error(index, sides) for index in every]) for sides in (1, 2)}

    def slope(self, sides: int) -> float:
        """The power of ε with which the error shrinks: the slope on log axes from 10⁻² to 10⁻⁴."""
        return slope(self.errors[sides][STRAIGHT])


def judge(error: Array | float, rounding: float) -> Array:
    """Which of VERDICTS errors come to, given what rounding alone may cause: no verdict is finer than that."""
    clear = np.where(error <= DOUBTFUL, VERDICTS.index("doubtful"), VERDICTS.index("wrong"))
    hidden = np.where(error <= HIDING * rounding, VERDICTS.index("unclear"), clear)
    return np.where(error <= RIGHT, VERDICTS.index("right"), hidden)  # NaN is wrong


def slope(errors: Array) -> float:
    """The slope of log error over log ε, for the errors from 10⁻² to 10⁻⁴; 0 where there is no error."""
    if not (errors > 0).all():
        return 0.0
    return float(np.polyfit(np.log(EPSILONS[STRAIGHT]), np.log(errors), 1)[0])


def differences(objective: Objective, theta: Array, claimed: Array, which: Array) -> Generator[None, None, Differences]:
    """The differences at theta (P,) in the parameters ``which`` (n,), with a pause about every breath."""
    ahead, behind = np.empty((2, len(EPSILONS), len(which)))
    block = in_a_breath(one_theta(objective.experiment) * 2)
    for index, epsilon in enumerate(EPSILONS):
        for start in range(0, len(which), block):
            part = slice(start, start + block)
            ahead[index, part], behind[index, part] = side_slopes(objective.cost, theta, epsilon, which[part])
            yield
    near = EPSILONS.index(EPSILON)
    digit = UNIT_ROUNDING * abs(float(objective.cost(theta))) / np.array(EPSILONS)
    kinks = on_kinks(objective.cost, theta, EPSILON, ahead[near], behind[near], digit[near], which)
    return Differences(ahead, behind, claimed[which], objective.gradient(theta)[which], kinks, digit)


def chosen(layout: Layout) -> Array:
    """(n,): all parameters, or where there are many, about as many of each array, evenly spread in it."""
    if layout.P <= MOST_CHECKED:
        return np.arange(layout.P)
    named = arrays(layout)
    each = max(1, MOST_CHECKED // len(named))
    return np.sort(np.concatenate([spread(index, each) for index in named.values()]))


def spread(index: Array, most: int) -> Array:
    """So many of some, evenly spread; all where they are no more."""
    return index[np.unique(np.linspace(0, len(index) - 1, min(most, len(index))).round().astype(int))]


def places(layout: Layout, which: Array) -> dict[str, Array]:
    """Which of the n checked parameters belong to each array, by its name."""
    return {name: np.flatnonzero(np.isin(which, index)) for name, index in arrays(layout).items()}


def one_theta(experiment: Experiment) -> Cost:
    """The cost of the training set at one of many theta, in stacks of as many as an objective takes at once."""
    m = experiment.data.counts[0]
    together = max(1, NUMBERS_AT_ONCE // (2 * m * sum(widths(experiment))))
    stack = forward(experiment, m, together)
    return Cost(stack.flops / together, stack.bytes, stack.seconds / together)
