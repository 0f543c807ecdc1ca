"""The server's memory: what is let go of goes back to the system, as far as it lies in whole pages.

glibc keeps freed memory for itself: under large arrays once it has seen one freed, and between small ones for good.
What lies free within a page stays: a store that is full of runs at rest still grows a little as whole runs go.
"""

from __future__ import annotations

import asyncio
import ctypes
import sys
from contextlib import suppress

M_MMAP_THRESHOLD = -3  # of malloc.h
LARGE = 128 * 1024  # bytes; glibc begins with this, and raises it with every large array that it frees
EVERY = 10.0  # seconds between two looks for what lies free


def give_back_large() -> None:
    """Large arrays go back at once: glibc is held to its first threshold. With another C library nothing happens."""
    ask("mallopt", M_MMAP_THRESHOLD, LARGE)


def give_back_free() -> None:
    """Whole pages that lie free between what is held go back; takes some milliseconds, in which others may run."""
    ask("malloc_trim", 0)


def ask(function: str, *values: int) -> None:
    """Call one of glibc's own functions, where there is one."""
    with suppress(AttributeError, OSError):
        if sys.platform == "linux":
            getattr(ctypes.CDLL(None), function)(*values)


async def tidying() -> None:
    """Give back what lies free, again and again, for as long as the server runs."""
    while True:
        await asyncio.sleep(EVERY)
        await asyncio.to_thread(give_back_free)
