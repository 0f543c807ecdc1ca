"""A run to be taken away: its state at a step, with the curves that led there and every array by its name."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from engine.experiment import Experiment
from engine.training.cost import Cost, evaluating, opening, training
from engine.training.evaluation import Evaluation, Evaluator, sound
from engine.training.pieces import Work, advancing, part
from engine.training.trainer import State, Trainer

Array = np.ndarray
LOOKS = 200  # along a run, and its beginning


@dataclass(frozen=True)
class Kept:
    """A run up to a step. Shapes: steps (K,); loss and score (K, 3), on train, dev and test; answers (n_y, m)."""

    trainer: Trainer
    state: State
    steps: Array
    loss: Array
    score: Array
    answers: Array

    @property
    def epochs(self) -> Array:
        """Epochs at the looks, (K,)."""
        return self.steps / self.trainer.steps_per_epoch


def keeping(experiment: Experiment, step: int) -> Work:
    """Train up to a step, with a look now and then; where the numbers run away, as far as they are sound."""
    trainer = Trainer(experiment)
    evaluator, state = Evaluator(trainer), trainer.start()
    stops = np.unique(np.linspace(0, step, min(LOOKS, step) + 1).round().astype(int))
    seen: list[Evaluation] = [evaluator.evaluate(state)]
    for before, stop in zip(stops, stops[1:], strict=False):
        after = yield from part(advancing(trainer, state, int(stop - before)), before / step, stop / step)
        if not sound(after.theta):
            break
        state = after
        seen.append(evaluator.evaluate(state))
    answers = evaluator.answers(state).copy()
    loss, score = (np.stack([getattr(each, name) for each in seen]) for name in ("loss", "score"))
    return Kept(trainer, state, stops[: len(seen)], loss, score, answers)


def keeping_cost(experiment: Experiment, step: int) -> Cost:
    """What that takes."""
    return opening(experiment) + training(experiment, step) + evaluating(experiment) * (min(LOOKS, step) + 1)


def arrays(kept: Kept) -> Mapping[str, Array]:
    """Every parameter by the notes' names, W1, b1 or gamma1 and beta1, ..., and how the inputs were normalised."""
    theta, places, samples = kept.state.theta, kept.trainer.layout, kept.trainer.samples[0]
    found: dict[str, Array] = {}
    for layer, span in enumerate(places.spans):
        found[f"W{layer + 1}"] = places.weights(theta, layer)
        if span.gamma:
            found |= {f"gamma{layer + 1}": theta[span.gamma], f"beta{layer + 1}": theta[span.beta]}
            running = {"mean": span.mean, "variance": span.variance}
            found |= {f"running_{name}{layer + 1}": kept.state.buffers[at] for name, at in running.items()}
        else:
            found[f"b{layer + 1}"] = places.bias(theta, layer)
    return found | {"input_mean": samples.mean, "input_deviation": samples.deviation}


def npz(kept: Kept) -> bytes:
    """The arrays as NumPy's own file; it holds numbers only, so it can be read without pickles."""
    held = io.BytesIO()
    np.savez(held, **arrays(kept))
    return held.getvalue()
