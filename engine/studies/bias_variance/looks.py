"""A sweep made moment by moment: each value's networks are looked at before, during and after their training.

Between two looks lie small pieces of work, and after each of them a breath (None), at which a caller may look at the
clock. Redraws whose step would be longer than a breath train as several stacks, one after the other: every network is
the same in any company.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from engine.datasets.samples import Data
from engine.studies.bias_variance.examiner import Marks, Summary
from engine.studies.bias_variance.proving_ground import FRESH, proving_ground
from engine.studies.bias_variance.sweep import Cell, Sweep
from engine.training.cost import forward, in_a_breath, usual_step

PARTS_OF_A_VALUE = 12  # looks at each value's training; the first lie closer, since most happens early
LOOK = 3  # breaths that a look at a stack may take


@dataclass(frozen=True)
class Look:
    """What one value's networks are worth after some of their training: part 0 is before it, PARTS_OF_A_VALUE its end.

    ``index`` counts the values; the marks are those of every redraw, the summary what they are worth together.
    """

    index: int
    part: int
    marks: Marks
    summary: Summary


def looks(sweep: Sweep, picture: np.ndarray | None = None) -> Iterator[Look | None]:
    """All looks at a sweep in order, with breaths (None) in between: the first value's part 0, and parts 1 on of each.

    ``picture`` (n, Q) are points whose answers a picture wants.
    """
    cells: list[Cell] = []
    for index in range(len(sweep.values)):
        before = cells if sweep.vary == "epochs" else []
        cells = []
        for cell in made(sweep, index, picture, before):
            cells.append(cell)
            yield None
        for part in range(0 if index == 0 else 1, PARTS_OF_A_VALUE + 1):
            yield from trained(cells, part)
            marks = []
            for cell in cells:
                marks.append(cell.examiner.examine(cell.state))
                yield None
            together = merged(marks)
            yield Look(index, part, together, cells[0].examiner.summary(together))


def made(sweep: Sweep, index: int, picture: np.ndarray | None, before: list[Cell]) -> Iterator[Cell]:
    """The stacks of one value before their training; where epochs vary, they are those ``before``."""
    replicas, epochs = sweep.replicas(sweep.values[index]), sweep.epochs_at(index)
    size = company(sweep, index, 0 if picture is None else picture.shape[1])
    for place, start in enumerate(range(0, len(replicas), size)):
        yield Cell(replicas[start : start + size], epochs, picture, before[place] if before else None)


def company(sweep: Sweep, index: int, pictured: int) -> int:
    """How many redraws of a value train as one stack."""
    experiment = sweep.at(sweep.values[index])
    look = forward(experiment, looked_at(experiment.data, pictured), size=4)
    return min(in_a_breath(usual_step(experiment)), LOOK * in_a_breath(look))


def looked_at(data: Data, pictured: int) -> int:
    """Examples of one redraw that a look examines: its own, fresh ones, the proving ground, and those of a picture."""
    return data.points + FRESH + proving_ground(data.source).points.shape[1] + pictured


def trained(cells: list[Cell], part: int) -> Iterator[None]:
    """Train every stack up to a part, with a breath after every few steps: how many follows from what they cost."""
    for cell in cells:
        goal = cell.first + round((cell.last - cell.first) * (part / PARTS_OF_A_VALUE) ** 2)
        stride = in_a_breath(usual_step(cell.trainer.each[0], len(cell.trainer.each)))
        while cell.state.step < goal:
            cell.advance(min(stride, goal - cell.state.step))
            yield None


def merged(marks: list[Marks]) -> Marks:
    """The marks of several stacks as one, in the order of the redraws."""
    each = [vars(one) for one in marks]
    return Marks(**{name: np.concatenate([one[name] for one in each]) for name in each[0]})
