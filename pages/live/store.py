"""The store of runs: shared by all sessions, keyed by the run's code, computed once, bounded in bytes and in work."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pages.live.recording import Recording

Make = Callable[[str, Recording | None], Recording]
FRAME_SHARE = 0.25  # of the store's bytes, for frames that are ready to be sent


class Busy(Exception):
    """Too many computations wait already: ask again later."""


class Entry:
    """A recording and the lock that a thread holds while it works on it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.recording: Recording | None = None
        self.nbytes = 0


class Store:
    """Recordings and their frames; the least recently used go first when ``limit_bytes`` is passed.

    At most ``workers`` threads compute at once, and at most ``queue`` more wait for their turn.
    """

    def __init__(self, limit_bytes: int, workers: int = os.cpu_count() or 1, queue: int = 16) -> None:
        self.limit_bytes = limit_bytes
        self.frames = Frames(int(limit_bytes * FRAME_SHARE))
        self._entries: OrderedDict[str, Entry] = OrderedDict()
        self._guard = threading.Lock()
        self._slots = threading.Semaphore(workers)
        self._places = threading.Semaphore(workers + queue)

    @contextmanager
    def open(self, code: str, make: Make) -> Iterator[Recording]:
        """The recording of a run, held by this thread alone until the block ends.

        Raises: Busy; and what ``make`` raises for a code that it refuses.
        """
        if not self._places.acquire(blocking=False):
            raise Busy
        try:
            entry = self._entry(code)
            with entry.lock, self._slots:  # the lock first: who waits for the same run takes no slot from others
                recording = self._fill(entry, code, make)
                try:
                    yield recording
                finally:
                    entry.nbytes = recording.nbytes  # weighed while nobody else works on it
        finally:
            self._places.release()
            self._settle(code)

    def nbytes(self) -> int:
        """Bytes held by all recordings and frames."""
        with self._guard:
            return sum(entry.nbytes for entry in self._entries.values()) + self.frames.nbytes

    def _entry(self, code: str) -> Entry:
        with self._guard:
            entry = self._entries.setdefault(code, Entry())
            self._entries.move_to_end(code)
            return entry

    def _fill(self, entry: Entry, code: str, make: Make) -> Recording:
        if entry.recording is None:
            with self._parent(code) as parent:
                entry.recording = make(code, parent)
        return entry.recording

    @contextmanager
    def _parent(self, code: str) -> Iterator[Recording | None]:
        """The recording of the chain without its last segment, locked, if it is held and nobody works on it."""
        with self._guard:
            entry = self._entries.get(code.rsplit("~", 2)[0]) if code.count("~") >= 2 else None
        if entry is None or not entry.lock.acquire(timeout=0.5):
            yield None
            return
        try:
            yield entry.recording
        finally:
            entry.lock.release()

    def _settle(self, code: str) -> None:
        """Drop the entry of a code that was refused, and the least recently used ones beyond the limit."""
        with self._guard:
            entry = self._entries.get(code)
            if entry is not None and entry.recording is None and not entry.lock.locked():
                del self._entries[code]
            room = self.limit_bytes - self.frames.limit_bytes
            held = sum(each.nbytes for each in self._entries.values())
            while held > room and len(self._entries) > 1:
                held -= self._entries.popitem(last=False)[1].nbytes


class Frames:
    """Frames as they are sent, by (code, step, views): a classroom on one link asks for the same ones."""

    def __init__(self, limit_bytes: int) -> None:
        self.limit_bytes, self.nbytes = limit_bytes, 0
        self._frames: OrderedDict[tuple, bytes] = OrderedDict()
        self._guard = threading.Lock()

    def get(self, key: tuple) -> bytes | None:
        """A frame that was made before, or None."""
        with self._guard:
            if key in self._frames:
                self._frames.move_to_end(key)
            return self._frames.get(key)

    def put(self, key: tuple, frame: bytes) -> None:
        """Keep a frame; the least recently used ones make room for it."""
        with self._guard:
            self.nbytes += len(frame) - len(self._frames.pop(key, b""))
            self._frames[key] = frame
            while self.nbytes > self.limit_bytes and self._frames:
                self.nbytes -= len(self._frames.popitem(last=False)[1])
