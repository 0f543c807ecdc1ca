"""Mini-batches: one network trained with batches of several sizes from one start (notes 2.2.1)."""

from __future__ import annotations

from engine.studies.mini_batches.batches import ALL, Batches
from engine.studies.mini_batches.runs import LOOKS
from pages.controls.topic import Layout, Topic
from pages.live.clock import Clock
from pages.topics.mini_batches import seconds
from pages.topics.mini_batches.examples import DEFAULT, EXAMPLES
from pages.topics.mini_batches.panel import PANELS, reseed
from pages.topics.mini_batches.predictions import PREDICTIONS
from pages.topics.mini_batches.recording import KIND

WORDS = {"reset": "Back to the start", "reseed": "Draw other points, weights and order"}


def clock(batches: Batches) -> Clock:
    """Looks, ten to an epoch."""
    return Clock(epoch=LOOKS, last=LOOKS * batches.epochs, speed="slow", words=WORDS, keeps=True)


TOPIC = Topic(
    slug="mini_batches",
    title="Mini-batches",
    icon=":material/grid_view:",
    sections="2.2.1",
    question="How much of the data does a step need?",
    formula=r"g_B=\frac1B\sum_{i\in B}\nabla\mathcal L^{(i)}\qquad \frac{\lVert g_B-g\rVert}{\lVert g\rVert}"
    r"\propto\frac1{\sqrt B}",
    text="One network, one start, batches of one, some or all examples: watch the paths and the gradients they follow.",
    kind=KIND,
    default=DEFAULT,
    layouts={"": Layout([["plane", ["cloud", "spread"]], ["costs", "steps"]], clock=clock)},
    panels=PANELS,
    examples=EXAMPLES,
    acts={"reseed": reseed},
    extras={"Seconds here": seconds.panel},
    claims=(26, 27, 28),
    predictions=PREDICTIONS,
    network=lambda batches: batches.experiment(batches.sizes[-1] if batches.sizes else ALL),
)
