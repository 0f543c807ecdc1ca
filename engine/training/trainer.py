"""Training: state in, state out. One trainer serves one network (P,) or R replicas of it (R, P) with the same lines.

State is what must be carried to go on; Info and Evaluation are only reported. A step is a pure function of the state:
the order of examples and every dropout mask are drawn again from (seed, epoch), so a run may be taken up anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from engine.datasets.samples import Samples, draw, numbers
from engine.experiment import Experiment
from engine.networks import overrides
from engine.networks.network import first_buffers, first_theta, layout
from engine.networks.propagation import Propagation
from engine.optimizers.descent import move
from engine.training.batches import Epochs
from engine.training.replicas import stack
from engine.values.bounds import Refused

Array = np.ndarray


@dataclass(frozen=True)
class State:
    """All that a run needs to go on: step, theta (..., P), memory (K, ..., P), batch-norm buffers (..., B)."""

    step: int
    theta: Array
    memory: Array
    buffers: Array

    @property
    def nbytes(self) -> int:
        return self.theta.nbytes + self.memory.nbytes + self.buffers.nbytes


@dataclass(frozen=True)
class Info:
    """What one step reports: mean loss of its batch, rate, norm of its gradient and of its step."""

    loss: Array
    rate: Array
    gradient_norm: Array
    step_norm: Array


@dataclass(frozen=True)
class Batch:
    """One mini-batch's place: views into the epoch's arrays, and the propagation of its size."""

    propagation: Propagation
    inputs: Array
    targets: Array
    columns: slice


class Trainer:
    """Trains an experiment, or a stack of R experiments that differ in numbers, seeds or data.

    ``samples`` replaces the drawn points by one's own, ``theta`` the first parameters, and ``order(epoch)`` gives the
    order (m,) in which the training examples are visited, cut into batches. What is left at the end is a smaller
    batch; with batch norm in the network, one example alone joins the batch before it.

    Raises: Refused where replicas do not fit one stack, or one's own arrays have the wrong shape.
    """

    def __init__(self, experiment: Experiment | Sequence[Experiment], samples: Samples | None = None,
                 theta: Array | None = None, order: Callable[[int], Array] | None = None):  # fmt: skip
        self.single = isinstance(experiment, Experiment)
        self.each = (experiment,) if self.single else tuple(experiment)
        self.experiment = stack(self.each, "Experiment")
        shared = samples is not None or all(each.data == self.each[0].data for each in self.each)
        self.samples = [samples or draw(self.each[0].data)] if shared else [draw(each.data) for each in self.each]
        self.epochs, self.epoch = Epochs(self.each, self.samples, self.single, order), -1
        self.layout = layout(self.experiment.network, *self.samples[0].sizes)
        self.first = self.first_parameters(theta)
        self.make_arrays()
        self.make_batches()
        self.amend = self.amendments()
        self.overrides = overrides.by_step(self.experiment.overrides, self.layout)

    def first_parameters(self, theta: Array | None) -> Array:
        sizes = self.samples[0].sizes
        drawn = [first_theta(each.network, *sizes, each.seed) for each in self.each]
        drawn = drawn[0] if self.single else np.stack(drawn)
        if theta is None:
            return drawn
        theta = numbers("theta", theta).copy()
        if theta.shape != drawn.shape or not np.isfinite(theta).all():
            raise Refused("theta", f"shape {theta.shape} is not {drawn.shape} of finite numbers")
        return theta

    def make_arrays(self) -> None:
        """The arrays that training works in; states are copied into them and out of them."""
        buffers = first_buffers(self.experiment.network, *self.samples[0].sizes)
        self.buffers = buffers if self.single else np.tile(buffers, (len(self.each), 1))
        self.first_buffers, self.mask = self.buffers.copy(), self.layout.weight_mask()
        self.theta, self.gradient = self.first.copy(), np.zeros_like(self.first)
        self.direction = np.empty_like(self.theta)
        self.memory = self.experiment.optimizer.init(self.theta)

    def make_batches(self) -> None:
        """Each mini-batch as a view into the epoch's arrays, with a propagation of its size."""
        cuts = [slice(*ends) for ends in pairwise(self.edges())]
        work = {m: self.propagation(m, self.gradient) for m in {cut.stop - cut.start for cut in cuts}}
        self.batches = [self.batch(cut, work) for cut in cuts]
        self.steps_per_epoch = len(self.batches)

    def edges(self) -> list[int]:
        """Where each mini-batch begins, and where the last one ends.

        A single example is its own mean: batch norm would learn nothing from it, and note a variance of 0.
        """
        m, size = self.epochs.m, self.epochs.batch_size
        edges = [*range(0, m, size), m]
        if m % size == 1 and any(layer.batch_norm for layer in self.experiment.network.layers):
            del edges[-2]
        return edges

    def batch(self, columns: slice, work: dict[int, Propagation]) -> Batch:
        inputs, targets = self.epochs.rows[..., columns, :], self.epochs.targets[..., columns, :]
        propagation = work[columns.stop - columns.start]
        return Batch(propagation, inputs.swapaxes(-1, -2), targets.swapaxes(-1, -2), columns)

    def propagation(self, examples: int | Array, gradient: Array | None = None, dropout: bool = True) -> Propagation:
        """A propagation of inputs (..., n_x + 1, m), or of m to come, bound to this trainer's theta and buffers."""
        bound = self.theta, self.buffers
        return Propagation.of(self.experiment, self.samples[0], *bound, examples, gradient, dropout)

    def start(self) -> State:
        """The state before the first step."""
        return State(0, self.first.copy(), self.experiment.optimizer.init(self.first), self.first_buffers.copy())

    def load(self, state: State) -> None:
        np.copyto(self.theta, state.theta)
        np.copyto(self.memory, state.memory)
        np.copyto(self.buffers, state.buffers)

    def save(self, step: int) -> State:
        return State(step, self.theta.copy(), self.memory.copy(), self.buffers.copy())

    def advance(self, state: State, steps: int) -> State:
        """The state ``steps`` steps later; ``state`` stays as it is."""
        self.load(state)
        with np.errstate(all="ignore"):  # divergence is data: the numbers say so themselves
            for step in range(state.step, state.step + steps):
                self.descend(step)
        return self.save(state.step + steps)

    def descend(self, step: int) -> Batch:
        """One step, in place: what is set by hand, gradient, direction, move."""
        if step in self.overrides:
            overrides.put(self.theta, self.overrides[step])
        epoch, index = divmod(step, self.steps_per_epoch)
        if epoch != self.epoch:
            self.begin(epoch)
        batch = self.batches[index]
        self.differentiate(batch)
        optimizer, rate = self.experiment.optimizer, self.experiment.schedule(step / self.steps_per_epoch)
        optimizer.direction(self.gradient, self.theta, self.memory, step + 1, out=(self.direction, self.memory))
        move(self.theta, rate, self.direction)
        return batch

    def begin(self, epoch: int) -> None:
        """Lay out this epoch's examples and draw its dropout numbers."""
        self.epochs.begin(epoch)
        drops = self.batches[0].propagation.drops
        self.uniform = [self.epochs.uniform(epoch, drop.layer, drop.mask.shape[-2]) for drop in drops]
        self.epoch = epoch

    def differentiate(self, batch: Batch) -> None:
        """Fill the gradient of the batch's cost: mean loss and penalty, clipped where asked."""
        propagation = batch.propagation
        propagation.read(batch.inputs)
        for drop, uniform in zip(propagation.drops, self.uniform, strict=False):
            drop.draw(uniform[..., batch.columns])
        propagation.forward()
        propagation.backward(batch.targets)
        for amend in self.amend:
            amend(self, propagation.m)

    def amendments(self) -> list[Callable[[Trainer, int], None]]:
        """What is done to the gradient of the mean loss; asked once: asking costs as much as a small product.

        These are functions, not bound methods: a trainer that holds its own methods is not freed when it is dropped.
        """
        penalty, clip = self.experiment.penalty, self.experiment.clip
        asked = {Trainer.add_penalty: (penalty.l1, penalty.l2), Trainer.clip: (clip,)}
        return [amend for amend, amounts in asked.items() if any(np.any(amount) for amount in amounts)]

    def add_penalty(self, m: int) -> None:
        """dW += λ₁/m sign(W) + λ₂/m W (notes 2.1.3)."""
        self.gradient += self.experiment.penalty.slope(self.mask * self.theta, m)

    def clip(self, m: int) -> None:
        """Scale gradients whose norm exceeds the limit down to it (Pascanu et al. 2013); a limit of 0 is none."""
        limit = np.asarray(self.experiment.clip)
        norm = np.linalg.norm(self.gradient, axis=-1, keepdims=True)
        self.gradient *= np.where((limit > 0) & (norm > limit), limit / np.maximum(norm, 1e-300), 1.0)

    def step(self, state: State) -> tuple[State, Info]:
        """One step, and what it reports."""
        self.load(state)
        with np.errstate(all="ignore"):
            batch = self.descend(state.step)
            loss = batch.propagation.losses(batch.targets).mean(axis=-1)
            step_norm = np.linalg.norm(self.direction, axis=-1)
            rate = self.experiment.schedule(state.step / self.steps_per_epoch)
            info = Info(loss, np.asarray(rate), np.linalg.norm(self.gradient, axis=-1), step_norm)
        return self.save(state.step + 1), info
