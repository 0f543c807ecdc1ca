"""Claims on normalised inputs (notes 2.1.4)."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from engine.claims.claim import FAILS, HOLDS_IF, Claim, Figure, Verdict
from engine.studies.input_normalization.bowl import Bowl
from engine.studies.input_normalization.inputs import Inputs, Normalization, examples, in_units
from engine.training.pieces import at_once
from engine.values.bounds import Refused
from engine.values.fields import specs

Array = np.ndarray
RATIO = 10.0  # of the two scales
SMALL = 0.01  # the deviation of x₂, where inputs are small numbers
ALIKE = -0.9  # a correlation


@dataclass(frozen=True)
class Gain:
    """What normalising divides by what was before, (S,): condition number, largest stable rate, steps to 1 %."""

    condition: Array
    rate: Array
    steps: Array


def both(inputs: Inputs, ratio: float) -> tuple[Bowl, Bowl]:
    """The bowl as the inputs come, and normalised."""
    z, y = examples(inputs)
    x = in_units(inputs, z, ratio)
    return Bowl.of(x, y), Bowl.of(Normalization.of(x)(x), y)


def gain(inputs: Inputs, ratio: float, seeds: range) -> Gain:
    """Over points drawn anew, each descent at the same share of its own largest stable rate."""
    bowls = [both(replace(inputs, seed=(inputs.seed + seed) % most_seeds()), ratio) for seed in seeds]

    def quotient(of) -> Array:
        return np.array([of(normalized) / of(raw) for raw, normalized in bowls])

    return Gain(
        quotient(lambda bowl: bowl.condition),
        quotient(lambda bowl: bowl.largest_rate),
        quotient(lambda bowl: bowl.steps(inputs.share * bowl.largest_rate)),
    )


def most_seeds() -> int:
    """How many seeds there are."""
    return int(specs(Inputs)["seed"].high) + 1


def rounder(inputs: Inputs, seeds: range) -> Verdict:
    """Claim 21: on scales apart, and on three kinds of inputs on which it might fail."""
    if inputs.share >= 1:
        raise Refused("Inputs.share", "no descent arrives at this rate; choose less than 1")
    scales = gain(inputs, RATIO, seeds)
    small = gain(replace(inputs, unit=SMALL), RATIO, seeds)
    alike = gain(replace(inputs, correlation=ALIKE, offset=0.0), 1.0, seeds)
    means = {"κ": scales.condition, "rate": scales.rate, "steps": scales.steps}
    middle = {name: float(np.median(each)) for name, each in means.items()}
    figures = (
        Figure("κ, normalised / before", middle["κ"]),
        Figure("largest rate, normalised / before", middle["rate"]),
        Figure("steps, normalised / before", middle["steps"]),
        Figure("largest rate of small inputs, normalised / before", float(np.median(small.rate))),
        Figure("steps of small inputs, normalised / before", float(np.median(small.steps))),
        Figure("steps of correlated inputs, normalised / before", float(np.median(alike.steps))),
    )
    holds = middle["κ"] < 1 < middle["rate"] and middle["steps"] < 1
    return Verdict(HOLDS_IF if holds else FAILS, figures, said(middle, figures))


def said(middle: dict[str, float], figures: tuple[Figure, ...]) -> str:
    """All in words."""
    return (
        f"With scales {RATIO:g} apart normalising divides the condition number by {1 / middle['κ']:.0f} and the steps "
        f"by {1 / middle['steps']:.0f}; the largest stable rate is {middle['rate']:.3g} times what it was (medians of "
        f"the seeds). It holds if scales or means differ; a larger rate, if inputs are not small: with a hundredth, "
        f"they take {1 / figures[3].value:.2g} times as large a rate before as after, for b alone bounds it by 2, and "
        f"only the steps fall, to {figures[4].value:.1g} of those before. Between inputs of one scale with "
        f"ρ = {ALIKE:g} all gain is lost: {figures[5].value:.2g} of the steps are left."
    )


def scaled(value: object) -> Inputs | None:
    """Inputs with a rate at which descent arrives."""
    return value if isinstance(value, Inputs) and value.share < 1 else None


CLAIMS: dict[int, Claim] = {
    21: Claim(
        "2.1.4",
        "On average, normalized data will have a cost function that is more symmetric. Gradient descent will converge "
        "faster and can use a larger learning rate",
        Inputs(),
        at_once(rounder),
        slip="The notes call the slope of unnormalised data shallow: its contours are elongated, and the gradient "
        "does not point at the minimum.",
        fits=scaled,
    ),
}
