"""Regularization, side by side: one network held back in seven ways, on one playhead (notes 2.1.3)."""

from __future__ import annotations

from engine.studies.bias_variance.sweep import Sweep
from engine.studies.regularization_lab.lab import Lab
from pages.controls.topic import Layout, Topic
from pages.live import sweep
from pages.live.clock import Clock
from pages.live.kind import Kind
from pages.topics.regularization_lab import outcomes
from pages.topics.regularization_lab.examples import EXAMPLES
from pages.topics.regularization_lab.panels import PANELS, reseed
from pages.topics.regularization_lab.recording import LIMIT, cost, playable, record
from pages.topics.regularization_lab.views import VIEWS

WORDS = {"reseed": "Reseed: draw other first weights for all seven"}
SIDE_BY_SIDE = [
    ["none", "l2", "l1", "dropout"],
    ["augmentation", "early", "more", "weights"],
    ["train", "dev", "norm"],
    ["table"],
]


def quick(lab: Lab) -> Clock:
    """Epochs of all seven."""
    return Clock(last=lab.epochs, speed="quick", words=WORDS)


def slow(lab: Lab) -> Clock:
    """The same, at a pace at which every epoch's cost is drawn."""
    return Clock(last=lab.epochs, words=WORDS)


def swept(lab: Lab) -> Sweep:
    """The bare network with more and more weight decay, each value on many draws of the points."""
    return Sweep(lab.experiment, "l2", 0.01, 10, 9, redraws=20, epochs=min(lab.epochs, 400))


TOPIC = Topic(
    slug="regularization_lab",
    title="Regularization",
    icon=":material/tune:",
    sections="2.1.3",
    question="What keeps a network from learning its points by heart?",
    formula=r"J_\text{reg}=J+\frac{\lambda}{2m}\sum_l\lVert W^{[l]}\rVert^2",
    text="One network held back in seven ways: compare them side by side, then turn one too far.",
    kind=Kind("lab1", cost, record, VIEWS, LIMIT, playable),
    default=Lab(),
    layouts={
        "together": Layout(SIDE_BY_SIDE, "Side by side", clock=quick),
        "dropout": Layout([["mask", "fog"], ["cost", "modes"]], "Dropout, up close", clock=slow),
        "lambda": Layout(
            [["errors", "fits"], ["norms", "parts", "verdict"]],
            "λ over a log grid",
            kind=sweep.SWEEP_KIND,
            run=swept,
            clock=sweep.clock,
        ),
    },
    panels=PANELS,
    examples=EXAMPLES,
    acts={"reseed": reseed},
    extras={"Outcomes": outcomes.panel},
    claims=(13, 14, 15, 16, 17, 18, 19, 20),
    network=lambda lab: lab.experiment,
)
