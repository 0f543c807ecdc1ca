"""Initialization: deep networks under first weights of every scale (notes 1.3.3, 2.1.4)."""

from __future__ import annotations

from engine.experiment import Experiment
from engine.studies.weight_initialization.first_weights import SCALES, FirstWeights
from engine.studies.weight_initialization.scale_map import DEPTHS, PARTS, ScaleMap
from engine.studies.weight_initialization.twins import TWINS
from engine.training.trainer import Trainer
from pages.controls.topic import Layout, Topic
from pages.live.clock import Clock, Knob
from pages.live.network import network_kind
from pages.topics.weight_initialization import twins
from pages.topics.weight_initialization.examples import BEGINS, DEFAULT, EXAMPLES
from pages.topics.weight_initialization.panels import PANELS, reseed
from pages.topics.weight_initialization.predictions import PREDICTIONS
from pages.topics.weight_initialization.recording import KIND, MAP_KIND, mappable

KNOB = Knob("σ√n", [f"{scale:.4g}" for scale in SCALES])
WORDS = {"reseed": "Draw other first weights"}


def knob(study: FirstWeights) -> Clock:
    """The scales; another network is shown with the scale that stands."""
    return Clock(last=len(SCALES) - 1, knob=KNOB, keeps=True, begins=BEGINS, words=WORDS)


def depths(study: ScaleMap) -> Clock:
    """Depths, each in parts."""
    return Clock(epoch=PARTS, unit="row", last=PARTS * len(DEPTHS), speed="slow", words=WORDS)


def epochs(trainer: Trainer) -> Clock:
    """Steps and epochs."""
    return Clock(epoch=trainer.steps_per_epoch, words=WORDS)


def small(study: FirstWeights) -> Experiment:
    """The network whose units may be twins."""
    return TWINS[study.twins].experiment(study.data, study.seed)


TOPIC = Topic(
    slug="weight_initialization",
    title="Initialization",
    icon=":material/start:",
    sections="1.3.3, 2.1.4",
    question="Why does it matter where we start?",
    formula=r"\sigma^2 n^{[l-1]} = 1\ (\tanh),\ \ 2\ (\text{ReLU})",
    text="First weights of every scale in a network of up to 50 layers: drag the scale until the signal is kept.",
    kind=KIND,
    default=DEFAULT,
    layouts={
        "scales": Layout([["layers", "activations"], ["kept"]], "Signals by scale", clock=knob),
        "map": Layout([["map", "losses"]], "What trains", kind=MAP_KIND, run=ScaleMap, clock=depths, fits=mappable),
        "twins": Layout(
            [["drawn", ["twins", "loss"]]],
            "Twins",
            kind=network_kind(twins.VIEWS),
            run=small,
            subject=lambda played, look: Trainer(played),
            clock=epochs,
        ),
    },
    panels=PANELS,
    examples=EXAMPLES,
    acts={"reseed": reseed},
    claims=(8, 9, 22, 23),
    predictions=PREDICTIONS,
    network=FirstWeights.experiment,
)
