"""Claims on differences as a check of gradients (notes 2.1.4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from engine.claims.claim import FAILS, HOLDS, HOLDS_IF, SEEDS, Claim, Figure, Verdict
from engine.claims.draws import MOST_SECONDS, drawn
from engine.experiment import Experiment
from engine.networks.network import Network
from engine.studies.gradient_checking.checking import Checking
from engine.studies.gradient_checking.cost import bill
from engine.studies.gradient_checking.faults import FAULTS
from engine.studies.gradient_checking.gradient_check import check_gradient, numeric_gradient, relative_error
from engine.studies.gradient_checking.masked import masked_error
from engine.studies.gradient_checking.misfits import no_penalty
from engine.training.cost import places
from engine.training.objective import Objective
from engine.training.pieces import Work, advancing, one_by_one, part
from engine.training.trainer import Trainer

Array = np.ndarray
LARGE, SMALL = 1e-2, 1e-4  # ε, between which the power is measured: rounding is not yet seen
SAME = 0.02  # of a power: how far it may be off
NEAR, CAUGHT = (1e-9, 1e-6), 1e-4  # errors that are near 10⁻⁷; and one that nobody takes for rounding
KEEP = 0.8  # of the units, where the network itself drops none
MOST_PARAMETERS = 200


def at_both_times(experiment: Experiment, steps: int, measure: Callable[[Objective, Array], list[float]]) -> Work:
    """What is measured of a network at its first parameters and after some steps, one list after the other."""
    trainer = Trainer(experiment)
    first = trainer.start()
    later = yield from advancing(trainer, first, steps)
    objective = Objective(experiment)
    return [measure(objective, state.theta) for state in (first, later)]


def powers(objective: Objective, theta: Array) -> list[float]:
    """With which power of ε the one-sided and the two-sided error shrink."""
    gradient = objective.gradient(theta)
    found = []
    for sides in (1, 2):
        errors = [
            relative_error(numeric_gradient(objective.cost, theta, each, sides), gradient) for each in (LARGE, SMALL)
        ]
        found.append(float(np.log(errors[0] / errors[1]) / np.log(LARGE / SMALL)) if min(errors) > 0 else 0.0)
    return found


def shrinks_by_its_power(study: Checking, seeds: range) -> Work:
    """Claim 24, on networks with the study's activations, and the same with ReLU units in their place."""
    as_is = yield from part(of_each(study.experiment, study.steps, seeds, powers), 0, 0.5)
    with_corners = yield from part(of_each(with_relu(study.experiment), study.steps, seeds, powers), 0.5, 1)
    one, two = as_is[..., 0], as_is[..., 1]
    middle, off = [float(np.median(each)) for each in (one, two)], max(np.abs(one - 1).max(), np.abs(two / 2 - 1).max())
    kept = float((np.abs(with_corners[..., 1] / 2 - 1) <= SAME).mean())
    figures = (Figure("one-sided power", middle[0]), Figure("two-sided power", middle[1]),
               Figure("furthest off", float(off)), Figure("power 2 with ReLU", kept, "%"))  # fmt: skip
    if off > SAME:
        said = f"The powers are {middle[0]:.2f} and {middle[1]:.2f}, and some networks are {off:.1%} off them."
        return Verdict(FAILS, figures, said)
    said = (
        f"From ε = {LARGE:g} to {SMALL:g} the one-sided error shrinks as ε to the power {middle[0]:.3f}, the two-sided "
        f"to the power {middle[1]:.3f}; no network is off by more than {off:.1%}. It holds if J is smooth: with ReLU "
        f"units J has corners, and {kept:.0%} of such networks have the power 2."
    )
    return Verdict(HOLDS if kept == 1 else HOLDS_IF, figures, said)


def of_each(experiment: Experiment, steps: int, seeds: range, measure: Callable) -> Work:
    """Something measured of each redrawn network at both times, (seeds, 2, numbers)."""
    found = yield from one_by_one([at_both_times(each, steps, measure) for each in drawn(experiment, seeds)])
    return np.array(found)


def with_relu(experiment: Experiment) -> Experiment:
    """The same network with ReLU units."""
    layers = tuple(replace(layer, activation="relu") for layer in experiment.network.layers)
    return replace(experiment, network=replace(experiment.network, layers=layers))


def without_dropout(network: Network) -> Network:
    """The same network with every unit kept."""
    return replace(network, layers=tuple(replace(layer, keep_prob=1.0) for layer in network.layers))


def with_dropout(network: Network) -> Network:
    """The network itself, if it drops units; or else one that does."""
    if any(layer.keep_prob < 1 for layer in network.layers):
        return network
    return replace(network, layers=tuple(replace(layer, keep_prob=KEEP) for layer in network.layers))


def errors(objective: Objective, theta: Array) -> list[float]:
    """Of the check: with a right gradient, a forgotten penalty, dropout with masks anew, and with the masks kept."""
    dropping = replace(objective.experiment, network=with_dropout(objective.experiment.network))
    plain = Objective(replace(dropping, network=without_dropout(dropping.network)), objective.samples)
    spoiled = FAULTS["forgotten_penalty"].apply(plain, theta)
    masked = Objective(dropping, objective.samples)
    return [
        check_gradient(plain, theta).error,
        check_gradient(plain, theta, spoiled).error,
        masked_error(masked, theta, anew=True),
        masked_error(masked, theta, anew=False),
    ]


def near_enough(study: Checking, seeds: range) -> Work:
    """Claim 25, with the notes' ε, at first parameters and after training."""
    found = yield from of_each(study.experiment, study.steps, seeds, errors)
    right, forgotten, anew, kept = found.reshape(-1, found.shape[-1]).T
    near = float(((NEAR[0] <= right) & (right <= NEAR[1])).mean())
    middle = [float(np.median(each)) for each in (right, forgotten, anew, kept)]
    said = (
        f"With ε = 10⁻⁷ right gradients err by {right.min():.0e} to {right.max():.0e}, half of them by less than "
        f"{middle[0]:.0e}. A forgotten penalty gives {middle[1]:.0e}, dropout {middle[2]:.2f}. It holds if masks are "
        f"drawn anew for each J: with one set of masks for all, dropout passes with {middle[3]:.0e}."
    )
    named = ("right gradient", "forgotten penalty", "dropout", "dropout, masks kept")
    figures = (*(Figure(name, value) for name, value in zip(named, middle, strict=True)),
               Figure("near 10⁻⁷", near, "%"))  # fmt: skip
    breaks = min(forgotten.min(), anew.min()) > CAUGHT
    return Verdict(HOLDS_IF if near >= 1 - SAME and breaks else FAILS, figures, said)


def checkable(value: object) -> Checking | None:
    """A check of a network so small that all of it can be checked for every seed."""
    if not isinstance(value, Checking) or not value.experiment.network.layers or no_penalty(value.experiment):
        return None
    small = places(value.experiment).P <= MOST_PARAMETERS
    return value if small and bill(value).whole.seconds * SEEDS <= MOST_SECONDS else None


CLAIMS: dict[int, Claim] = {
    24: Claim(
        "2.1.4",
        "For a non 0 value of ε, the error of the approximation is O(ε²). For the single sided numerical "
        "approximation, the error is O(ε)",
        Checking(),
        shrinks_by_its_power,
        fits=checkable,
    ),
    25: Claim(
        "2.1.4",
        "For ε = 10⁻⁷ the check is ≈ 10⁻⁷. If dropout is used, J is not well defined and cannot use grad check. If "
        "regularization is used, correct cost function must be used to calculate the gradient",
        Checking(),
        near_enough,
        fits=checkable,
    ),
}  # fmt: skip
