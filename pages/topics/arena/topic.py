"""Arena: two to four experiments that differ in one thing, on one playhead (notes 1.4.1)."""

from __future__ import annotations

from functools import lru_cache

from engine.experiment import Experiment
from engine.studies.arena.arena import NAMES, Arena, alone
from engine.studies.arena.bout import LOOKS
from engine.values.codec import encode
from pages.controls import elsewhere
from pages.controls.topic import Layout, Topic
from pages.live.clock import Clock
from pages.topics.arena import judged
from pages.topics.arena.examples import DEFAULT, EXAMPLES
from pages.topics.arena.panel import PANELS, reseed
from pages.topics.arena.predictions import PREDICTIONS
from pages.topics.arena.recording import KIND

WORDS = {"reset": "Back to the start", "reseed": "Draw other first weights and batches"}


def clock(arena: Arena) -> Clock:
    """Looks, four to an epoch."""
    return Clock(epoch=LOOKS, last=LOOKS * arena.epochs, speed="slow", words=WORDS, keeps=True)


def of(count: int) -> Layout:
    """The layout of so many runs."""
    planes = [name.lower() for name in NAMES[:count]] + ["difference"]
    rows = [planes[:3], planes[3:]] if count > 2 else [planes]
    charts = ["losses", "scores"]
    rows = [*rows[:-1], [*rows[-1], charts]] if count > 2 else [*rows, charts]
    return Layout(rows, clock=clock, fits=lambda arena: len(arena.corners) == count)


@lru_cache(maxsize=64)
def address(experiment: Experiment) -> str:
    """Where an experiment is compared with another.

    Raises: Refused, where it cannot be.
    """
    return f"./arena?run={encode(KIND.open(encode(alone(experiment))))}"


TOPIC = Topic(
    slug="arena",
    title="Arena",
    icon=":material/compare:",
    sections="1.4.1",
    question="Which is better, and by how much?",
    formula=r"p=2\sum_{j\le k}\binom{n}{j}\,2^{-n}\quad(k\text{ of }n\text{ seeds won})",
    text="Runs that differ in one thing, on the same points: watch them part, then ask thirty seeds whether it is so.",
    kind=KIND,
    default=DEFAULT,
    layouts={name: of(count) for name, count in {"two": 2, "three": 3, "four": 4}.items()},
    panels=PANELS,
    examples=EXAMPLES,
    acts={"reseed": reseed},
    extras={"Over thirty seeds": judged.panel},
    predictions=PREDICTIONS,
    network=lambda arena: arena.experiments[0],
)
elsewhere.offer("Compare this network in the Arena", "arena", address)
