"""Frameworks: the network on screen as complete programs; a slope by hand, by differences, by a graph (notes 2.3.4)."""

from __future__ import annotations

from engine.experiment import Experiment
from engine.studies.framework_export.descent import Export
from engine.values.codec import encode
from pages.controls import elsewhere
from pages.controls.topic import Layout, Prediction, Topic
from pages.live.clock import Clock
from pages.topics.framework_export import choosing, code
from pages.topics.framework_export.examples import DEFAULT, EXAMPLES
from pages.topics.framework_export.panel import PANELS
from pages.topics.framework_export.recording import KIND

PREDICTIONS = (
    Prediction(
        "w = 0 and J = w² − 10w + 25. In which direction does the first step go?",
        ("Up, towards 5", "Down, away from 5", "Nowhere"),
        "Look at the slope below w in the graph: it is negative, and descent goes against it.",
        fits=lambda export: export.w == 0,
    ),
    Prediction(
        "The same network in PyTorch, with the same weights and batches: how far apart will the losses be?",
        ("In the first digit", "In the third", "Not before the fifteenth"),
        "Write the network as code below, run it, and compare.",
    ),
)


def clock(export: Export) -> Clock:
    """Steps alone."""
    return Clock(last=export.steps, speed="slow")


def address(experiment: Experiment) -> str:
    """Where an experiment is written as code.

    Raises: Refused, where it cannot be.
    """
    return f"./framework_export?run={encode(KIND.open(encode(Export(experiment))))}"


TOPIC = Topic(
    slug="framework_export",
    title="Frameworks",
    icon=":material/code:",
    sections="2.3.4",
    question="What does a framework do for me?",
    formula=r"\frac{\partial J}{\partial w}=\sum_{\text{ways}}\;\prod_{\text{edges}}\text{slope}",
    text="A graph that finds its own slopes, step by step; below, your network as NumPy, PyTorch and Keras programs.",
    kind=KIND,
    default=DEFAULT,
    layouts={"": Layout([["graph", "slopes"], ["curve", "course"]], clock=clock)},
    panels=PANELS,
    examples=EXAMPLES,
    extras={"The network as code": code.panel, "How to choose": choosing.panel},
    predictions=PREDICTIONS,
    network=lambda export: export.experiment,
)
elsewhere.offer("Write this network as code", "framework_export", address)
