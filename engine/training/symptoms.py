"""What ails a run that does not learn, as its activations and weights tell: dead, saturated, twin units (1.3, 2.1.4).

A unit is **dead** if no training example gives its activation a slope: g'(z) = 0 for all of them, so its weights get no
gradient, and nothing can change them but the layers before it. It is **saturated** if g'(z) is below a tenth of the
steepest slope for nineteen examples of twenty. Two units are **twins** if the same weights lead to them and from them:
they get the same gradient at every step.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache

import numpy as np

from engine.networks.activations import ACTIVATIONS
from engine.training.evaluation import Evaluation, Evaluator
from engine.training.trainer import State

Array = np.ndarray
NOTHING, LITTLE = 1e-4, 0.1  # shares of the steepest slope
NEARLY_ALL = 0.95  # of the examples
LEARNED = 0.95  # score on the training set: what has been learned may saturate as it likes


@dataclass(frozen=True)
class Symptom:
    """What ails how many of the units of a hidden layer, counted from 0."""

    kind: str
    layer: int
    count: int
    units: int

    @property
    def sentence(self) -> str:
        """What it is, and what it does."""
        few = f"{self.count} of the {self.units} units" if self.count < self.units else f"all {self.units} units"
        return f"{few} of hidden layer {self.layer + 1} {KINDS[self.kind]}".capitalize()


KINDS = {
    "dead": "are dead: no training example gets through them, so their weights have no gradient.",
    "saturated": "are saturated: their sums are so large that the activation is flat, and hardly any gradient is left.",
    "twins": "are twins: the same weights lead to them and from them, so they get the same gradient and stay alike.",
}


def symptom(evaluator: Evaluator, state: State, evaluation: Evaluation) -> Symptom | None:
    """What ails a run most; None for one that has learned its training set, or where nothing is seen.

    The evaluator's last look must have been at this state: its activations are read.
    """
    trainer = evaluator.trainer
    if evaluation.score[0] >= LEARNED:
        return None
    examples = evaluator.cuts[0]
    found = []
    for layer, each in enumerate(trainer.experiment.network.layers):
        z, a = (arrays[layer][: each.units, examples] for arrays in (evaluator.all.z, evaluator.all.a))
        slope = np.abs(ACTIVATIONS[each.activation].slope(z, a, np.empty_like(z)))
        slope /= steepest(each.activation)
        counts = {
            "twins": twins(trainer.layout.block(state.theta, layer), trainer.layout.weights(state.theta, layer + 1)),
            "dead": int((slope <= NOTHING).all(axis=-1).sum()),
            "saturated": int(((slope < LITTLE).mean(axis=-1) >= NEARLY_ALL).sum()),
        }
        least = {"twins": 2, "dead": max(1, each.units // 4), "saturated": max(1, each.units // 2)}
        found += [Symptom(kind, layer, count, each.units) for kind, count in counts.items() if count >= least[kind]]
    order = list(KINDS)
    return min(found, key=lambda each: (order.index(each.kind), -each.count / each.units), default=None)


@cache
def steepest(activation: str) -> float:
    """The steepest slope that an activation has anywhere."""
    z, each = np.linspace(-5.0, 5.0, 1001), ACTIVATIONS[activation]
    return float(np.abs(each.slope(z, each.function(z, np.empty_like(z)), np.empty_like(z))).max())


def twins(into: Array, out: Array) -> int:
    """How many units share all that leads to them (n, n_prev + 1) and from them (n_next, n) with another one."""
    rows = np.concatenate([into, out.T], axis=1) + 0.0  # of −0 makes 0
    counts = Counter(row.tobytes() for row in rows)
    return sum(count for count in counts.values() if count > 1)
