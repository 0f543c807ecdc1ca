"""Both networks on one playhead: their states look by look, and all that can be asked of a look.

Axes: n units, m training examples, L layers, T + 1 looks.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from engine.networks.propagation import BatchNorm, Propagation
from engine.studies.batch_norm.norms import BARE, LABELS, NORMED, Norms, left_over
from engine.training.cost import in_a_breath, usual_step
from engine.training.evaluation import Evaluator, sound
from engine.training.trainer import State, Trainer

Array = np.ndarray
LOOKS = 5  # an epoch


@dataclass(frozen=True)
class Stage:
    """A layer of the normalised network on the whole training set: z and z̃ (n, m)."""

    before: Array
    after: Array


class Pair:
    """The two trainers, and the arrays in which their states are looked at."""

    def __init__(self, norms: Norms):
        self.norms = norms
        self.trainers = tuple(norms.trainer(which) for which in (BARE, NORMED))
        self.evaluators = tuple(Evaluator(each) for each in self.trainers)
        self.samples = self.trainers[BARE].samples[0]

    def tested(self, state: State) -> State:
        """The normalised network's state, as it is at test time under a b that was there all along."""
        buffers = left_over(self.trainers[NORMED].layout, state.buffers, self.norms.b, state.step)
        return replace(state, buffers=buffers)

    def losses(self, states: tuple[State, State]) -> Array:
        """Losses at test time, (2, 2): networks, train and dev."""
        asked = states[BARE], self.tested(states[NORMED])
        found = [each.evaluate(state) for each, state in zip(self.evaluators, asked, strict=True)]
        return np.stack([each.loss[:2] for each in found])

    def plain(self, state: State) -> list[Array]:
        """z of the bare network's hidden layers on the training set, each (n, m)."""
        self.trainers[BARE].load(state)
        probe = self.evaluators[BARE].probe
        with np.errstate(all="ignore"):
            probe.forward()
        return [z.copy() for z in probe.z[:-1]]

    def stages(self, state: State) -> list[Stage]:
        """z before and z̃ after every batch norm, the training set as one batch; b is in z, and gone in z̃."""
        self.trainers[NORMED].load(state)
        return stages(self.evaluators[NORMED].probe, self.norms.b)


def stages(network: Propagation, b: float = 0.0) -> list[Stage]:
    """A forward pass in training, with what each batch norm got and gave; b is added to every z that is normalised."""
    found = []
    with np.errstate(all="ignore"):
        for operation in network.operations:
            if not isinstance(operation, BatchNorm):
                operation.forward()
                continue
            operation.z += b
            before = operation.z.copy()
            operation.forward()
            found.append(Stage(before, operation.z.copy()))
        network.output.activate(network.z[-1], network.a[-1])
    return found


@dataclass(frozen=True)
class Look:
    """Both networks at one look.

    ``course`` (T + 1, 2, 2): test-time losses of networks on train and dev; ``trained`` (T + 1,): of the normalised
    network, the mean loss of the mini-batches since the last look, with their own μ and σ. Both hold the whole run so
    far, in arrays that later looks go on filling.
    """

    pair: Pair
    index: int
    states: tuple[State, State]
    course: Array
    trained: Array

    @property
    def nbytes(self) -> int:
        return sum(each.nbytes for each in self.states) + 64

    @property
    def epoch(self) -> float:
        return self.index / LOOKS

    @cached_property
    def plain(self) -> list[Array]:
        """z of the bare network, layer by layer."""
        return self.pair.plain(self.states[BARE])

    @cached_property
    def stages(self) -> list[Stage]:
        """z and z̃ of the other."""
        return self.pair.stages(self.states[NORMED])

    @property
    def gap(self) -> float:
        """How much larger the training loss is with running statistics than it was with each batch's own."""
        return float(self.course[self.index, NORMED, 0] - self.in_training[-1])

    @property
    def in_training(self) -> Array:
        """The loss in training up to now, (T + 1,), at each look the mean of the last epoch's."""
        known = np.cumsum(np.concatenate([[0.0], self.trained[: self.index + 1]]))
        first = np.maximum(np.arange(self.index + 1) - LOOKS + 1, 0)
        return (known[1:] - known[first]) / (np.arange(self.index + 1) - first + 1)

    @property
    def facts(self) -> dict[str, Any]:
        """What is told beside the pictures."""
        losses = self.course[self.index, :, 0]
        numbers = {name: written(loss) for name, loss in zip(LABELS, losses, strict=True)}
        return {"epoch": self.epoch, "numbers": numbers | {"gap": written(self.gap)}}


def written(value: float) -> str:
    """Three digits of a loss."""
    return f"{value:.3f}" if np.isfinite(value) else "none"


def pairing(norms: Norms) -> Generator[Look | None, None, str]:
    """Every look; None between pieces of work. A network that diverges stays at its last sound state.

    Returns: a sentence on what came out.
    """
    pair = Pair(norms)
    states = tuple(each.start() for each in pair.trainers)
    looks = LOOKS * norms.epochs + 1
    course, trained = np.full((looks, 2, 2), np.nan), np.full(looks, np.nan)
    course[0] = pair.losses(states)
    trained[0] = batch_loss(pair, states[NORMED])
    yield Look(pair, 0, states, course, trained)
    for index in range(1, looks):
        due = [index * each.steps_per_epoch // LOOKS for each in pair.trainers]
        bare = yield from onward(pair.trainers[BARE], states[BARE], due[BARE])
        normed, loss = yield from stepwise(pair.trainers[NORMED], states[NORMED], due[NORMED])
        trained[index] = trained[index - 1] if loss is None else loss
        states = bare, normed
        course[index] = pair.losses(states)
        yield Look(pair, index, states, course, trained)
    ends = course[-1, :, 0]
    best = int(np.nanargmin(ends))
    told = f"after {norms.epochs} epochs the loss is {ends[BARE]:.3f} without and {ends[NORMED]:.3f} with batch norm"
    return f"{told}: batch norm is {'ahead' if best == NORMED else 'behind'}"


def onward(trainer: Trainer, state: State, due: int) -> Generator[None, None, State]:
    """The bare network at a step; where it diverges, where it last was sound."""
    every = in_a_breath(usual_step(trainer.experiment))
    while state.step < due:
        after = trainer.advance(state, min(every, due - state.step))
        state = after if sound(after.theta) else replace(state, step=after.step)
        yield None
    return state


def stepwise(trainer: Trainer, state: State, due: int) -> Generator[None, None, tuple[State, float | None]]:
    """The normalised network at a step, and the mean loss of the batches on the way, if there were any."""
    every, losses = in_a_breath(usual_step(trainer.experiment)), []
    while state.step < due:
        after, info = trainer.step(state)
        losses.append(float(info.loss))
        state = after if sound(after.theta) else replace(state, step=after.step)
        if state.step % every == 0:
            yield None
    return state, float(np.mean(losses)) if losses else None


def batch_loss(pair: Pair, state: State) -> float:
    """The loss with the training set's own statistics."""
    pair.stages(state)
    probe, m = pair.evaluators[NORMED].probe, pair.trainers[NORMED].epochs.m
    return float(probe.losses(pair.samples.targets[:, :m]).mean())
