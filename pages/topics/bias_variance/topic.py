"""Bias and variance, measured: many networks learn from many draws of one problem whose truth is known (notes 2.1)."""

from __future__ import annotations

from engine.studies.bias_variance.sweep import Sweep
from pages.controls.topic import Layout, Prediction, Topic
from pages.live.sweep import SWEEP_KIND, clock
from pages.topics.bias_variance import dev_sets, recipe
from pages.topics.bias_variance.examples import EXAMPLES
from pages.topics.bias_variance.panels import PANELS, reseed

WIDER = Prediction(
    "Networks from narrow to wide learn from the same few points. What does the test error do as they grow wider?",
    ("It falls all the way", "It falls, then rises", "It rises all the way", "It stays"),
    "Look at the test error while the curves grow to the right, then at bias² and variance below it: which of the two "
    "brings it down at first, and which one up?",
    fits=lambda sweep: sweep.vary == "units",
)

TOPIC = Topic(
    slug="bias_variance",
    title="Bias and variance",
    icon=":material/blur_on:",
    sections="2.1.1, 2.1.2",
    question="Where does the error come from?",
    formula=r"\mathbb{E}\,(y-\hat y)^2=\text{noise}+\text{bias}^2+\text{variance}",
    text="Each value of a knob is learned from many draws of the data; watch bias fall while variance rises.",
    kind=SWEEP_KIND,
    default=Sweep(),
    layouts={"": Layout([["errors", "fits"], ["parts", "verdict"]], clock=clock)},
    panels=PANELS,
    examples=EXAMPLES,
    acts={"reseed": reseed},
    extras={"Recipe": recipe.panel, "Split sizes": dev_sets.sizes, "Train/dev mismatch": dev_sets.kinds},
    claims=(11, 12),
    predictions=(WIDER,),
    network=lambda sweep: sweep.experiment,
)
