"""Measured sets, two columns of each: files of facts, small enough to stand here, each with its source and licence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from engine.datasets.point_set import PointSet, on_the_plane
from engine.datasets.table import read
from engine.values.fields import number

FOLDER = Path(__file__).with_name("real")
UNITS = "Both axes: the mean in the middle, two units a standard deviation."


def noise_field() -> Any:
    """How far measured points stray from where they are."""
    return number(0.0, 0.0, 1.0, step=0.05, symbol="σ", help="How far the points stray from what was measured")


@cache
def measured(name: str) -> tuple[np.ndarray, np.ndarray]:
    """Points (2, n) on the plane and classes (n,) of a file."""
    table = read((FOLDER / f"{name}.csv").read_bytes())
    across, up, target = table.names
    classes = {word: k for k, word in enumerate(dict.fromkeys(table.words(target)))}
    points = on_the_plane(np.stack([table.numbers(across), table.numbers(up)]))
    return points, np.array([classes[word] for word in table.words(target)], float)


class Measured(PointSet):
    """What the measured sets share; each gives its file."""

    file: ClassVar[str]

    def table(self) -> tuple[np.ndarray, np.ndarray]:
        return measured(self.file)


@dataclass(frozen=True)
class Tumours(Measured):
    """569 breast tumours: texture and concave points of their cells, malignant (class 0) or benign (class 1)."""

    noise: float = noise_field()

    file: ClassVar[str] = "tumours"
    label: ClassVar[str] = "Tumours"
    task: ClassVar[str] = "binary"
    classes: ClassVar[int] = 2
    description: ClassVar[str] = f"Texture and concave points of 569 breast tumours, malignant or benign. {UNITS}"
    source: ClassVar[str] = "Wolberg, Mangasarian, Street, Street 1993; UCI, doi 10.24432/C5DW2B, CC BY 4.0"


@dataclass(frozen=True)
class Iris(Measured):
    """150 irises: length and width of their petals, three species."""

    noise: float = noise_field()

    file: ClassVar[str] = "iris"
    label: ClassVar[str] = "Iris"
    task: ClassVar[str] = "multiclass"
    classes: ClassVar[int] = 3
    description: ClassVar[str] = f"Length and width of the petals of 150 irises of three species. {UNITS}"
    source: ClassVar[str] = "Fisher 1936; UCI, doi 10.24432/C56C76, CC BY 4.0"


@dataclass(frozen=True)
class Wine(Measured):
    """178 wines: flavanoids and intensity of colour, three cultivars."""

    noise: float = noise_field()

    file: ClassVar[str] = "wine"
    label: ClassVar[str] = "Wine"
    task: ClassVar[str] = "multiclass"
    classes: ClassVar[int] = 3
    description: ClassVar[str] = f"Flavanoids and colour of 178 wines of three cultivars. {UNITS}"
    source: ClassVar[str] = "Aeberhard, Forina 1992; UCI, doi 10.24432/C5PC7J, CC BY 4.0"
