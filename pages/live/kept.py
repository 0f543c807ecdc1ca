"""What is kept to be sent again: the least recently used goes first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Any

OVERHEAD = 600  # bytes of a key and its place, about


class Kept:
    """Things that are never changed, by key; together they weigh at most ``limit_bytes``."""

    def __init__(self, limit_bytes: int) -> None:
        self.limit_bytes, self.nbytes = limit_bytes, 0
        self._things: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._guard = threading.Lock()

    def __len__(self) -> int:
        return len(self._things)

    def get(self, key: Hashable) -> Any | None:
        """What was kept, or None."""
        with self._guard:
            if key not in self._things:
                return None
            self._things.move_to_end(key)
            return self._things[key][0]

    def put(self, key: Hashable, thing: Any, nbytes: int) -> None:
        """Keep a thing of so many bytes; the least recently used ones make room for it."""
        with self._guard:
            self.nbytes += nbytes + OVERHEAD - self._things.pop(key, (None, 0))[1]
            self._things[key] = thing, nbytes + OVERHEAD
            while self.nbytes > self.limit_bytes and self._things:
                self.nbytes -= self._things.popitem(last=False)[1][1]
