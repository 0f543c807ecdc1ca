"""What one neuron costs: its updates, the grids of its cost, and the pictures made of them; and an unrolled image."""

from __future__ import annotations

from dataclasses import replace

from engine.datasets.glyphs import INPUTS
from engine.studies.logistic_regression.contours import LEVELS, SIDE
from engine.studies.logistic_regression.neuron import Neuron
from engine.studies.logistic_regression.picture import Picture
from engine.studies.logistic_regression.unrolled import FRESH, LEARNER, STEPS, TRAINING
from engine.training.cost import BREATH, Bill, Cost, training, work

CALLS_OF_AN_OPENING, CALLS_OF_AN_UPDATE, CALLS_OF_A_GRID, CALLS_OF_A_FRAME = 400, 15, 60, 1200
ON_AN_EXAMPLE, ON_A_CELL, ON_A_PIXEL, PIXELS = (
    40,
    95,
    30,
    2 * 200**2,
)  # operations; a cell of the grid is one example under one pair of weights
GRIDS = 4  # in a frame, at most: two levels for each of both landscapes
BYTES_OF_A_CELL, BYTES_OF_AN_UPDATE = 8 * 8, 600


def bill(neuron: Neuron) -> Bill:
    """All updates, each with its frame; and one answer, which may have to open the run and do all updates of it."""
    cells = SIDE * SIDE * neuron.points
    opened = work(CALLS_OF_AN_OPENING, 300 * neuron.points)
    update = work(CALLS_OF_AN_UPDATE, ON_AN_EXAMPLE * neuron.points)
    grid = work(CALLS_OF_A_GRID, ON_A_CELL * cells, held=BYTES_OF_A_CELL * cells)
    frame = work(CALLS_OF_A_FRAME, ON_A_PIXEL * PIXELS)
    held = work(held=BYTES_OF_AN_UPDATE * neuron.updates + 2 * LEVELS * 2 * 8 * SIDE * SIDE)
    whole = opened + grid * (2 * LEVELS) + (update + frame) * neuron.updates + held
    return Bill(whole, opened + update * neuron.updates + grid * GRIDS + frame + held)


def unrolling_bill(picture: Picture) -> Bill:
    """The training of the reader, once, and a frame for each number of the column."""
    learner = replace(LEARNER, data=replace(LEARNER.data, points=TRAINING))
    inputs = work(CALLS_OF_AN_OPENING, 40 * INPUTS * TRAINING, held=24 * INPUTS * (TRAINING + FRESH))
    trained = training(learner, STEPS) * 3 + inputs  # its 192 inputs cost more than two
    frame = work(CALLS_OF_A_FRAME, 300 * INPUTS)
    return Bill(trained + frame * (INPUTS + 1), Cost(seconds=3 * BREATH) + inputs + frame)
