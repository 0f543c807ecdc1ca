"""A network's gradient against differences of its cost, for every ε (notes 2.1.4): the axis of this study is ε.

Axes: n parameters that are checked, E values of ε.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from engine.datasets.samples import Data
from engine.experiment import Experiment, Penalty
from engine.networks.network import Dense, Layout, Network
from engine.studies.gradient_checking.differences import (
    EPSILONS,
    VERDICTS,
    Differences,
    chosen,
    differences,
    judge,
    places,
)
from engine.studies.gradient_checking.faults import FAULTS, Fault
from engine.training.cost import in_a_breath, usual_step
from engine.training.evaluation import Evaluator, advance_soundly
from engine.training.objective import Objective
from engine.training.trainer import State, Trainer
from engine.values.bounds import Refused
from engine.values.fields import check, choice, nested, whole

Array = np.ndarray
SMALL = Experiment(Data(points=100), Network((Dense(3), Dense(3))), penalty=Penalty(l2=0.3))
NOTES = 1e-7  # the ε of the notes
ONE, TWO = 1, 2  # sides


@dataclass(frozen=True)
class NoFault:
    """The engine as it is."""

    label: str = "none: the engine as it is"


PLANTS: dict[str, NoFault | Fault] = {"none": NoFault(), **FAULTS}


@dataclass(frozen=True)
class Checking:
    """A network whose gradient is checked before its first step and after some of them, with a fault in it or none."""

    experiment: Experiment = nested(SMALL)
    fault: str = choice("none", PLANTS, help="The mistake that is planted in the backward pass")
    steps: int = whole(300, 1, 2000, help="Steps of training before the gradient is checked again")

    def __post_init__(self) -> None:
        check(self)
        if self.fault in FAULTS and (sentence := FAULTS[self.fault].misfit(self.experiment)):
            raise Refused("Checking.fault", f"the bug in it cannot be made in this network: {sentence}; take it out")

    def gradient(self, objective: Objective, theta: Array) -> Array:
        """What is claimed to be the gradient (P,) at theta (P,)."""
        return FAULTS[self.fault].apply(objective, theta) if self.fault in FAULTS else objective.gradient(theta)


@dataclass(frozen=True)
class Checked:
    """A network checked with one ε, at its first parameters and after training; all ε share the differences."""

    study: Checking
    index: int  # of ε among EPSILONS
    layout: Layout
    which: Array  # (n,), of the parameters
    start: Differences
    trained: Differences
    steps: int  # that the trained one has had

    @property
    def epsilon(self) -> float:
        return EPSILONS[self.index]

    @property
    def nbytes(self) -> int:
        return 0 if self.index else self.start.nbytes + self.trained.nbytes

    @cached_property
    def arrays(self) -> dict[str, Array]:
        """ "W[1]", "b[1]" and so on: which of the n belong to each."""
        return places(self.layout, self.which)

    @property
    def facts(self) -> dict[str, Any]:
        """What is told beside the pictures."""
        errors = [self.start.error(self.index, sides) for sides in (ONE, TWO)]
        verdicts = [
            judge(each.error(self.index, TWO), each.rounding[self.index]) for each in (self.start, self.trained)
        ]
        numbers = {"1-sided": short(errors[0]), "2-sided": short(errors[1]), "verdict": VERDICTS[int(max(verdicts))]}
        return {"epoch": self.index, "numbers": numbers}


def checking(study: Checking) -> Generator[Checked | None, None, str]:
    """The check with every ε in turn; None while the differences are still being made.

    Returns: a sentence on what came out.
    """
    evaluator = Evaluator(Trainer(study.experiment))
    first = evaluator.trainer.start()
    trained = yield from training(study, evaluator, first)
    objective = Objective(study.experiment)
    which, found = chosen(objective.layout), []
    for state in (first, trained):
        claimed = study.gradient(objective, state.theta)
        found.append((yield from differences(objective, state.theta, claimed, which)))
    start, later = found
    for index in range(len(EPSILONS)):
        yield Checked(study, index, objective.layout, which, start, later, trained.step)
    return conclusion(start, objective.P, len(which))


def training(study: Checking, evaluator: Evaluator, state: State) -> Generator[None, None, State]:
    """The state after the study's steps, or the last sound one; with a pause about every breath."""
    stride, divergence = in_a_breath(usual_step(study.experiment)), None
    while state.step < study.steps and not divergence:
        state, divergence = advance_soundly(evaluator, state, min(stride, study.steps - state.step))
        yield
    return state


def conclusion(start: Differences, parameters: int, checked: int) -> str:
    """What came out, in one sentence."""
    best = [min(range(len(EPSILONS)), key=lambda k, sides=sides: start.errors[sides][k]) for sides in (ONE, TWO)]
    one, two = (
        f"{short(start.error(k, sides))} off at ε = {short(EPSILONS[k])}"
        for k, sides in zip(best, (ONE, TWO), strict=True)
    )
    some = "" if checked == parameters else f" ({checked} of {parameters:,} parameters, evenly chosen from each array)"
    return f"nearest to dθ came the one-sided difference {one}, the two-sided {two}{some}"


def short(value: float) -> str:
    """Two digits, with a power of ten."""
    return f"{value:.1e}".replace("e-0", "e-").replace("e+0", "e").replace(".0e", "e") if value else "0"
