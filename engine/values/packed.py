"""A field that holds a table of small whole numbers, and such a table as short text: column by column, squeezed.

Columns squeeze better than rows, and a first column that hardly changes from row to row nearly vanishes as differences:
a table that is sorted takes little more than a byte a row. Order is kept, whatever it is.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Sequence
from dataclasses import field
from typing import Any

import numpy as np

from engine.values.bounds import Number, Refused, Rows
from engine.values.fields import SPEC


class Marks(Rows):
    """A table of whole numbers; each column spans at most 256 values."""

    @property
    def low(self) -> list[int]:
        """The least number of each column."""
        return [int(column.low) for column in self.columns]


def marks(default: tuple, columns: tuple[Number, ...], *, least: int, most: int, help="") -> Any:
    """A field that holds a table of small whole numbers."""
    return field(default=default, metadata={SPEC: Marks(columns, least, most, help)})


def pack(rows: Sequence[Sequence[int]], low: Sequence[int]) -> str:
    """Rows of whole numbers, each column from its ``low`` up to 255 more, as text that can stand in JSON."""
    if not rows:
        return ""
    table = (np.array(rows) - np.array(low)).astype(np.uint8)
    table[1:, 0] -= table[:-1, 0].copy()  # modulo 256, so nothing is lost
    return base64.b64encode(zlib.compress(table.T.tobytes(), 9)).decode()


def unpack(text: str, low: Sequence[int], most: int) -> tuple[tuple[int, ...], ...]:
    """The rows of ``pack``; no more memory is used than ``most`` rows take.

    Raises: Refused where the text is no such table, or a longer one.
    """
    if not text:
        return ()
    columns, longest = len(low), most * len(low)
    try:
        reader = zlib.decompressobj()
        raw = reader.decompress(base64.b64decode(text, validate=True), longest + 1)
    except (ValueError, zlib.error):
        raise Refused("link", "its table of points cannot be read") from None
    if len(raw) > longest or len(raw) % columns or not reader.eof:
        raise Refused("link", f"its table of points is cut off, or longer than {most:,} rows")
    table = np.frombuffer(raw, np.uint8).reshape(columns, -1).T.copy()
    table[:, 0] = np.cumsum(table[:, 0], dtype=np.uint8)
    return tuple(map(tuple, (table + np.array(low)).tolist()))
