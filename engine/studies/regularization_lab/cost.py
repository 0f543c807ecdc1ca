"""What a lab costs: seven contenders, their portraits, dropout from close by, and the claims over many seeds."""

from __future__ import annotations

from dataclasses import replace

from engine.datasets.augmentation import Augmentation
from engine.experiment import Experiment
from engine.studies.bias_variance.axes import with_keep_prob
from engine.studies.bias_variance.cost import studied
from engine.studies.regularization_lab.claims import LOOKS
from engine.studies.regularization_lab.closeup import COARSE, SUBNETWORKS
from engine.studies.regularization_lab.lab import CONTENDERS, TOGETHER, Lab
from engine.studies.regularization_lab.scene import FRESH, SIDE
from engine.training.cost import (
    Bill,
    Cost,
    epoch,
    evaluating,
    forward,
    opening,
    state,
    step,
    steps_per_epoch,
    training,
    work,
)

CALLS_OF_A_SCENE = 12_000  # seven pictures and their table


def bill(lab: Lab) -> Bill:
    """All epochs of all contenders, and the dearest answer: opening, a step of both stacks, and a scene."""
    stack, more, count = dearest(lab), lab.more(), len(TOGETHER)
    opened = opening(stack, count) + opening(more)
    worth = evaluating(stack, count) + evaluating(more)
    epochs = training(stack, steps_per_epoch(stack), count) + training(more, steps_per_epoch(more)) + worth
    piece = step(stack, count) + epoch(stack, count) + step(more) + epoch(more) + worth
    return Bill(opened + epochs * lab.epochs + scene(lab), opened + piece + scene(lab))


def dearest(lab: Lab) -> Experiment:
    """What every contender of the stack costs: they draw masks together, and are laid out apart."""
    return replace(with_keep_prob(lab.experiment, lab.keep_prob), augmentation=Augmentation(jitter=lab.jitter))


def scene(lab: Lab) -> Cost:
    """All that can be asked of one moment: seven portraits, and dropout from close by."""
    bare, more = lab.experiment, lab.more()
    seen, count = bare.data.counts[0], 1 + SUBNETWORKS
    portrait = forward(bare, SIDE**2, size=4) + forward(bare, FRESH) + forward(bare, seen)
    portraits = portrait * (len(CONTENDERS) - 1) + forward(more, SIDE**2, size=4) + forward(more, FRESH)
    fog = forward(bare, COARSE**2, SUBNETWORKS, size=4) * 2 + forward(bare, seen, count)
    return portraits + forward(more, more.data.counts[0]) + fog + work(CALLS_OF_A_SCENE)


def state_bytes(lab: Lab) -> int:
    """Bytes of one state in the middle of an epoch: where it began, and how far it has come."""
    stack = dearest(lab)
    return 2 * (state(stack, len(TOGETHER)) + state(lab.more())) + 32 * steps_per_epoch(stack)


def outcomes_cost(lab: Lab, seeds: int) -> Cost:
    """The claims, measured: every contender for every seed."""
    stack = studied(dearest(lab), lab.epochs, seeds * len(TOGETHER))
    more = studied(lab.more(), lab.epochs, seeds)
    return (stack + evaluating(dearest(lab), seeds * len(TOGETHER)) * LOOKS).then(
        more + evaluating(lab.more(), seeds) * LOOKS
    )
