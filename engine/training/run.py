"""From an experiment to a trained network in one call: train, watch the dev loss, keep the best, predict.

Shapes: E epochs; an axis of R replicas stands in the middle where several experiments train as one stack.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from engine.datasets.samples import Samples
from engine.experiment import Experiment
from engine.training.evaluation import Evaluation, Evaluator, sound
from engine.training.stopping import Watch, watch
from engine.training.trainer import State, Trainer
from engine.values.bounds import Refused

Array = np.ndarray


@dataclass(frozen=True)
class Run:
    """A finished training.

    ``loss`` and ``score`` (E + 1, ..., 3) are those on train, dev and test from epoch 0; ``penalty`` is (E + 1, ...).
    ``final`` is the last state, ``best`` that of the lowest dev loss (training loss, where there is no dev set) up to
    the epoch ``stopped`` at which patience ended, or the last. In a stack each replica has its own best and its own
    stop; it trains on until the last of them stops, and ``best.step`` is an array (R,) where their bests lie apart.
    """

    trainer: Trainer
    loss: Array
    score: Array
    penalty: Array
    final: State
    best: State
    best_epoch: Array
    stopped: Array

    def predict(self, x: Array, state: State | None = None) -> Array:
        """Outputs (..., n_y, m) for new points x (n, m), by the best state or by another; raw points, as trained on.

        Raises: Refused where x has not as many coordinates as the points trained on.
        """
        x, samples = np.atleast_2d(np.asarray(x, float)), self.trainer.samples
        if x.shape[0] != samples[0].points.shape[0] or x.ndim != 2:
            raise Refused("x", f"shape {x.shape} is not ({samples[0].points.shape[0]}, m)")
        inputs = [each.inputs(x).T for each in samples]
        propagation = self.trainer.propagation(np.stack(inputs) if len(inputs) > 1 else inputs[0])
        self.trainer.load(state or self.best)
        with np.errstate(all="ignore"):
            return propagation.forward()


def train(
    experiment: Experiment | Sequence[Experiment],
    epochs: int,
    patience: int | None = None,
    samples: Samples | None = None,
    theta: Array | None = None,
    order: Callable[[int], Array] | None = None,
) -> Run:
    """Train an experiment, or several as one stack; stop early after ``patience`` epochs without a lower dev loss.

    One's own points, first parameters and order of examples are as in Trainer. It ends early, too, where every replica
    has diverged.

    Raises: Refused where epochs or patience is not a whole number from 1, or patience has no dev set to watch.
    """
    for name, value in (("epochs", epochs), ("patience", patience)):
        if not (value is None and name == "patience") and (type(value) is not int or value < 1):
            raise Refused(name, f"{value!r} is not a whole number from 1")
    trainer = Trainer(experiment, samples, theta, order)
    watched = 1 if trainer.samples[0].counts[1] else 0
    if patience and not watched:
        raise Refused("patience", "there is no dev set to watch; give some of the points to it")
    return follow(trainer, epochs, patience, watched)


def follow(trainer: Trainer, epochs: int, patience: int | None, watched: int) -> Run:
    """Train epoch by epoch, with an evaluation after each and a copy of the best states so far."""
    evaluator, state = Evaluator(trainer), trainer.start()
    history, best, seen = [evaluator.evaluate(state)], state, watch(state.theta.shape[:-1])
    seen = seen.see(0, history[0].loss[..., watched], patience)
    for epoch in range(1, epochs + 1):
        state = trainer.advance(state, trainer.steps_per_epoch)
        history.append(evaluator.evaluate(state))
        seen = seen.see(epoch, history[-1].loss[..., watched], patience)
        best = keep(best, state, seen.best == epoch)
        if np.all(seen.stopped >= 0) or not np.any(sound(state.theta)):
            break
    return finish(trainer, history, state, best, seen)


def keep(best: State, state: State, better: Array) -> State:
    """The best states, with those of the better replicas in their places."""
    if np.all(better):
        return state
    if not np.any(better):
        return best
    mask = better[:, None]
    step = np.where(better, state.step, best.step)
    pairs = ((best.theta, state.theta), (best.memory, state.memory), (best.buffers, state.buffers))
    return State(step, *(np.where(mask, new, old) for old, new in pairs))


def finish(trainer: Trainer, history: list[Evaluation], final: State, best: State, seen: Watch) -> Run:
    rows = zip(*((each.loss, each.score, each.penalty) for each in history), strict=True)
    stopped = np.where(seen.stopped < 0, len(history) - 1, seen.stopped)
    return Run(trainer, *map(np.stack, rows), final, best, seen.best[()], stopped[()])
