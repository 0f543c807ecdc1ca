"""A table that somebody brings along as text: read within bounds, and refused with a sentence that names the place."""

from __future__ import annotations

import csv
from dataclasses import dataclass

import numpy as np

from engine.datasets.own import CELL, CLASSES, MOST, STEPS, Own, on_grid
from engine.datasets.point_set import on_the_plane
from engine.values.bounds import Refused, brief

LONGEST = 2_000_000  # bytes
MOST_COLUMNS = 100
DELIMITERS = ",;\t|"


@dataclass(frozen=True)
class Table:
    """Rows of text under names."""

    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def words(self, name: str) -> list[str]:
        """A column as it is written."""
        at = self.names.index(name)
        return [row[at] for row in self.rows]

    def numbers(self, name: str) -> np.ndarray:
        """A column of finite numbers; a decimal comma is read as a point.

        Raises: Refused, naming the row.
        """
        return np.array([finite(word, name, row) for row, word in enumerate(self.words(name), 1)])

    @property
    def numeric(self) -> list[str]:
        """The columns that hold nothing but numbers."""
        return [name for name in self.names if all(map(is_number, self.words(name)))]


def read(raw: bytes) -> Table:
    """The table of a text: UTF-8, a line a row, columns parted by comma, semicolon, tab or bar; ``#`` begins a remark.

    The first line names the columns if it holds no number.
    Raises: Refused.
    """
    if len(raw) > LONGEST:
        raise Refused("Table", f"{len(raw):,} bytes are too many; allowed are {LONGEST:,}")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("Table", f"byte {error.start} is not UTF-8; save the file as CSV in UTF-8") from None
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if not lines:
        raise Refused("Table", "it is empty; wanted are two columns of numbers and one of labels")
    if "\0" in text:
        raise Refused("Table", "it holds bytes that are no text; save the file as CSV in UTF-8")
    rows = parted(lines)
    named = not any(map(is_number, rows[0]))
    body = rows[1:] if named else rows
    if not 1 <= len(body) <= MOST:
        raise Refused("Table", f"{len(body):,} rows of points; wanted are 1 to {MOST:,}")
    names = rows[0] if named else tuple(f"column {i}" for i in range(1, len(rows[0]) + 1))
    return Table(distinct(names), tuple(body))


def parted(lines: list[str]) -> list[tuple[str, ...]]:
    """Lines cut into as many cells each as the first has.

    Raises: Refused.
    """
    delimiter = max(DELIMITERS, key=lines[0].count)
    columns = lines[0].count(delimiter) + 1
    if columns > MOST_COLUMNS:
        raise Refused("Table", f"{columns:,} columns are too many; allowed are {MOST_COLUMNS}")
    rows = []
    try:
        for row in csv.reader(lines, delimiter=delimiter):
            rows.append(tuple(cell.strip() for cell in row))
            if len(row) != len(rows[0]):
                raise Refused("Table", f"row {len(rows)} has {len(row)} columns, the first has {len(rows[0])}")
    except csv.Error as error:
        raise Refused("Table", f"row {len(rows) + 1} cannot be read: {error}") from None
    return rows


def distinct(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names of at most 40 letters, each once."""
    short = [name[:40] or f"column {i}" for i, name in enumerate(names, 1)]
    return tuple(f"{name} ({i})" if name in short[: i - 1] else name for i, name in enumerate(short, 1))


def parsed(word: str) -> float:
    """A number with a decimal point, or with one decimal comma."""
    return float(word.replace(",", ".") if word.count(",") == 1 and "." not in word else word)


def is_number(word: str) -> bool:
    """Whether a cell holds a number, if perhaps one that is not finite."""
    try:
        parsed(word)
    except ValueError:
        return False
    return True


def finite(word: str, name: str, row: int) -> float:
    """The number in a cell.

    Raises: Refused, naming row and column.
    """
    if word.startswith("="):
        raise Refused("Table", f"row {row}, {name} holds a formula, {brief(word)}; save its value instead")
    value = parsed(word) if is_number(word) else np.nan
    if not abs(value) < 1e300:
        raise Refused("Table", f"row {row}, {name} holds {brief(word)}; only finite numbers are allowed")
    return value


def own(table: Table, across: str, up: str, target: str, kind: str = "class", standard: bool = True) -> Own:
    """Points from two columns, and what is to be learned from a third: the class by its words, or a value.

    ``standard``: columns are moved and scaled to fit the plane; a real target always is, to -1 ... 1.
    Raises: Refused.
    """
    points = np.stack([table.numbers(across), table.numbers(up)])
    if standard:
        points = on_the_plane(points)
    elif (far := np.abs(points).max()) > STEPS * CELL:
        raise Refused("Table", f"{far:g} lies off the plane, which ends at 6; let the columns be scaled")
    values = real(table.numbers(target)) if kind == "value" else classes(table.words(target))
    marks = sorted(on_grid(points, values, kind))  # sorted points make a short link
    return Own(tuple(marks), kind)


def real(values: np.ndarray) -> np.ndarray:
    """Values from -1, the least, to 1, the largest."""
    low, high = values.min(), values.max()
    return 2 * (values - low) / (high - low) - 1 if high > low else np.zeros_like(values)


def classes(words: list[str]) -> np.ndarray:
    """Class numbers, in the order in which the words first come; sorted if they are numbers.

    Raises: Refused where there are too many.
    """
    names = list(dict.fromkeys(words))
    if all(map(is_number, names)):
        names.sort(key=parsed)
    if len(names) > CLASSES:
        raise Refused("Table", f"{len(names):,} different labels; allowed are {CLASSES}, or take the column as values")
    return np.array([names.index(word) for word in words], float)
