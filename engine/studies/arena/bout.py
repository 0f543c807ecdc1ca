"""All runs of an arena, look by look.

Axes: C corners, T + 1 looks.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from engine.studies.arena.arena import NAMES, Arena
from engine.training.cost import in_a_breath, usual_step
from engine.training.evaluation import Evaluator, sound
from engine.training.trainer import State, Trainer

Array = np.ndarray
LOOKS = 4  # an epoch


class Ring:
    """The trainers and the arrays in which their states are looked at."""

    def __init__(self, arena: Arena):
        self.arena = arena
        self.trainers = [Trainer(each) for each in arena.experiments]
        self.evaluators = [Evaluator(each) for each in self.trainers]

    def worth(self, states: list[State]) -> Array:
        """Losses and scores, (C, 2, 2): of each run, loss and score on train and dev."""
        found = [each.evaluate(state) for each, state in zip(self.evaluators, states, strict=True)]
        return np.array([[each.loss[:2], each.score[:2]] for each in found])


@dataclass(frozen=True)
class Look:
    """All runs at one look; ``course`` (T + 1, C, 2, 2) is that of the whole run, which later looks go on with."""

    ring: Ring
    index: int
    states: tuple[State, ...]
    course: Array

    @property
    def nbytes(self) -> int:
        return sum(each.nbytes for each in self.states) + 64

    @property
    def facts(self) -> dict[str, Any]:
        """What is told beside the pictures: dev losses."""
        losses = self.course[self.index, :, 0, 1]
        numbers = {
            name if place else "dev loss A": f"{loss:.3f}"
            for place, (name, loss) in enumerate(zip(NAMES, losses, strict=False))
        }
        return {"epoch": self.index / LOOKS, "numbers": numbers}


def fighting(arena: Arena) -> Generator[Look | None, None, str]:
    """Every look; None between pieces of work. A run that diverges stays where it last was sound.

    Returns: a sentence on what came out.
    """
    ring = Ring(arena)
    states = [each.start() for each in ring.trainers]
    course = np.full((LOOKS * arena.epochs + 1, len(states), 2, 2), np.nan)
    for index in range(len(course)):
        for place, trainer in enumerate(ring.trainers):
            states[place] = yield from onward(trainer, states[place], index * trainer.steps_per_epoch // LOOKS)
        course[index] = ring.worth(states)
        yield Look(ring, index, tuple(states), course)
    return conclusion(course[-1, :, 0, 1])


def onward(trainer: Trainer, state: State, due: int) -> Generator[None, None, State]:
    """A run at a step."""
    every = in_a_breath(usual_step(trainer.experiment))
    while state.step < due:
        after = trainer.advance(state, min(every, due - state.step))
        state = after if sound(after.theta) else replace(state, step=after.step)
        yield None
    return state


def conclusion(losses: Array) -> str:
    """What came out of one draw, in a sentence that does not say more than that."""
    order = np.argsort(losses)
    first, second = order[:2]
    by = losses[second] - losses[first]
    if by == 0:
        return f"{NAMES[first]} and {NAMES[second]} came to the same dev loss, {losses[first]:.3f}"
    return f"{NAMES[first]} ends lowest, by {by:.3f} of dev loss; with other seeds it may be otherwise: ask below"
