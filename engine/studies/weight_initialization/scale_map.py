"""What trains, by scale and depth: the loss after some steps of gradient descent, a depth's scales as one stack."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.studies.weight_initialization.first_weights import FirstWeights
from engine.training.cost import in_a_breath, usual_step
from engine.training.trainer import State, Trainer
from engine.values.fields import check, nested

Array = np.ndarray
DEPTHS = (2, 3, 4, 6, 8, 12, 16, 24, 32, 50)
MAPPED = (0.0, *(float(f"{10 ** (each / 12):.4g}") for each in range(-12, 13)))  # scales
PARTS = 5  # of a depth's training, after each of which it is looked at
LEARNED = 0.5  # of the first loss, or less


@dataclass(frozen=True)
class ScaleMap:
    """The map of a network, whose own depth does not matter here."""

    first: FirstWeights = nested(FirstWeights())

    __post_init__ = check


@dataclass(frozen=True)
class Mapped:
    """The map so far: losses (D, S) of training as shares of what a guess costs, NaN where none is known.

    ``lost`` (D, S) tells where the numbers have run away.
    """

    study: ScaleMap
    step: int
    losses: Array
    lost: Array

    @property
    def nbytes(self) -> int:
        return self.losses.nbytes + self.lost.nbytes

    @property
    def row(self) -> int:
        """The depth that is being trained, as its place among DEPTHS."""
        return min(max(self.step - 1, 0) // PARTS, len(DEPTHS) - 1)

    @property
    def facts(self) -> dict[str, Any]:
        """What is told beside the picture."""
        learned = int((self.losses[self.row] <= LEARNED).sum())
        numbers = {"layers": str(DEPTHS[self.row]), "learned": f"{learned} of {len(MAPPED)} scales"}
        return {"epoch": self.step / PARTS, "numbers": numbers}


def mapping(study: ScaleMap) -> Generator[Mapped | None, None, str]:
    """The map as it fills in, from the shallowest network on, and what came out, in one sentence."""
    losses, lost = np.full((2, len(DEPTHS), len(MAPPED)), np.nan)
    lost = np.zeros_like(losses, bool)
    yield Mapped(study, 0, losses.copy(), lost.copy())
    for row, depth in enumerate(DEPTHS):
        part = 0
        for found in training(study.first, depth):
            if found is None:
                yield None
                continue
            part += 1
            losses[row], lost[row] = found
            yield Mapped(study, row * PARTS + part, losses.copy(), lost.copy())
    return conclusion(losses)


def training(first: FirstWeights, depth: int) -> Generator[tuple[Array, Array] | None, None, None]:
    """Losses (S,) of all scales at one depth and whether they ran away, PARTS times; None is a breath."""
    each = [first.experiment(scale, depth) for scale in MAPPED]
    trainer = Trainer(each)
    state = trainer.start()
    guess = float(losses_of(trainer, state)[0])  # of scale 0, which answers nothing
    stride = in_a_breath(usual_step(each[0], len(each)))
    for part in range(1, PARTS + 1):
        goal = round(first.epochs * part / PARTS)
        while state.step < goal:
            state = trainer.advance(state, min(stride, goal - state.step))
            yield None
        loss = losses_of(trainer, state)
        lost = ~(loss < 100 * guess)  # NaN compares as false
        yield np.where(lost, np.nan, loss / guess), lost


@np.errstate(all="ignore")
def losses_of(trainer: Trainer, state: State) -> Array:
    """Mean training losses (S,); all points are one batch, whose arrays serve for this as well."""
    trainer.load(state)
    trainer.begin(0)
    (batch,) = trainer.batches
    batch.propagation.read(batch.inputs)
    batch.propagation.forward()
    return batch.propagation.losses(batch.targets).mean(axis=-1)


def conclusion(losses: Array) -> str:
    """What came out, in one sentence."""
    learned = losses[-1] <= LEARNED
    if not learned.any():
        return f"at depth {DEPTHS[-1]} no scale has halved its loss in so many steps"
    found = np.array(MAPPED)[learned]
    return f"at depth {DEPTHS[-1]} only σ√n from {found[0]:.3g} to {found[-1]:.3g} has halved its loss"
