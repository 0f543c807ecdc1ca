"""States worth opening: depth, tiny batches, a shift, a constant."""

from __future__ import annotations

from engine.studies.batch_norm.norms import Norms
from pages.controls.topic import Example

DEFAULT = Norms(layers=4)

EXAMPLES: dict[str, Example] = {
    "Four layers, one rate": Example(
        DEFAULT,
        "The same points, first weights and rate. Look at the shapes: without batch norm z of later layers hardly "
        "moves at first; with it every z has deviation 1 from the first step on. Now compare the losses.",
    ),
    "Rates from 0.001 to 100": Example(
        Norms(layers=6),
        "Every rate at once, both networks: the bars above show which rates have halved the loss. Now take one layer "
        "only: batch norm is no longer wider, and the best network without it ends lower.",
        look={"layout": "rates"},
    ),
    "Two examples in a batch": Example(
        Norms(layers=4, batch_size=2, rate=0.1),
        "Of two examples one lies above the mean and one below, whatever they are. Look at the green loss in training "
        "and the blue one at test time: they are losses of different functions. Now take 20.",
        look={"layout": "test"},
    ),
    "Points that are shifted": Example(
        Norms(layers=2, shift=1.5),
        "At test time every point lies 1.5 further to the right, and both networks are lost. Now press “μ, σ of these "
        "points”: the first batch norm takes the shift off, exactly.",
        look={"layout": "test"},
        step=200,
    ),
    "b is struck out": Example(
        Norms(layers=2, b=2.0),
        "A constant 2 is added to every hidden z. Look at z before and z̃ after: the left halves have moved, the right "
        "ones have not, for μ has moved as well. Now compare what it does to the network without.",
    ),
}
