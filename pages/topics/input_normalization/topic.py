"""Input normalization: one cost with its inputs in units ever further apart, and normalised (notes 2.1.4)."""

from __future__ import annotations

from engine.studies.input_normalization.apart import SHARES, Apart
from engine.studies.input_normalization.inputs import Inputs
from engine.studies.input_normalization.scales import RATIOS
from pages.controls.topic import Layout, Topic
from pages.live.clock import Clock, Knob
from pages.topics.input_normalization.examples import BEGINS, DEFAULT, EXAMPLES
from pages.topics.input_normalization.panel import PANELS, reseed
from pages.topics.input_normalization.predictions import PREDICTIONS
from pages.topics.input_normalization.recording import APART, KIND

RATIO = Knob("σ₁/σ₂", [f"{ratio:g}" for ratio in RATIOS])
MIXTURE = Knob("class 1", [f"{share:.1%}".replace(".0", "") for share in SHARES])
WORDS = {"reseed": "Draw other points"}


def ratios(inputs: Inputs) -> Clock:
    """The ratios of scales; other inputs are shown with the ratio that stands."""
    return Clock(last=len(RATIOS) - 1, knob=RATIO, keeps=True, begins=BEGINS, words=WORDS)


def mixtures(study: Apart) -> Clock:
    """The shares of class 1 in the test set."""
    return Clock(last=len(SHARES) - 1, knob=MIXTURE, keeps=True, begins=SHARES.index(0.75), words=WORDS)


TOPIC = Topic(
    slug="input_normalization",
    title="Input normalization",
    icon=":material/straighten:",
    sections="2.1.4",
    question="Why scale the inputs?",
    formula=r"x := \frac{x-\mu}{\sigma} \qquad \alpha_{\max} = \frac{2}{\lambda_{\max}} \qquad"
    r"\kappa = \frac{\lambda_{\max}}{\lambda_{\min}}",
    text="One cost, two plots: drag the ratio of the inputs' scales, and see what it does to descent with and without.",
    kind=KIND,
    default=DEFAULT,
    layouts={
        "descent": Layout([["raw", "normalized"], ["costs", "steps", "rates"]], "Descent", clock=ratios),
        "apart": Layout([["together", "apart"], ["accuracy"]], "Test set", kind=APART, run=Apart, clock=mixtures),
    },
    panels=PANELS,
    examples=EXAMPLES,
    acts={"reseed": reseed},
    claims=(21,),
    predictions=PREDICTIONS,
)
