"""Both networks at thirty learning rates at once: what is left of the loss, epoch by epoch (notes 2.3.2).

Axes: S rates.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.studies.batch_norm.norms import BARE, LABELS, NORMED, Norms
from engine.training.cost import in_a_breath, usual_step
from engine.training.evaluation import Evaluator
from engine.training.pieces import Work
from engine.training.trainer import Trainer
from engine.values.fields import check, nested

Array = np.ndarray
RATES = tuple(float(f"{rate:.3g}") for rate in np.geomspace(1e-3, 1e2, 30))
DECADE = (len(RATES) - 1) / 5  # rates in a power of ten
GUESS = float(np.log(2))  # what a guess costs
LEARNED = 0.5  # of that, or less


@dataclass(frozen=True)
class NormRates:
    """The comparison, whose own rate does not matter here."""

    norms: Norms = nested(Norms())

    __post_init__ = check


@dataclass(frozen=True)
class Rated:
    """Training losses at test time, (2, S), after some epochs, as shares of a guess; NaN where numbers ran away."""

    study: NormRates
    epoch: int
    losses: Array

    @property
    def nbytes(self) -> int:
        return self.losses.nbytes

    @property
    def usable(self) -> Array:
        """Which rates have learned, (2, S)."""
        return self.losses <= LEARNED  # NaN compares as false

    @property
    def decades(self) -> Array:
        """Over how many powers of ten of the rate, (2,)."""
        return self.usable.sum(axis=1) / DECADE

    @property
    def facts(self) -> dict[str, Any]:
        """What is told beside the picture."""
        numbers = {name: f"{each:.1f} decades" for name, each in zip(LABELS, self.decades, strict=True)}
        return {"epoch": self.epoch, "numbers": numbers}


def rating(study: NormRates) -> Generator[Rated | None, None, str]:
    """Every epoch of both stacks; None between pieces of work.

    Returns: a sentence on what came out.
    """
    norms = study.norms
    trainers = [norms.trainer(which, RATES) for which in (BARE, NORMED)]
    evaluators = [Evaluator(each) for each in trainers]
    states = [each.start() for each in trainers]
    every = in_a_breath(usual_step(trainers[NORMED].each[0], len(RATES)))
    for epoch in range(norms.epochs + 1):
        for which, trainer in enumerate(trainers):
            while states[which].step < epoch * trainer.steps_per_epoch:
                steps = min(every, epoch * trainer.steps_per_epoch - states[which].step)
                states[which] = trainer.advance(states[which], steps)
                yield None
        found = Rated(study, epoch, np.stack([left(*each) for each in zip(evaluators, states, strict=True)]))
        yield found
    bare, normed = found.decades
    told = f"after {norms.epochs} epochs rates over {bare:.1f} decades have learned without"
    return f"{told}, over {normed:.1f} with batch norm"


def left(evaluator: Evaluator, state: Any) -> Array:
    """Training losses (S,) as shares of a guess; NaN where they are no use."""
    loss = evaluator.evaluate(state).loss[..., 0] / GUESS
    return np.where(loss < 1e3, loss, np.nan)


def stack_losses(trainer: Trainer, epochs: int) -> Work:
    """Losses (epochs + 1, R) of a whole stack, as shares of a guess."""
    evaluator, state = Evaluator(trainer), trainer.start()
    found = [left(evaluator, state)]
    every = in_a_breath(usual_step(trainer.each[0], len(trainer.each)))
    for epoch in range(1, epochs + 1):
        while state.step < epoch * trainer.steps_per_epoch:
            state = trainer.advance(state, min(every, epoch * trainer.steps_per_epoch - state.step))
            yield epoch / (epochs + 1)
        found.append(left(evaluator, state))
    return np.array(found)
