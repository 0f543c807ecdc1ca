"""Claims on learning-rate decay (notes 2.2)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from engine.claims.claim import FAILS, HOLDS_IF, Claim, Figure, Verdict
from engine.optimizers.schedules import Constant, Exponential
from engine.studies.rate_decay.decay import Decay, Pace, rates
from engine.studies.rate_decay.orbits import orbits, slope
from engine.training.pieces import Work
from engine.values.bounds import Refused
from engine.values.fields import specs

Array = np.ndarray
KEPT = 0.1  # share of the rate that is left after an epoch, where it falls too fast


def ends(decay: Decay, seeds: range) -> Work:
    """How far every schedule is from the minimum at the end, (S, K), over noise drawn anew."""
    most = int(specs(Decay)["seed"].high) + 1
    found = []
    for done, seed in enumerate(seeds):
        *_, last = orbits(replace(decay, seed=(decay.seed + seed) % most))
        found.append(last.radius)
        yield done / len(seeds)
    return np.array(found)


def falling(decay: Decay) -> list[Pace]:
    """The schedules whose rate is lower at the end."""
    alpha = rates(decay)
    return [pace for k, pace in enumerate(decay.active) if alpha[-1, k] < alpha[0, k]]


def shrinks(decay: Decay, seeds: range) -> Work:
    """Claim 34: schedules that fall, against their first rate for ever, against one that falls too fast."""
    slow = falling(decay)[:3]
    if not slow or decay.noise == 0:
        raise Refused("Decay.paces", "nothing falls here, or nothing trembles; take a schedule that falls, and noise")
    first = float(slow[0].schedule.rate)
    kept, fast = Pace(Constant(first)), Pace(Exponential(first, KEPT))
    found = yield from ends(replace(decay, paces=(kept, fast, *slow)), seeds)
    shares = found[:, 1:] / found[:, :1]
    smaller = float((shares[:, 1:] < 1).mean())
    grows = slope(decay)
    middle = np.median(shares, axis=0)
    names = ", ".join(f"{pace.schedule.label} {each:.2g}" for pace, each in zip(slow, middle[1:], strict=True))
    figures = (
        Figure("seeds in which a falling rate ends nearer", smaller, "%"),
        Figure("its distance, as a share of the constant rate's", float(np.median(shares[:, 1:]))),
        Figure("the same, falling too fast", float(middle[0])),
        Figure("power of the rate with which an orbit grows", grows),
    )
    said = (
        f"After {decay.epochs:g} epochs the distance to the minimum is, as a share of what α = {first:g} for ever "
        f"leaves: {names} (median of {len(seeds)} seeds; smaller in {smaller:.0%}). The orbit grows as α to the power "
        f"{grows:.2f}: a quarter of the rate halves it. It holds if the rate falls slowly enough to arrive first: with "
        f"{KEPT:.0%} kept an epoch the share is {middle[0]:.2g}, for descent stands still on the way."
    )
    return Verdict(HOLDS_IF if smaller == 1 and middle[0] > 1 else FAILS, figures, said)


def noisy(value: object) -> Decay | None:
    """Schedules of which one falls, with noise."""
    return value if isinstance(value, Decay) and value.noise > 0 and falling(value) else None


CLAIMS: dict[int, Claim] = {
    34: Claim(
        "2.2",
        "For mini batch gradient descent, the algorithm will oscillate around the minimum point. If the learning rate "
        "is reduced over time, then the oscillations will become smaller",
        Decay(),
        shrinks,
        slip="The notes' 0.95 and k are parameters, and their epoch num begins at 0, where k/√0 is no number: here "
        "epochs are counted from 1 under the root.",
        fits=noisy,
    ),
}
