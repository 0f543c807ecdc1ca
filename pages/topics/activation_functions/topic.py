"""Activations: functions and slopes along z, a network that they make bend, and a race of them all (notes 1.3.1)."""

from __future__ import annotations

from collections.abc import Mapping

from engine.experiment import Experiment
from engine.studies.activation_functions.activations import DEEP, PLACES, Activations
from engine.studies.activation_functions.race import FunctionRace
from engine.training.trainer import Trainer
from pages.controls.topic import Layout, Topic
from pages.live.clock import Clock, Knob
from pages.topics.activation_functions.examples import BEGINS, DEFAULT, EXAMPLES
from pages.topics.activation_functions.panels import ACTS, PANELS
from pages.topics.activation_functions.predictions import PREDICTIONS
from pages.topics.activation_functions.recording import KIND, NETWORK_KIND, RACE_KIND
from pages.topics.activation_functions.tiles import TILES

KNOB = Knob("z", [f"{z:.1f}".replace("-", "−") for z in PLACES])


def along_z(study: Activations) -> Clock:
    """The values of z; other functions are shown at the z that stands."""
    return Clock(last=len(PLACES) - 1, knob=KNOB, keeps=True, begins=BEGINS)


def trained(experiment: Experiment, look: Mapping[str, str]) -> Trainer:
    """What the figures of the live network are made of."""
    return Trainer(experiment)


def steps(trainer: Trainer) -> Clock:
    """Steps and epochs."""
    return Clock(epoch=trainer.steps_per_epoch)


def epochs(race: FunctionRace) -> Clock:
    """Epochs of all networks."""
    return Clock(last=race.epochs, speed="normal")


RACE = [["learning", "reached"], ["reach", "times"]]
TOPIC = Topic(
    slug="activation_functions",
    title="Activations",
    icon=":material/ssid_chart:",
    sections="1.3.1",
    question="Why not just use straight lines?",
    formula=r"g(z)=z \;\Rightarrow\; W^{[3]}\,W^{[2]}\,W^{[1]}x = Wx",
    text="Every function between two layers, and its slope: drag z, then see what a network is without them.",
    kind=KIND,
    default=DEFAULT,
    layouts={
        "shape": Layout([["shape", "slope"], list(TILES)], "g and its slope", clock=along_z),
        "live": Layout(
            [["network", "lines"], ["one_matrix", "answers"]],
            "In a live network",
            kind=NETWORK_KIND,
            run=lambda study: study.live,
            subject=trained,
            clock=steps,
        ),
        "race": Layout(RACE, "Race", kind=RACE_KIND, run=lambda study: study.race, clock=epochs),
        "deep": Layout(
            [["reach", "learning"], ["reached", "times"]],
            f"Race, {DEEP} layers",
            kind=RACE_KIND,
            run=lambda study: study.deep,
            clock=epochs,
        ),
    },
    panels=PANELS,
    examples=EXAMPLES,
    acts=ACTS,
    claims=(4, 5, 6, 7, 10),
    predictions=PREDICTIONS,
    network=lambda study: study.live,
)
