"""A trained network under every temperature: ŷ = softmax(z/T), from nearly equal shares to the hard max (notes 2.3.3).

Axes: C classes, m examples, T temperatures.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

import numpy as np

from engine.datasets.class_sets import Blobs
from engine.datasets.samples import Data
from engine.experiment import Experiment
from engine.studies.softmax_regions.classes import losses, shares
from engine.training.cost import in_a_breath, usual_step
from engine.training.evaluation import Evaluator, advance_soundly
from engine.training.trainer import State
from engine.values.fields import check, nested, whole

Array = np.ndarray
EACH = 20  # temperatures for each power of ten
TEMPERATURES = tuple(float(f"{10 ** (1 - k / EACH):.4g}") for k in range(3 * EACH + 1))  # 10 … 0.01
SOFT = TEMPERATURES.index(1.0)  # as trained


@dataclass(frozen=True)
class Cooling:
    """A network that is trained for so long and then made surer and surer, with no weight changed."""

    experiment: Experiment = nested(Experiment(data=Data(source=Blobs())))
    epochs: int = whole(100, 1, 500, symbol="E", help="Epochs of training before the temperature is turned")

    __post_init__ = check


def training(cooling: Cooling, evaluator: Evaluator) -> Generator[None, None, State]:
    """The state of the trained network, or the last sound one; with a pause about every breath."""
    trainer, experiment = evaluator.trainer, cooling.experiment
    state, last, divergence = trainer.start(), cooling.epochs * trainer.steps_per_epoch, None
    stride = in_a_breath(usual_step(experiment))
    while state.step < last and not divergence:
        state, divergence = advance_soundly(evaluator, state, min(stride, last - state.step))
        yield
    return state


@dataclass(frozen=True)
class Judged:
    """What the same z are worth at each temperature, (T,): mean loss, share of right answers, mean largest ŷ."""

    loss: Array
    right: Array
    sure: Array


def judged(z: Array, classes: Array) -> Judged:
    """Measured on examples: z (C, m), classes (m,)."""
    answers = [shares(z, temperature) for temperature in TEMPERATURES]
    loss = [losses(each, classes).mean() for each in answers]
    right = [(each.argmax(axis=0) == classes).mean() for each in answers]
    return Judged(*(np.array(each) for each in (loss, right, [each.max(axis=0).mean() for each in answers])))
