"""A mistake as it would stand in this engine: the lines at fault and their repair, read from the source itself."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

ENGINE = Path(__file__).parents[2]


@dataclass(frozen=True)
class Lines:
    """Some lines of the engine, right and wrong, and where they stand."""

    path: str
    number: int  # of the first line
    right: str
    wrong: str


@dataclass(frozen=True)
class Edit:
    """What somebody would type to make a mistake: in a function of the engine, ``wrong`` in place of ``right``."""

    owner: Callable
    right: str
    wrong: str

    @property
    def lines(self) -> Lines:
        """The lines that the edit touches, as they now stand.

        Raises: ValueError, where the function no longer holds exactly once what is to be edited.
        """
        source, first = self.source
        start = source.index(self.right)
        begin, end = source.rfind("\n", 0, start) + 1, source.find("\n", start + len(self.right))
        right = source[begin:end]
        wrong = right.replace(self.right, self.wrong)
        path = Path(inspect.getsourcefile(inspect.unwrap(self.owner))).relative_to(ENGINE.parent)
        return Lines(str(path), first + source.count("\n", 0, start), dedent(right), dedent(wrong))

    @property
    def source(self) -> tuple[str, int]:
        """The function's source, and the number of its first line."""
        lines, first = inspect.getsourcelines(self.owner)
        source = "".join(lines)
        if source.count(self.right) != 1:
            raise ValueError(f"{self.owner.__qualname__} does not hold {self.right!r} exactly once")
        return source, first
