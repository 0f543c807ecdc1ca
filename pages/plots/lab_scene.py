"""One epoch of the regularization lab, with what its views may ask of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from engine.datasets.samples import Samples
from engine.networks.network import layout
from engine.networks.propagation import Propagation
from engine.studies.regularization_lab.lab import CONTENDERS, TOGETHER, Habits, Lab, habits
from engine.studies.regularization_lab.subnetworks import sub_networks
from engine.training.evaluation import Evaluator, Maps, classes
from engine.training.trainer import State, Trainer
from engine.values.randomness import generator
from pages.plots.snapshot import Lens

Array = np.ndarray
SIDE = 56  # pixels of a contender's picture
FRESH = 2000  # examples that the test error is measured on
SUBNETWORKS, COARSE = 24, 40  # of dropout's fog, and points on a side of it


@dataclass(frozen=True)
class Record:
    """An epoch in numbers: losses and errors (C + 1, 2) on train and dev, and norms (C + 1,), more data's the last.

    ``cost`` (2,) is that of the step just made, bare and under dropout; ``best`` the epoch that early stopping holds,
    ``stopped`` the one at which it gave up, or −1.
    """

    loss: Array
    error: Array
    norm: Array
    cost: Array
    best: int
    stopped: int


class LabLens:
    """What looking at the states of a lab takes: made once, used for every scene."""

    def __init__(self, lab: Lab, together: Trainer, more: Trainer):
        source = lab.experiment.data.source
        self.lab, self.source, self.together, self.more = lab, source, together, more
        self.maps = {False: Maps(together, SIDE, source.bounds), True: Maps(more, SIDE, source.bounds)}
        self.dropout = Trainer(lab.together()[TOGETHER.index("dropout")])
        self.points, self.values = source.sample(generator(lab.experiment.data.seed, "truth", 3), FRESH)
        self.places = layout(lab.experiment.network, *together.samples[0].sizes)
        self.readers = {which: self.reader(trainer.samples[0]) for which, trainer in ((False, together), (True, more))}

    @cached_property
    def close(self) -> Lens:
        """For the one network that has dropout."""
        return Lens(self.dropout)

    @cached_property
    def examined(self) -> Evaluator:
        return Evaluator(self.dropout)

    @cached_property
    def fog(self) -> Propagation:
        """Reads a coarse picture with all sub-networks at once."""
        samples, experiment = self.together.samples[0], self.lab.experiment
        (left, right), (bottom, top) = self.source.bounds
        side = (np.arange(COARSE) + 0.5) / COARSE
        x, y = left + side * (right - left), top - side * (top - bottom)
        points = np.stack([np.tile(x, COARSE), np.repeat(y, COARSE)])
        rows = samples.inputs(points).astype(np.float32)
        theta = np.empty((SUBNETWORKS, self.places.P), np.float32)
        buffers = np.zeros((SUBNETWORKS, self.places.B), np.float32)
        sizes = (*samples.sizes, COARSE**2)
        propagation = Propagation(experiment.network, samples.task, experiment.loss, sizes, theta, buffers)
        propagation.read(np.broadcast_to(rows.T, (SUBNETWORKS, *rows.T.shape)))
        return propagation

    def reader(self, samples: Samples) -> tuple[Propagation, Propagation]:
        """Propagations of one network over the training points and over fresh ones."""
        experiment, task = self.lab.experiment, samples.task
        theta, buffers = np.empty(self.places.P), np.empty(self.places.B)
        made = []
        for rows in (samples.rows[: samples.counts[0]], samples.inputs(self.points)):
            sizes = (*samples.sizes, len(rows))
            made.append(Propagation(experiment.network, task, experiment.loss, sizes, theta, buffers))
            made[-1].read(rows.T)
        return tuple(made)

    @property
    def nbytes(self) -> int:
        """Bytes of the arrays held, about."""
        return sum(maps.nbytes for maps in self.maps.values()) + 20 * self.points.nbytes + 4_000_000


class Scene:
    """All seven contenders at one epoch."""

    def __init__(self, lab: Lab, epoch: int, together: State, more: State, best: tuple[Array, Array],
                 records: list[Record], lens: LabLens):  # fmt: skip
        self.lab, self.epoch, self.together, self.more = lab, epoch, together, more
        self.best, self.records, self.lens = best, records, lens

    @property
    def now(self) -> Record:
        return self.records[-1]

    @property
    def stopped(self) -> bool:
        """Whether early stopping has given up and gone back."""
        return 0 <= self.now.stopped <= self.epoch

    def network(self, slug: str) -> tuple[Array, Array]:
        """theta (P,) and buffers (B,) of a contender; early stopping trains on until its patience has run out."""
        if slug == "more":
            return self.more.theta, self.more.buffers
        if slug == "early" and self.stopped:
            return self.best
        index = TOGETHER.index("none" if slug == "early" else slug)
        return self.together.theta[index], self.together.buffers[index]

    def row(self, slug: str) -> tuple[Record, int]:
        """The record that holds for a contender, and its place there."""
        if slug == "early":
            return (self.records[self.now.best] if self.stopped else self.now), 0
        return self.now, len(TOGETHER) if slug == "more" else TOGETHER.index(slug)

    def losses(self, slug: str) -> Array:
        """Train and dev loss, (2,)."""
        record, index = self.row(slug)
        return record.loss[index]

    def errors(self, slug: str) -> Array:
        """Train and dev error, (2,)."""
        record, index = self.row(slug)
        return record.error[index]

    def norm(self, slug: str) -> float:
        """The norm of all weights."""
        record, index = self.row(slug)
        return float(record.norm[index])

    def output(self, slug: str) -> Array:
        """A contender's answer over its picture, (n_y, SIDE, SIDE)."""
        theta, buffers = self.network(slug)
        return self.lens.maps[slug == "more"].units(State(0, theta, theta, buffers))[-1]

    def measured(self, slug: str) -> tuple[float, Habits]:
        """The error on fresh examples, and what the weights are like."""
        training, fresh = self.lens.readers[slug == "more"]
        theta, buffers = self.network(slug)
        with np.errstate(all="ignore"):
            training.theta[...], training.buffers[...] = theta, buffers
            training.forward()
            error = float((classes(fresh.forward()) != self.lens.values[0]).mean())
            return error, habits(theta, self.lens.places, training)

    def sub_networks(self, inverted: bool) -> Array:
        """Answers of sub-networks that dropout may leave, (S, n_y, COARSE, COARSE)."""
        theta, buffers = self.network("dropout")
        fog, trainer = self.lens.fog, self.lens.dropout
        network, seed = trainer.experiment.network, (trainer.experiment.seed + self.epoch) % 1_000_000
        with np.errstate(all="ignore"):
            fog.theta[...] = sub_networks(network, self.lens.places, theta, SUBNETWORKS, seed, inverted)
            fog.buffers[...] = buffers
            return fog.forward().reshape(SUBNETWORKS, -1, COARSE, COARSE)

    def modes(self) -> tuple[float, Array]:
        """Training loss of the whole network, and of each sub-network (S,)."""
        samples, trainer = self.lens.together.samples[0], self.lens.dropout
        seen = samples.counts[0]
        theta, buffers = self.network("dropout")
        network, seed = trainer.experiment.network, (trainer.experiment.seed + self.epoch) % 1_000_000
        thetas = np.concatenate([theta[None], sub_networks(network, self.lens.places, theta, SUBNETWORKS, seed)])
        everyone = np.tile(buffers, (len(thetas), 1))
        sizes = (*samples.sizes, seen)
        propagation = Propagation(network, samples.task, trainer.experiment.loss, sizes, thetas, everyone)
        propagation.read(np.broadcast_to(samples.rows[:seen].T, (len(thetas), samples.rows.shape[1], seen)))
        with np.errstate(all="ignore"):
            propagation.forward()
            losses = propagation.losses(samples.targets[:, :seen]).mean(axis=-1)
        return float(losses[0]), losses[1:]

    def mask(self) -> list[Array]:
        """Which units of each hidden layer the coming step keeps for the first example of its batch."""
        trainer = self.lens.dropout
        trainer.begin(self.epoch)
        drops = zip(trainer.batches[0].propagation.drops, trainer.uniform, strict=False)
        return [uniform[:, 0] < drop.keep_prob for drop, uniform in drops]


SLUGS = tuple(CONTENDERS)
