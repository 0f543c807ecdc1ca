"""One moment of a lab, with what may be asked of it; figures only draw.

Axes: P parameters, B buffers, n_y outputs; pairs are (train, dev).
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from engine.networks.propagation import Propagation
from engine.studies.regularization_lab.closeup import CloseUp, DropoutLens
from engine.studies.regularization_lab.lab import CONTENDERS, TOGETHER, Habits, Lab, habits
from engine.studies.regularization_lab.process import BARE, LabProcess, LabState, Worth
from engine.training.evaluation import Maps, classes
from engine.training.trainer import State, Trainer
from engine.values.randomness import generator

Array = np.ndarray
SIDE = 56  # pixels of a contender's picture
FRESH = 2000  # examples that the test error is measured on


class StackLens:
    """What looking at single networks of one stack takes: each part is made when first asked for.

    ``fresh`` are examples that nobody has trained on: X (n, F), Y (1, F).
    """

    def __init__(self, lab: Lab, trainer: Trainer, fresh: tuple[Array, Array]):
        self.lab, self.trainer, self.places = lab, trainer, trainer.layout
        self.points, self.values = fresh

    @cached_property
    def maps(self) -> Maps:
        """Reads a contender's picture."""
        return Maps(self.trainer, SIDE, self.lab.experiment.data.source.bounds)

    @cached_property
    def training(self) -> Propagation:
        """Reads the training points."""
        samples = self.trainer.samples[0]
        return self.reader(samples.rows[: samples.counts[0]])

    @cached_property
    def fresh(self) -> Propagation:
        """Reads the fresh examples."""
        return self.reader(self.trainer.samples[0].inputs(self.points))

    def reader(self, rows: Array) -> Propagation:
        """A propagation of one network over examples (m, n_x + 1)."""
        theta, buffers = np.zeros(self.places.P), np.zeros(self.places.B)
        return Propagation.of(self.lab.experiment, self.trainer.samples[0], theta, buffers, rows.T)


class LabLens:
    """What looking at the states of a lab takes: made once, used for every scene."""

    def __init__(self, process: LabProcess):
        self.lab = process.lab
        data = self.lab.experiment.data
        self.fresh = data.source.sample(generator(data.seed, "truth", 3), FRESH)
        self.together = StackLens(self.lab, process.together, self.fresh)
        self.more = StackLens(self.lab, process.more, self.fresh)
        self.dropout = DropoutLens(process)


class Portrait:
    """One contender at one moment: theta (P,), buffers (B,), its loss and error (2,), the norm of its weights.

    What looking closer gives is worked out when first asked for, and only then.
    """

    def __init__(self, theta: Array, buffers: Array, worth: Worth, row: int, lens: StackLens):
        self.theta, self.buffers, self.lens = theta, buffers, lens
        self.loss, self.error, self.norm = worth.loss[row], worth.error[row], float(worth.norm[row])

    @property
    def weights(self) -> Array:
        """All weights in a row, without b, gamma and beta."""
        return self.theta[self.lens.trainer.mask > 0]

    @cached_property
    def output(self) -> Array:
        """The answer over its picture, (n_y, SIDE, SIDE)."""
        state = State(0, self.theta, self.theta, self.buffers)  # a picture asks for neither step nor memory
        return self.lens.maps.units(state)[-1].copy()  # the next contender's overwrites it

    @cached_property
    def test_error(self) -> float:
        """The share of wrong answers on fresh examples."""
        answers = self.passed(self.lens.fresh)
        return float((classes(answers) != self.lens.values[0]).mean())

    @cached_property
    def habits(self) -> Habits:
        """What the weights are like."""
        self.passed(self.lens.training)
        with np.errstate(all="ignore"):
            return habits(self.theta, self.lens.places, self.lens.training)

    def passed(self, reader: Propagation) -> Array:
        """The answers to what a propagation reads; the next pass overwrites them."""
        with np.errstate(all="ignore"):
            reader.theta[...], reader.buffers[...] = self.theta, self.buffers
            return reader.forward()


class Scene:
    """All seven contenders after a whole epoch."""

    def __init__(self, state: LabState, lens: LabLens):
        self.lab, self.state, self.lens = lens.lab, state, lens
        self.epoch, self.best = state.epoch, int(state.watch.best)

    @property
    def stopped(self) -> int | None:
        """The epoch at which early stopping gave up and went back to the ``best``; None while it trains."""
        stopped = int(self.state.watch.stopped)
        return stopped if stopped >= 0 else None

    @cached_property
    def portraits(self) -> dict[str, Portrait]:
        """A portrait of each contender, in the order of CONTENDERS."""
        return {slug: self.portrait(slug) for slug in CONTENDERS}

    def portrait(self, slug: str) -> Portrait:
        """One contender; early stopping trains on with the bare network until its patience has run out."""
        state, lens = self.state, self.lens.together
        if slug == "more":
            return Portrait(state.more.theta, state.more.buffers, state.worth, len(TOGETHER), self.lens.more)
        if slug == "early" and self.stopped is not None:
            return Portrait(state.kept.theta, state.kept.buffers, state.kept.worth, BARE, lens)
        row = BARE if slug == "early" else TOGETHER.index(slug)
        return Portrait(state.together.theta[row], state.together.buffers[row], state.worth, row, lens)

    @cached_property
    def dropout(self) -> CloseUp:
        """Dropout from close by."""
        return CloseUp(self.state, self.lens.dropout)
