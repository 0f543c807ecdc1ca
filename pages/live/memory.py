"""The server's memory: large arrays go back to the system as soon as they are let go of."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

M_MMAP_THRESHOLD = -3  # of malloc.h
LARGE = 128 * 1024  # bytes; glibc begins with this, and raises it with every large array that it frees


def give_back_large() -> None:
    """Hold glibc to its first threshold: raised, it keeps the holes that large arrays leave between small ones.

    Runs that come and go then take no more. With another C library nothing happens.
    """
    with suppress(AttributeError, OSError):
        if sys.platform == "linux":
            ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, LARGE)
