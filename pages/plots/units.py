"""One unit's map of the plane, as large as the output: what a click on the unit in the drawn network pins."""

from __future__ import annotations

from functools import partial
from typing import Any

from engine.training.trainer import Trainer
from pages.plots import boundary, diagram, pictures
from pages.plots.snapshot import Snapshot

COLUMN = "column{}.{}"  # the name of a look: column 0 are the inputs, then the hidden layers


def looks(trainer: Trainer) -> list[int]:
    """How many units can be pinned in each column: inputs and hidden layers; the output is what is seen without."""
    return [len(units) for units in diagram.names(trainer)[:-1]]


def patch(snapshot: Snapshot, column: int, unit: int) -> dict[str, Any]:
    """The map of one unit; of one that the network does not have, the output."""
    source = snapshot.lens.source
    columns = looks(snapshot.trainer)
    if source.dimensions == 1 or column >= len(columns) or unit >= columns[column]:
        return boundary.patch(snapshot)
    maps = diagram.scaled(snapshot.trainer, snapshot.lens.picture.features, snapshot.large_maps)[column]
    picture = pictures.png(pictures.signed(maps[unit]), pictures.diverging(boundary.FIELD))
    return {**boundary.patch(snapshot), "images": [picture]}


VARIANTS = {
    COLUMN.format(column, unit): partial(patch, column=column, unit=unit)
    for column in range(diagram.MOST_LAYERS + 1)
    for unit in range(diagram.MOST_UNITS)
}
