"""Softmax: the plane parted among three to six classes, the triangle of their shares, and temperature (notes 2.3.3)."""

from __future__ import annotations

from collections.abc import Mapping

from engine.experiment import Experiment
from engine.studies.softmax_regions.temperature import SOFT, TEMPERATURES, Cooling
from engine.training.trainer import Trainer
from pages.controls.experiment import edit, reseed
from pages.controls.topic import Layout, Topic
from pages.live.clock import Clock, Knob
from pages.topics.softmax_regions.examples import DEFAULT, EXAMPLES
from pages.topics.softmax_regions.panels import PANELS
from pages.topics.softmax_regions.predictions import PREDICTIONS
from pages.topics.softmax_regions.recording import COOLING, KIND

KNOB = Knob("T", [f"{temperature:.3g}" for temperature in TEMPERATURES])
PICTURES, LINES = ["class_regions", "simplex"], ["one_against_rest", "confusion"]


def trained(experiment: Experiment, look: Mapping[str, str]) -> Trainer:
    """What the figures of a network in training are made of."""
    return Trainer(experiment)


def cooled(study: Cooling, look: Mapping[str, str]) -> Trainer:
    """What the figures of a cooling are made of."""
    return Trainer(study.experiment)


def steps(trainer: Trainer) -> Clock:
    """Steps and epochs."""
    return Clock(epoch=trainer.steps_per_epoch)


def temperatures(trainer: Trainer) -> Clock:
    """The temperatures, from as trained."""
    return Clock(last=len(TEMPERATURES) - 1, knob=KNOB, keeps=True, begins=SOFT)


TOPIC = Topic(
    slug="softmax_regions",
    title="Softmax",
    icon=":material/pie_chart:",
    sections="2.3.3",
    question="More than two classes?",
    text="Press nothing and watch the plane be parted; then move the pointer over it and read the formula in numbers.",
    formula=r"\hat y_k=\frac{e^{z_k}}{\sum_{j=1}^C e^{z_j}} \qquad \frac{\partial\mathcal L}{\partial z}=\hat y-y",
    kind=KIND,
    default=DEFAULT,
    layouts={
        "learning": Layout([PICTURES, ["shares", "loss"], LINES], "Learning", subject=trained, clock=steps),
        "temperature": Layout(
            [PICTURES, ["shares", "cooling"], LINES],
            "Temperature",
            COOLING,
            run=Cooling,
            subject=cooled,
            clock=temperatures,
        ),
        "logistic": Layout([PICTURES, ["as_logistic", "shares"]], "Two classes", subject=trained, clock=steps),
    },
    panels=PANELS,
    examples=EXAMPLES,
    acts={"edit": edit, "reseed": reseed},
    claims=(45,),
    predictions=PREDICTIONS,
    network=lambda experiment: experiment,
)
