"""Gradient checking (notes 2.1.4): the derived gradient against differences of the cost, parameter by parameter.

Axis letters: P parameters, L layers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.networks.network import Layout
from engine.training.objective import Objective
from engine.values.bounds import Refused

Array = np.ndarray
EPSILON = 1e-7
NUMBERS_AT_ONCE = 1 << 20  # of shifted thetas: 8 MB
RIGHT, DOUBTFUL = 1e-6, 1e-4
KINK = 1e-5  # of the largest slope: a smaller gap between two slopes is looked at no further
UNIT_ROUNDING = 2.0**-52


@dataclass(frozen=True)
class Check:
    """What a check found: both gradients (P,), and their relative error in all, by layer, and by array ("W[1]" ...).

    ``rounding`` is the relative error that the last digits of J alone may cause, 2⁻⁵² √P |J| / ε over the sum of both
    norms: it grows as the gradient vanishes, and no verdict is finer than it. ``kinks`` (P,) marks parameters at a
    corner of J (a ReLU whose z is exactly 0): there every number between the two one-sided slopes counts as right.
    """

    approximation: Array
    gradient: Array
    error: float
    layers: tuple[float, ...]
    arrays: dict[str, float]
    rounding: float
    kinks: Array

    @property
    def verdict(self) -> str:
        """ "right", "doubtful" or "wrong": errors to about 10⁻⁶, to 10⁻⁴, above; more where rounding hides them."""
        return verdict(self.error, self.rounding)


def check_gradient(
    objective: Objective, theta: Array, gradient: Array | None = None, epsilon: float = EPSILON, sides: int = 2
) -> Check:
    """Check the gradient at ``theta`` (P,): the network's own, or any (P,) that is claimed to be it.

    ‖dθ_approx − dθ‖ / (‖dθ_approx‖ + ‖dθ‖) is about 10⁻⁷ where dθ is right. Costs 2P passes forward.

    Raises: Refused where a layer drops units, for then J is another function at every step.
    """
    drops = [number for number, layer in enumerate(objective.experiment.network.layers, 1) if layer.keep_prob < 1]
    if drops:
        raise Refused(
            "Dense.keep_prob",
            f"below 1 in hidden layer {drops[0]}: under dropout J is a new random function at every step, with no one "
            "gradient to compare with; check with keep probability 1, then turn dropout on",
        )
    theta = np.asarray(theta, float)
    if theta.shape != (objective.P,):
        raise Refused("theta", f"shape {theta.shape} is not ({objective.P},): one network is checked at a time")
    cost, own = objective.cost_and_gradient(theta)
    claimed = own if gradient is None else np.asarray(gradient, float)
    if claimed.shape != theta.shape:
        raise Refused("gradient", f"shape {claimed.shape} is not ({objective.P},)")
    every = np.arange(objective.P)
    ahead, behind = side_slopes(objective.cost, theta, epsilon, every)
    rounding = UNIT_ROUNDING * abs(float(cost)) / epsilon
    kinks = on_kinks(objective.cost, theta, epsilon, ahead, behind, rounding, every)
    between = np.clip(claimed, np.minimum(ahead, behind), np.maximum(ahead, behind))
    approximation = np.where(kinks, between, (ahead + behind) / 2 if sides == 2 else ahead)
    return compare(objective.layout, approximation, claimed, kinks, rounding)


def numeric_gradient(cost: Callable[[Array], Array], theta: Array, epsilon: float = EPSILON, sides: int = 2) -> Array:
    """(J(θ + ε eᵢ) − J(θ − ε eᵢ)) / 2ε for every i, which errs by O(ε²); one-sided (J(θ + ε eᵢ) − J(θ)) / ε, by O(ε).

    ``cost`` maps (n, P) to (n,). Shapes: theta (P,), result (P,).
    """
    ahead, behind = side_slopes(cost, theta, epsilon, np.arange(theta.size))
    return (ahead + behind) / 2 if sides == 2 else ahead


def side_slopes(cost: Callable[[Array], Array], theta: Array, epsilon: float, which: Array) -> tuple[Array, Array]:
    """(J(θ + ε eᵢ) − J(θ)) / ε and (J(θ) − J(θ − ε eᵢ)) / ε for each i of ``which`` (n,); both (n,)."""
    here, ahead, behind = cost(theta[None])[0], np.empty(len(which)), np.empty(len(which))
    rows = max(1, NUMBERS_AT_ONCE // theta.size)
    for start in range(0, len(which), rows):
        part = which[start : start + rows]
        shift = np.zeros((len(part), theta.size))
        shift[np.arange(len(part)), part] = epsilon
        ahead[start : start + rows] = (cost(theta + shift) - here) / epsilon
        behind[start : start + rows] = (here - cost(theta - shift)) / epsilon
    return ahead, behind


def on_kinks(
    cost: Callable[[Array], Array],
    theta: Array,
    epsilon: float,
    ahead: Array,
    behind: Array,
    rounding: float,
    which: Array,
) -> Array:
    """(n,): True where the slopes ahead and behind differ, and go on to differ closer by: J has a corner there.

    Shapes: theta (P,); both slopes (n,), in the parameters ``which`` (n,).
    """
    gap = np.abs(ahead - behind)
    suspects = np.flatnonzero(gap > max(KINK * np.abs(ahead).max(), 1000 * rounding))
    closer_ahead, closer_behind = side_slopes(cost, theta, epsilon / 8, which[suspects])
    kinks = np.zeros(len(which), bool)
    kinks[suspects] = np.abs(closer_ahead - closer_behind) > gap[suspects] / 2
    return kinks


def compare(layout: Layout, approximation: Array, gradient: Array, kinks: Array, rounding: float) -> Check:
    """Relative errors of a gradient, array by array and layer by layer; ``rounding`` is that of one difference."""
    places = arrays(layout)
    errors = {name: relative_error(approximation[index], gradient[index]) for name, index in places.items()}
    owner = layer_numbers(layout)
    layers = tuple(
        relative_error(approximation[owner == layer], gradient[owner == layer]) for layer in range(len(layout.spans))
    )
    error, size = relative_error(approximation, gradient), np.linalg.norm(approximation) + np.linalg.norm(gradient)
    least = float(layout.P**0.5 * rounding / size) if size else 0.0
    return Check(approximation, gradient, error, layers, errors, least, kinks)


def relative_error(approximation: Array, gradient: Array) -> float:
    """‖a − g‖ / (‖a‖ + ‖g‖); 0 where both vanish, 1 where only one does."""
    size = np.linalg.norm(approximation) + np.linalg.norm(gradient)
    return float(np.linalg.norm(approximation - gradient) / size) if size else 0.0


def layer_numbers(layout: Layout) -> Array:
    """(P,): the layer, from 0, that each parameter belongs to."""
    owner = np.empty(layout.P, int)
    for layer, span in enumerate(layout.spans):
        owner[span.block.start : (span.beta or span.block).stop] = layer
    return owner


def arrays(layout: Layout) -> dict[str, Array]:
    """ "W[1]", "b[1]" or "γ[1]", "β[1]", and so on: where in theta each array lies, as indices."""
    places, named = np.arange(layout.P), {}
    for layer, span in enumerate(layout.spans):
        named[f"W[{layer + 1}]"] = layout.weights(places, layer).ravel()
        if span.gamma:
            named[f"γ[{layer + 1}]"] = places[span.gamma]
        named[f"{'β' if span.beta else 'b'}[{layer + 1}]"] = layout.bias(places, layer).ravel()
    return named


def verdict(error: float, rounding: float = 0.0) -> str:
    """What a relative error says, given what rounding alone may cause."""
    if not np.isfinite(error):
        return "wrong"
    if error <= max(RIGHT, 3 * rounding):
        return "right"
    return "doubtful" if error <= max(DOUBTFUL, 30 * rounding) else "wrong"
