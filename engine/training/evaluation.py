"""What a state is worth: loss and score on each split, the scale of signals by layer, maps over the plane."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.datasets.samples import Samples
from engine.networks.propagation import Propagation
from engine.training.trainer import State, Trainer

Array = np.ndarray
TOO_LARGE = 1e8  # a parameter beyond this is on its way to infinity


@dataclass(frozen=True)
class Evaluation:
    """Mean loss without penalty and score (accuracy or R²) on train, dev and test, (..., 3); NaN for an empty split."""

    loss: Array
    score: Array
    penalty: Array


@dataclass(frozen=True)
class Signals:
    """Root mean square by layer, (..., L): of activations A[l], and of gradients dW[l]."""

    activation: Array
    gradient: Array


class Evaluator:
    """Evaluates the states of one trainer, at test time: running statistics in batch norm, no dropout."""

    def __init__(self, trainer: Trainer):
        self.trainer, samples = trainer, trainer.samples
        self.cuts = list(samples[0].bounds.values())
        separate = len(samples) > 1
        inputs = np.stack([one.rows.T for one in samples]) if separate else samples[0].rows.T
        self.targets = np.stack([one.targets for one in samples]) if separate else samples[0].targets
        self.all = trainer.propagation(inputs)
        self.gradient = np.zeros_like(trainer.theta)
        self.probe = trainer.propagation(inputs[..., : trainer.epochs.m], self.gradient, dropout=False)

    def evaluate(self, state: State) -> Evaluation:
        """Loss and score on every split."""
        self.trainer.load(state)
        with np.errstate(all="ignore"):
            predictions = self.all.forward()
            losses = self.all.losses(self.targets)
            loss = np.stack([mean(losses[..., cut]) for cut in self.cuts], axis=-1)
            score = np.stack([self.score(predictions, cut) for cut in self.cuts], axis=-1)
        return Evaluation(loss, score, self.penalty(state.theta))

    def answers(self, state: State) -> Array:
        """ŷ of every point, train, dev and test, (..., n_y, m); a view that the next call overwrites."""
        self.trainer.load(state)
        with np.errstate(all="ignore"):
            return self.all.forward()

    def score(self, predictions: Array, cut: slice) -> Array:
        """Accuracy for classes, R² = 1 − Σ(ŷ − y)² / Σ(y − mean y)² for real values, (...,)."""
        a, y = predictions[..., cut], self.targets[..., cut]
        if self.trainer.samples[0].task == "regression":
            spread = ((y - y.mean(axis=-1, keepdims=True)) ** 2).sum(axis=(-1, -2)) if y.shape[-1] else 0
            return np.where(np.asarray(spread) > 0, 1 - ((a - y) ** 2).sum(axis=(-1, -2)) / spread, np.nan)
        return mean((classes(a) == classes(y)).astype(float))

    @np.errstate(all="ignore")
    def penalty(self, theta: Array) -> Array:
        """λ₁/m Σ|w| + λ₂/(2m) Σw² over the weights, m the training examples, (...,)."""
        return self.trainer.experiment.penalty.value(theta * self.trainer.mask, self.trainer.epochs.m)

    def signals(self, state: State) -> Signals:
        """Scale of activations and gradients, on the whole training set and without dropout."""
        self.trainer.load(state)
        with np.errstate(all="ignore"):
            self.probe.forward()
            self.probe.backward(self.targets[..., : self.trainer.epochs.m])
            activation = [rms(a) for a in self.probe.a]
            gradient = [rms(self.trainer.layout.weights(self.gradient, layer)) for layer in range(len(self.probe.a))]
        return Signals(np.stack(activation, axis=-1), np.stack(gradient, axis=-1))


class Maps:
    """Every unit's activation over a square picture of the plane, in single precision: a picture needs no more.

    ``width`` pixels a side, over ``bounds`` ((left, right), (bottom, top)); the first row of a map is the top.
    """

    def __init__(self, trainer: Trainer, width: int, bounds: tuple[tuple[float, float], tuple[float, float]]):
        samples: Samples = trainer.samples[0]
        (left, right), (bottom, top) = bounds
        across = left + (np.arange(width) + 0.5) * (right - left) / width
        down = top - (np.arange(width) + 0.5) * (top - bottom) / width
        points = np.stack([np.tile(across, width), np.repeat(down, width)])
        rows = samples.inputs(points[: samples.points.shape[0]]).astype(np.float32)
        self.width, self.features = width, rows[:, :-1].T.reshape(-1, width, width)
        self.theta = np.empty(trainer.layout.P, np.float32)
        self.buffers = np.empty(trainer.layout.B, np.float32)
        self.propagation = Propagation.of(trainer.experiment, samples, self.theta, self.buffers, rows.T)

    @property
    def nbytes(self) -> int:
        """Bytes of the arrays held."""
        arrays = [*self.propagation.z, *self.propagation.a, self.features]
        return sum(array.nbytes for array in arrays)

    def units(self, state: State) -> list[Array]:
        """Maps (n, width, width) of each layer, the output last; views that the next call overwrites."""
        with np.errstate(all="ignore"):
            self.theta[...], self.buffers[...] = state.theta, state.buffers
            self.propagation.forward()
        return [a.reshape(a.shape[0], self.width, self.width) for a in self.propagation.a]


@dataclass(frozen=True)
class Divergence:
    """The step at which a run left the finite numbers, and why, in one sentence."""

    step: int
    reason: str


def sound(theta: Array) -> Array:
    """True for each replica whose parameters are finite and of a sane size, (...,)."""
    return np.abs(theta).max(axis=-1) < TOO_LARGE  # a comparison with NaN is false


def advance_soundly(evaluator: Evaluator, state: State, steps: int) -> tuple[State, Divergence | None]:
    """Advance one network; should it diverge, stop at its last sound state and say at which step, from what loss."""
    trainer = evaluator.trainer
    after = trainer.advance(state, steps)
    if sound(after.theta):
        return after, None
    for _ in range(steps):
        after = trainer.advance(state, 1)
        if not sound(after.theta):
            break
        state = after
    return state, Divergence(after.step, why(trainer, evaluator, state))


def why(trainer: Trainer, evaluator: Evaluator, state: State) -> str:
    """The sentence that explains a divergence: step, loss and the knob to turn."""
    loss = float(evaluator.evaluate(state).loss[0])
    rate = trainer.experiment.schedule(state.step / trainer.steps_per_epoch)
    label = trainer.experiment.optimizer.label
    return (
        f"Diverged at step {state.step + 1:,}: the training loss had come to {loss:.3g}; "
        f"the learning rate {rate:.3g} is too large for {label} on this loss. Lower the rate"
        + (" or the penalty." if evaluator.penalty(state.theta) > loss else ".")
    )


def classes(a: Array) -> Array:
    """The class each column stands for: above ½ for one output, the largest of several."""
    return (a[..., 0, :] > 0.5) if a.shape[-2] == 1 else a.argmax(axis=-2)


def mean(values: Array) -> Array:
    """Mean along the last axis; NaN, without a warning, where it is empty."""
    return values.mean(axis=-1) if values.shape[-1] else np.full(values.shape[:-1], np.nan)


def rms(values: Array) -> Array:
    """Root mean square over the last two axes."""
    return np.sqrt((values.astype(float) ** 2).mean(axis=(-1, -2)))
