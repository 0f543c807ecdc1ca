"""The Optimizer race: from one start down one hill, a test surface or a real network's loss (notes 2.2)."""

from __future__ import annotations

from pages.controls.topic import Layout, Look, Topic
from pages.live.clock import Clock
from pages.topics.optimizer_race import course, questions, runners
from pages.topics.optimizer_race.examples import DEFAULT, EXAMPLES
from pages.topics.optimizer_race.pace import Paced, paced
from pages.topics.optimizer_race.recording import KIND

CURVES = ["distance", "step", "rate"]
WORDS = {"reset": "Back to the start", "reseed": "Draw other noise, weights and batches"}


def clock(seen: Paced) -> Clock:
    """Steps alone; a race is known whole, so a changed control leaves the playhead where it is."""
    return Clock(words=WORDS, keeps=True)


TOPIC = Topic(
    slug="optimizer_race",
    title="Optimizer race",
    icon=":material/sports_score:",
    sections="2.2",
    question="Who is down first, and why?",
    formula=r"\theta \leftarrow \theta - \alpha\, d(\nabla J, \theta, t)",
    text="Optimizers run down one hill from one start: click on the hill to set it, then change who runs and how fast.",
    kind=KIND,
    default=DEFAULT,
    layouts={
        "above": Layout([["hill", ["board", "loss"]], CURVES], "From above", subject=paced, clock=clock),
        "relief": Layout(
            [["hill", "relief"], ["board", "loss"], CURVES],
            "3-D",
            subject=paced,
            clock=clock,
            fits=lambda race: len(race.hill.bounds) != 1,
        ),
    },
    looks={
        "pace": Look(
            "Curves over",
            {"steps": "steps", "gradients": "gradients", "seconds": "seconds"},
            help="The horizontal axis of all curves",
        )
    },
    panels={"Runners": runners.panel, "Hill and start": course.panel},
    extras={
        "Tune the rates": questions.tuning,
        "Many starts": questions.league,
        "Curvature here": questions.curvature,
        "Trust in the plane": questions.trust,
    },
    examples=EXAMPLES,
    acts={"point": course.pointed, "reseed": course.reseed},
    claims=(31, 32, 33),
    followers=("Curvature here",),
)
