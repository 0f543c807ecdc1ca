"""The Playground: one network, all its knobs, and everything that can be watched while it learns (notes 1.3 to 2.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from engine.experiment import Experiment
from engine.training.trainer import Trainer
from pages.controls.by_hand import cure, hands_off, weigh
from pages.controls.experiment import BESIDE_STRIP, edit, reseed
from pages.controls.strip import strip
from pages.controls.stroke import paint
from pages.controls.topic import Layout, Topic
from pages.live.clock import Clock
from pages.live.network import network_kind
from pages.plots import brushed, metrics
from pages.plots.network import VIEWS as PLAIN
from pages.plots.view import View
from pages.topics.playground import contest, take
from pages.topics.playground.examples import DEFAULT, EXAMPLES

VIEWS = PLAIN | {
    "boundary": replace(PLAIN["boundary"], spec=brushed.spec),  # here it may be painted on
    "metrics": View(metrics.spec, metrics.patch),
}
CURVES = ["loss", "score", "signals"]


@lru_cache(maxsize=32)
def untrained(experiment: Experiment) -> Trainer:
    """A trainer that nobody trains: most visitors look at the same few experiments."""
    return Trainer(experiment)


def subject(experiment: Experiment, look: Mapping[str, str]) -> Trainer:
    """What the figures are made of."""
    return untrained(experiment)


def clock(trainer: Trainer) -> Clock:
    """Steps and epochs."""
    return Clock(epoch=trainer.steps_per_epoch)


TOPIC = Topic(
    slug="playground",
    title="Playground",
    icon=":material/hub:",
    sections="1.3, 1.4, 2.1-2.3",
    question="What can a network learn?",
    text="Press nothing and watch its boundary bend around the points; then move the learning rate, or any other knob.",
    formula=r"a^{[l]} = g^{[l]}\!\left(W^{[l]} a^{[l-1]} + b^{[l]}\right)",
    kind=network_kind(VIEWS),
    default=DEFAULT,
    layouts={
        "network": Layout([["network", "boundary"], CURVES], "Network", subject=subject, clock=clock),
        "metrics": Layout([["metrics"], ["boundary", *CURVES[:2]]], "Metrics", subject=subject, clock=clock),
    },
    panels=BESIDE_STRIP,
    strip=strip,
    examples=EXAMPLES,
    acts={"edit": edit, "reseed": reseed, "point": paint, "weight": weigh, "cure": cure},
    settle=hands_off,
    tip="Click a unit to see its map in the output, a link or a bias to set it by hand.",
    network=lambda experiment: experiment,
    extras={"Take away": take.panel, "Contest": contest.panel},
    followers=("Take away", "Contest"),
)
