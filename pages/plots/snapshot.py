"""One moment of a run, with what views may ask of it: worked out when first asked for, and only then."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np

from engine.experiment import Experiment
from engine.training.cost import Cost, both_ways, evaluating, forward, held, weights, widths, work
from engine.training.evaluation import Evaluation, Evaluator, Maps, Signals
from engine.training.remedies import REMEDIES
from engine.training.symptoms import symptom
from engine.training.trainer import State, Trainer

PICTURE, TILE = 100, 28  # pixels a side: of the boundary, of one unit's map
LOOK = 5  # epochs from one look for what ails a run to the next
CALLS_OF_A_LOOK, ON_A_TILE, ON_A_WEIGHT = 2500, 60, 200  # of drawing: a pixel is packed, a weight is written as text


class Lens:
    """What looking at the states of one trainer takes: made once, used for every snapshot."""

    def __init__(self, trainer: Trainer):
        source = trainer.each[0].data.source
        self.trainer, self.evaluator, self.source = trainer, Evaluator(trainer), source
        self.picture = Maps(trainer, PICTURE, source.bounds)
        self.tiles = Maps(trainer, TILE, source.bounds)

    @cached_property
    def nbytes(self) -> int:
        """Bytes of the arrays that training and looking work in: they are made once."""
        looking = (self.evaluator.all, self.evaluator.probe, self.picture.propagation, self.tiles.propagation)
        return held([*(batch.propagation for batch in self.trainer.batches), *looking])


def looking(experiment: Experiment) -> Cost:
    """A lens, and a look through it with every view."""
    pixels = forward(experiment, PICTURE**2, size=4) + forward(experiment, TILE**2, size=4)
    units = sum(widths(experiment)) + experiment.data.sizes[0]
    drawing = work(CALLS_OF_A_LOOK, ON_A_TILE * units * TILE**2 + ON_A_WEIGHT * weights(experiment))
    return evaluating(experiment) + both_ways(experiment, experiment.data.counts[0]) + pixels + drawing


class Snapshot:
    """A state seen through a lens."""

    def __init__(self, state: State, lens: Lens):
        self.state, self.lens, self.trainer = state, lens, lens.trainer

    @property
    def step(self) -> int:
        return self.state.step

    @property
    def epoch(self) -> float:
        return self.state.step / self.trainer.steps_per_epoch

    @property
    def facts(self) -> dict[str, Any]:
        """What the bar shows: epoch and losses; of classes, the share of the training set that is right."""
        train, dev = (finite(loss, 4) for loss in self.evaluation.loss[:2])
        facts = {"epoch": round(self.epoch, 3), "numbers": {"train loss": train, "dev loss": dev}}
        if self.trainer.samples[0].task != "regression":
            facts["right"] = finite(self.evaluation.score[0])
        if self.state.step % (LOOK * self.trainer.steps_per_epoch) == 0:
            facts["ails"] = self.ails
        return facts

    @property
    def ails(self) -> dict[str, str] | None:
        """What ails the run, and the words for what can be done about it; None where nothing is seen."""
        found = symptom(self.lens.evaluator, self.state, self.evaluation)
        if found is None:
            return None
        words, _ = REMEDIES[found.kind](self.trainer.experiment)
        return {"kind": found.kind, "text": found.sentence, "deed": words}

    @cached_property
    def evaluation(self) -> Evaluation:
        return self.lens.evaluator.evaluate(self.state)

    @cached_property
    def signals(self) -> Signals:
        return self.lens.evaluator.signals(self.state)

    @cached_property
    def output(self) -> np.ndarray:
        """The network's answer over the picture, (n_y, PICTURE, PICTURE)."""
        return self.large_maps[-1]

    @cached_property
    def large_maps(self) -> list[np.ndarray]:
        """Each layer's activations over the picture, (n, PICTURE, PICTURE)."""
        return self.lens.picture.units(self.state)

    @cached_property
    def scores(self) -> np.ndarray:
        """z of the last layer over the picture, (n_y, PICTURE, PICTURE)."""
        shape = self.output.shape  # the way to the output leads through z
        return self.lens.picture.propagation.z[-1].reshape(shape)

    @cached_property
    def unit_maps(self) -> list[np.ndarray]:
        """Each layer's activations over the picture, (n, TILE, TILE)."""
        return self.lens.tiles.units(self.state)


def finite(value: float, digits: int = 5) -> float | None:
    """A number that JSON can carry: rounded, and None where it is not finite."""
    return float(f"{value:.{digits}g}") if np.isfinite(value) else None
