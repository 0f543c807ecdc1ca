"""States worth opening."""

from __future__ import annotations

from engine.datasets.class_sets import Circles, Gaussians
from engine.studies.logistic_regression.neuron import Neuron
from engine.studies.logistic_regression.sets import FarErrors
from pages.controls.topic import Example

DEFAULT = Neuron()
EXAMPLES: dict[str, Example] = {
    "From zero, as the notes begin": Example(
        Neuron(w1=0.0, w2=0.0, b=0.0, source=Gaussians(noise=0.5)),
        "With w = 0 and b = 0 every point has z = 0 and a = ½, and there is no line yet. Step once and read the "
        "numbers: dw alone says where the line comes from.",
    ),
    "Squared error: stuck on a plateau": Example(
        Neuron(loss="squared_error", w1=-4.0, w2=-4.0, b=0.0, source=Gaussians(noise=0.3)),
        "Every point is wrong, and nearly nothing moves: a(1 − a) in dz is almost 0 out here. Now choose "
        "cross-entropy under Points: from the same start it is down in a few updates.",
    ),
    "Squared error: a second valley": Example(
        Neuron(FarErrors(), loss="squared_error", rate=1.0, w1=5.0, w2=1.0, b=0.0),
        "Three points in ten lie far out on the wrong side. Descent settles near w₁ = 4, where J is higher than "
        "near 0. Drag the dot to the left, past the ridge: it ends in the other valley.",
    ),
    "The same points, cross-entropy": Example(
        Neuron(FarErrors(), rate=1.0, w1=5.0, w2=1.0, b=0.0),
        "One bowl, and one lowest place from wherever you begin. Drag the dot about: nothing is bent downwards.",
    ),
    "No line will do": Example(
        Neuron(Circles(), rate=1.0, w1=2.0, w2=1.0, b=0.0),
        "A disc in a ring. The neuron ends with w near 0: it says ½ of nearly everything, and J is log 2 = 0.693. "
        "One neuron has one line; open it in the Playground and add a layer.",
    ),
    "A rate that is too large": Example(
        Neuron(Gaussians(noise=0.7), rate=30.0, w1=0.0, w2=0.0, b=0.0, updates=100),
        "The line flies to and fro, and J with it: each update leaps across the valley. Lower α under Descent, or "
        "drag the line and see that no start helps.",
    ),
    "One example at a time": Example(
        Neuron(Gaussians(noise=0.7), rate=0.3, batch_size=1, w1=-1.0, w2=1.0, b=0.0, updates=500),
        "Each update sees one point. An update is cheap and on the whole it goes down, but the path trembles and "
        "never comes to rest. Now lower α under Descent: it trembles less, and takes longer.",
    ),
    "House prices: one ReLU": Example(
        DEFAULT,
        "The notes' first network: a price is never below 0, so one unit max(0, wx + b) fits. Look at the bend while "
        "it learns. With other first weights it ends at the large houses: this cost has several valleys, too.",
        look={"layout": "houses"},
    ),
    "An image unrolled": Example(
        DEFAULT,
        "Draw on the grid, then drag the knob from 0: the picture is read number by number, and z adds up what each "
        "weighs. Now unroll it in another way, under Image: one is refused, the other is wrong and nobody says so.",
        look={"layout": "image", "panel": "Image"},
        step=0,
    ),
}
