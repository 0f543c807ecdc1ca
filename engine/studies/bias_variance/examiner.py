"""What many networks that learned from different draws are worth: their errors, and bias, variance and noise.

Axes: R redraws, n_y outputs, G points of the proving ground, Q points of a picture.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.networks.propagation import Propagation
from engine.studies.bias_variance.decomposition import Decomposition, squared_error_parts, zero_one_parts
from engine.studies.bias_variance.proving_ground import fresh, proving_ground
from engine.training.evaluation import classes, sound
from engine.training.trainer import State, Trainer

Array = np.ndarray
BAND = (0.1, 0.9)  # quantiles between which a band runs
ERRORS = ("train", "dev", "test")


@dataclass(frozen=True)
class Marks:
    """Errors (R, 3) on train, dev and fresh test examples, and answers on the ground and at the picture's points.

    An error is the mean of (ŷ − y)² for a real target and the share of wrong classes otherwise. ``sound`` (R,) is False
    for a network that has diverged; ``norms`` (R,) is √Σw². Shapes: ground (R, n_y, G), picture (R, n_y, Q).
    """

    errors: Array
    ground: Array
    picture: Array
    sound: Array
    norms: Array


@dataclass(frozen=True)
class Summary:
    """Errors over the redraws (3,): mean and both ends of the band; the parts of the test error; networks left out.

    ``norms`` (3,) are the mean and both ends of the band of √Σw².
    """

    mean: Array
    low: Array
    high: Array
    squared: Decomposition | None
    zero_one: Decomposition | None
    diverged: int
    norms: Array


class Examiner:
    """Examines the states of one trainer of R redraws, at test time and in single precision.

    Redraws may share their data; then only their first weights, batches or numbers set them apart.
    ``picture`` (n, Q) are points whose answers a picture wants.
    """

    def __init__(self, trainer: Trainer, picture: Array | None = None):
        self.trainer, apart = trainer, trainer.samples
        self.samples = [apart[index % len(apart)] for index in range(len(trainer.each))]  # replicas may share theirs
        self.source = trainer.each[0].data.source
        self.known = proving_ground(self.source)
        tests = [fresh(self.source, each.data.seed) for each in trainer.each]
        picture = self.known.points[:, :0] if picture is None else picture
        seen, dev, _ = self.samples[0].counts
        self.cuts = cuts(seen, dev, tests[0][0].shape[1], self.known.points.shape[1], picture.shape[1])
        self.targets = self.all_targets(tests, seen + dev)
        self.theta, self.buffers = (np.zeros(each.shape, np.float32) for each in (trainer.theta, trainer.buffers))
        self.network = self.propagation(self.everything(tests, picture, seen + dev))

    def everything(self, tests: list, picture: Array, own: int) -> list[Array]:
        """The points of all examples that are looked at, an array (n, columns) for each redraw."""
        return [
            np.concatenate([samples.points[:, :own], points, self.known.points, picture], axis=1)
            for samples, (points, _) in zip(self.samples, tests, strict=True)
        ]

    def all_targets(self, tests: list, own: int) -> Array:
        """Real targets or class numbers of train, dev and test, (R, columns)."""
        return np.stack(
            [np.append(samples.values[0, :own], y[0]) for samples, (_, y) in zip(self.samples, tests, strict=True)]
        )

    def propagation(self, points: list[Array]) -> Propagation:
        """Reads points (n, Q) of each redraw, normalised as its training set says, in single precision."""
        rows = [samples.inputs(each).T for samples, each in zip(self.samples, points, strict=True)]
        inputs = np.stack(rows).astype(np.float32)
        return Propagation.of(self.trainer.experiment, self.samples[0], self.theta, self.buffers, inputs)

    def answers(self, state: State, network: Propagation) -> Array:
        """What the networks of a state say to all that a propagation reads, (R, n_y, Q)."""
        with np.errstate(all="ignore"):
            self.theta[...], self.buffers[...] = state.theta, state.buffers
            return network.forward().astype(np.float64)

    def at(self, state: State, points: Array) -> Array:
        """The answers at points (n, Q) that are looked at this once, (R, n_y, Q)."""
        return self.answers(state, self.propagation([points] * len(self.samples)))

    def examine(self, state: State) -> Marks:
        """The marks of a state."""
        answers = self.answers(state, self.network)
        with np.errstate(all="ignore"):
            judged = wrong(answers[..., : self.targets.shape[1]], self.targets, self.source.task)
            errors = np.stack([judged[:, self.cuts[name]].mean(axis=-1) for name in ERRORS], axis=-1)
            norms = np.sqrt(((state.theta * self.trainer.mask) ** 2).sum(axis=-1))
        ground, picture = answers[..., self.cuts["ground"]], answers[..., self.cuts["picture"]]
        return Marks(errors, ground, picture, sound(state.theta) & np.isfinite(errors).all(axis=-1), norms)

    def summary(self, marks: Marks) -> Summary:
        """What the networks that have not diverged are worth together; without two of them nothing can be said."""
        kept = marks.sound
        if kept.sum() < 2:
            nothing = np.full(3, np.nan)
            return Summary(nothing, nothing, nothing, None, None, int((~kept).sum()), nothing)
        errors, ground = marks.errors[kept], marks.ground[kept]
        low, high = np.quantile(errors, BAND, axis=0)
        parts = squared_error_parts(ground, self.known.answer, self.known.noise)
        posterior = self.known.posterior
        zero_one = None if posterior is None else zero_one_parts(classes(ground), posterior)
        norms = marks.norms[kept]
        norms = np.array([norms.mean(), *np.quantile(norms, BAND)])
        return Summary(errors.mean(axis=0), low, high, parts, zero_one, int((~kept).sum()), norms)


def cuts(train: int, dev: int, test: int, ground: int, picture: int) -> dict[str, slice]:
    """Columns of each part, in the order in which they are laid out."""
    edges = np.cumsum([0, train, dev, test, ground, picture]).tolist()
    names = (*ERRORS, "ground", "picture")
    return {name: slice(*edges[index : index + 2]) for index, name in enumerate(names)}


def wrong(answers: Array, targets: Array, task: str) -> Array:
    """The error of each example, (R, columns): (ŷ − y)² of a real target, else whether the class is another."""
    if task == "regression":
        with np.errstate(all="ignore"):  # divergence is data
            return (answers[:, 0] - targets) ** 2
    return (classes(answers) != targets).astype(float)
