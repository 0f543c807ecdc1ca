"""States worth opening: one knob each, some of which decide and some of which do not."""

from __future__ import annotations

from dataclasses import replace

from engine.datasets import Moons
from engine.datasets.samples import Data
from engine.experiment import Experiment
from engine.networks.network import Dense, Network
from engine.optimizers import OPTIMIZERS
from engine.optimizers.schedules import Constant
from engine.studies.arena.arena import TANH, Arena, Corner
from pages.controls.topic import Example

DEFAULT = Arena()
FEW = replace(TANH, data=Data(Moons(noise=0.5), 60), network=Network((Dense(16), Dense(16))), schedule=Constant(0.5))


def contest(*experiments: Experiment, epochs: int = 60) -> Arena:
    """An arena of these."""
    return Arena(tuple(Corner(each) for each in experiments), epochs)


def layered(base: Experiment, **more) -> Experiment:
    """All its layers with other values of some fields."""
    layers = tuple(replace(layer, **more) for layer in base.network.layers)
    return replace(base, network=replace(base.network, layers=layers))


EXAMPLES: dict[str, Example] = {
    "tanh or ReLU": Example(
        DEFAULT,
        "Two networks that differ in their activation only. Watch where the difference map has colour: there they "
        "answer otherwise. One of them is ahead in the end; now run it over 30 seeds and see how sure that is.",
    ),
    "Three rates": Example(
        contest(replace(TANH, schedule=Constant(0.03)), TANH, replace(TANH, schedule=Constant(3.0))),
        "The same start at three rates. Look at the losses: the smallest is late, the largest jumps. Compare how far "
        "the rates lie apart with how far the curves do.",
    ),
    "Four optimizers at one rate": Example(
        contest(*(replace(TANH, optimizer=OPTIMIZERS[slug](), schedule=Constant(0.02))
                  for slug in ("gradient_descent", "momentum", "rmsprop", "adam"))),
        "All at α = 0.02, which suits none of them equally: that is no fair race. Look who is ahead, then give each a "
        "rate of its own on the optimizer race.",
    ),
    "Dropout on few points": Example(
        contest(FEW, layered(FEW, keep_prob=0.8), replace(FEW, penalty=replace(FEW.penalty, l2=0.3)), epochs=200),
        "Thirty noisy points and a network that could learn them by heart; B drops units, C has L2. Watch the dashed "
        "curves part from the solid ones, and compare the three over 30 seeds.",
    ),
    "The same, twice": Example(
        contest(TANH, TANH),
        "A and B are the same: the difference map stays clear and the curves are one. Now change one knob of B; what "
        "then appears is due to that knob, and to nothing else.",
    ),
}  # fmt: skip
