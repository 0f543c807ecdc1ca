"""Moving averages: a series under every β, and the playhead is β itself (notes 2.2)."""

from __future__ import annotations

from engine.studies.moving_averages.averages import BETAS, Averages
from pages.controls.topic import Layout, Topic
from pages.live.clock import Clock, Knob
from pages.topics.moving_averages.examples import BEGINS, DEFAULT, EXAMPLES
from pages.topics.moving_averages.panel import PANELS
from pages.topics.moving_averages.predictions import PREDICTIONS
from pages.topics.moving_averages.recording import KIND

KNOB = Knob("β", [f"{beta:g}" for beta in BETAS])


def clock(study: Averages) -> Clock:
    """The values of β; another series is shown with the β that stands."""
    return Clock(last=len(BETAS) - 1, knob=KNOB, keeps=True, begins=BEGINS)


TOPIC = Topic(
    slug="moving_averages",
    title="Moving averages",
    icon=":material/show_chart:",
    sections="2.2",
    question="What does β remember?",
    formula=r"V_t = \beta V_{t-1} + (1-\beta)\,\theta_t \qquad \hat V_t = \frac{V_t}{1-\beta^t}",
    text="An average that keeps the share β of itself at every step: drag β, and see it grow calm, and late.",
    kind=KIND,
    default=DEFAULT,
    layouts={"": Layout([["series"], ["weights", "price"]], clock=clock)},
    panels=PANELS,
    examples=EXAMPLES,
    claims=(29, 30),
    predictions=PREDICTIONS,
    network=lambda study: getattr(study.series, "experiment", None),
)
