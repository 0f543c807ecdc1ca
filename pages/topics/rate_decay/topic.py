"""Learning-rate decay: schedules side by side on a bowl with noise (notes 2.2)."""

from __future__ import annotations

from engine.studies.mini_batches.runs import LOOKS
from engine.studies.rate_decay.annealed import LONGEST, Annealed
from engine.studies.rate_decay.decay import Decay
from pages.controls.topic import Layout, Topic
from pages.live.clock import Clock
from pages.topics.rate_decay.examples import DEFAULT, EXAMPLES
from pages.topics.rate_decay.panel import PANELS, pointed, reseed
from pages.topics.rate_decay.predictions import PREDICTIONS
from pages.topics.rate_decay.recording import ANNEALED, KIND

WORDS = {"reset": "Back to the start", "reseed": "Draw other noise"}


def clock(decay: Decay) -> Clock:
    """Steps and epochs; a changed schedule leaves the playhead where it is."""
    return Clock(epoch=decay.epoch, last=decay.steps, speed="slow", words=WORDS, keeps=True)


def looks(decay: Decay) -> Clock:
    """Looks at the networks, ten to an epoch."""
    epochs = Annealed(decay).epochs
    return Clock(epoch=LOOKS, last=LOOKS * epochs, speed="slow", words=WORDS, keeps=True)


TOPIC = Topic(
    slug="rate_decay",
    title="Learning-rate decay",
    icon=":material/trending_down:",
    sections="2.2",
    question="When should I slow down?",
    formula=r"\alpha=\frac{\alpha_0}{1+\delta\,\text{epoch}}\qquad"
    r"\text{radius}^2=\sum_\lambda\frac{\alpha\,\sigma^2}{\lambda(2-\alpha\lambda)}",
    text="Noise keeps descent in an orbit around the minimum: drag the rate's curves, and watch the orbits shrink.",
    kind=KIND,
    default=DEFAULT,
    layouts={
        "bowl": Layout([["orbit", ["rates", "against"]], ["radius"]], "On a bowl", clock=clock),
        "network": Layout(
            [["course", "rates"]],
            "On a network",
            kind=ANNEALED,
            run=Annealed,
            subject=lambda annealed, look: annealed.decay,
            clock=looks,
            fits=lambda decay: decay.epochs <= LONGEST,
        ),
    },
    panels=PANELS,
    examples=EXAMPLES,
    acts={"point": pointed, "reseed": reseed},
    claims=(34,),
    predictions=PREDICTIONS,
)
