"""Tables on the terminal: what was measured beside what is wanted."""

from __future__ import annotations

from collections.abc import Sequence


def show(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print one table; the first column is aligned to the left, the others to the right."""
    widths = [max(len(row[column]) for row in [header, *rows]) for column in range(len(header))]
    print(f"\n{title}")
    print(line(header, widths))
    print("  ".join("-" * width for width in widths))
    for row in rows:
        print(line(row, widths))
    print(end="", flush=True)


def line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [cell.rjust(width) for cell, width in zip(cells, widths, strict=True)]
    return "  ".join([cells[0].ljust(widths[0]), *padded[1:]]).rstrip()


def judged(value: float, goal: float, more: bool) -> str:
    """A word on a figure: whether it reaches its goal, to which more or less is better."""
    return "reached" if (value >= goal if more else value <= goal) else "MISSED"
