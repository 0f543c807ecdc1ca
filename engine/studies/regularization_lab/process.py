"""A lab as a process: state in, state out, in small pieces; an epoch of all contenders is one step of it.

A moment of a lab is a function of its state alone, so a run may be left and taken up anywhere.

Axes: C contenders that train as one stack, and one more with more data; S training steps in an epoch of the stack.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from engine.studies.regularization_lab.lab import CONTENDERS, TOGETHER, Lab
from engine.training.evaluation import Evaluator, sound
from engine.training.stopping import Watch, watch
from engine.training.trainer import State, Trainer

Array = np.ndarray
BARE, DROPOUT = TOGETHER.index("none"), TOGETHER.index("dropout")


@dataclass(frozen=True)
class Worth:
    """Losses and errors (C + 1, 2) on train and dev, and norms of the weights (C + 1,); the last row has more data."""

    loss: Array
    error: Array
    norm: Array

    @property
    def nbytes(self) -> int:
        return self.loss.nbytes + self.error.nbytes + self.norm.nbytes


@dataclass(frozen=True)
class Kept:
    """What early stopping goes back to: the bare network, theta (P,) and buffers (B,), and what all were worth then."""

    theta: Array
    buffers: Array
    worth: Worth

    @property
    def nbytes(self) -> int:
        return self.theta.nbytes + self.buffers.nbytes + self.worth.nbytes


@dataclass(frozen=True)
class Ahead:
    """The coming epoch as far as it has come: both stacks, costs (2, s) of its steps, and the share that is done."""

    together: State
    more: State
    costs: Array
    share: float = 0.0

    @property
    def nbytes(self) -> int:
        return self.together.nbytes + self.more.nbytes + self.costs.nbytes


@dataclass(frozen=True)
class LabState:
    """Where a lab stands after an epoch, and in ``ahead`` how far the next one has come.

    ``costs`` (2, S) are the losses of each step's batch in that epoch, bare and under dropout, (2, 0) at epoch 0;
    ``rises`` (2,) counts the steps so far at which such a cost was above that of the step before.
    """

    epoch: int
    together: State
    more: State
    worth: Worth
    watch: Watch
    kept: Kept
    costs: Array
    rises: Array
    ahead: Ahead | None = None

    @property
    def step(self) -> float:
        """The epoch: a whole number, or strictly between two of them within an epoch."""
        return self.epoch + self.ahead.share if self.ahead else self.epoch

    @property
    def nbytes(self) -> int:
        """Bytes of the arrays held."""
        parts = [self.together, self.more, self.worth, self.kept, self.costs, self.rises, *vars(self.watch).values()]
        return sum(each.nbytes for each in (*parts, self.ahead) if each is not None)


class LabProcess:
    """Trains all contenders of a lab; a piece of its work is one training step of one of its two stacks."""

    def __init__(self, lab: Lab):
        self.lab, self.last = lab, lab.epochs
        self.end_reason = f"all seven have trained for {lab.epochs:,} epochs"
        self.together, self.more = Trainer(lab.together()), Trainer(lab.more())
        self.evaluators = Evaluator(self.together), Evaluator(self.more)

    def start(self) -> LabState:
        """The state before the first epoch."""
        together, more = self.together.start(), self.more.start()
        worth = self.worth(together, more)
        seen = watch(()).see(0, worth.loss[BARE, 1], self.lab.patience)
        return LabState(0, together, more, worth, seen, keep(together, worth), np.empty((2, 0)), np.zeros(2, int))

    def onward(self, state: LabState, goal: float, pieces: int) -> tuple[LabState, str | None]:
        """The state some pieces later, never beyond ``goal`` epochs nor the last; and why the run ends there, or None.

        Where a contender diverges within an epoch, the state is that after the epoch before it.
        """
        while pieces > 0 and state.step < min(goal, self.last):
            ahead = state.ahead or Ahead(state.together, state.more, np.empty((2, 0)))
            ahead, made = self.train(ahead, state.epoch, pieces)
            pieces -= made
            if ahead.share < 1:
                return replace(state, ahead=ahead), None
            lost = self.lost(ahead)
            if lost:
                return replace(state, ahead=None), lost
            state = self.close(state, ahead)
        return state, None

    def train(self, ahead: Ahead, epoch: int, pieces: int) -> tuple[Ahead, int]:
        """Up to so many steps of one epoch, those of the stack before those of more data; and how many were made."""
        of_stack, of_more = self.together.steps_per_epoch, self.more.steps_per_epoch
        first = min(pieces, (epoch + 1) * of_stack - ahead.together.step)
        second = min(pieces - first, (epoch + 1) * of_more - ahead.more.step)
        together, costs = self.train_together(ahead.together, first)
        more = self.more.advance(ahead.more, second)
        share = (together.step + more.step) / (of_stack + of_more) - epoch
        return Ahead(together, more, np.concatenate([ahead.costs, costs], axis=1), share), first + second

    def train_together(self, state: State, steps: int) -> tuple[State, Array]:
        """The stack some steps later, and the loss of each step's batch, before that step, bare and under dropout."""
        trainer, costs = self.together, np.empty((2, steps))
        trainer.load(state)
        with np.errstate(all="ignore"):  # divergence is data
            for index in range(steps):
                batch = trainer.descend(state.step + index)
                costs[:, index] = batch.propagation.losses(batch.targets).mean(axis=-1)[[BARE, DROPOUT]]
        return trainer.save(state.step + steps), costs

    def lost(self, ahead: Ahead) -> str | None:
        """The sentence on contenders that have left the finite numbers, if any has."""
        fine = [*sound(ahead.together.theta), sound(ahead.more.theta)]
        if all(fine):
            return None
        labels = [CONTENDERS[slug].label for slug, each in zip((*TOGETHER, "more"), fine, strict=True) if not each]
        epoch = ahead.together.step // self.together.steps_per_epoch
        return f"{' and '.join(labels)} diverged at epoch {epoch}: lower the learning rate"

    def close(self, before: LabState, ahead: Ahead) -> LabState:
        """The state after a complete epoch: what its networks are worth, and what early stopping makes of it."""
        epoch, worth = before.epoch + 1, self.worth(ahead.together, ahead.more)
        seen = before.watch.see(epoch, worth.loss[BARE, 1], self.lab.patience)
        kept = keep(ahead.together, worth) if seen.best == epoch else before.kept
        costs = np.concatenate([before.costs[:, -1:], ahead.costs], axis=1)
        rises = before.rises + (np.diff(costs) > 0).sum(axis=1)
        return LabState(epoch, ahead.together, ahead.more, worth, seen, kept, ahead.costs, rises)

    def worth(self, together: State, more: State) -> Worth:
        """What the networks of both stacks are worth."""
        states = together, more
        found = [evaluator.evaluate(state) for evaluator, state in zip(self.evaluators, states, strict=True)]
        loss, score = (
            np.concatenate([stack[:, :2], one[None, :2]])
            for stack, one in ([each.loss for each in found], [each.score for each in found])
        )
        with np.errstate(all="ignore"):
            norms = [np.sqrt(((state.theta * self.together.mask) ** 2).sum(axis=-1)) for state in states]
        return Worth(loss, 1 - score, np.append(*norms))


def keep(together: State, worth: Worth) -> Kept:
    """The bare network as it stands, for early stopping."""
    return Kept(together.theta[BARE].copy(), together.buffers[BARE].copy(), worth)
