"""Who computes, and when: a few threads that give all tasks in line a turn, one after the other."""

from __future__ import annotations

import os
import threading
import time
from collections import deque
from typing import Protocol

THREADS = os.cpu_count() or 1
LONGEST_TURN, SHORTEST_TURN = 0.15, 0.02  # seconds of computing
ROUND = (
    1.5  # seconds in which all should have had a turn; with too many in line, turns are the shortest and it is longer
)
LINGER = 5.0  # seconds that a thread waits for more work before it ends


class Task(Protocol):
    """Work that is done in turns; one thread at a time works on it."""

    def turn(self, deadline: float) -> bool:
        """Work until ``time.monotonic()`` passes ``deadline``, but do at least a little; whether there is more to do.

        A task tells those who wait for it of its own faults: it raises nothing.
        """


class Workers:
    """A line of tasks, and the threads that work on them; turns are short when many wait, so that nobody starves."""

    def __init__(self, threads: int = THREADS):
        self.threads = threads
        self._line: deque[Task] = deque()
        self._called = threading.Condition()
        self._idle = self._running = 0

    def __len__(self) -> int:
        """Tasks in line."""
        return len(self._line)

    def call(self, task: Task) -> None:
        """Put a task at the end of the line; whoever calls sees to it that it does not stand there already."""
        with self._called:
            self._line.append(task)
            if self._idle:
                self._called.notify()
            elif self._running < self.threads:
                self._running += 1
                threading.Thread(target=self._work, name="worker", daemon=True).start()

    def _work(self) -> None:
        """The life of one thread."""
        while task := self._next():
            share = min(LONGEST_TURN, max(SHORTEST_TURN, ROUND / (len(self._line) + 1)))
            if task.turn(time.monotonic() + share):
                self.call(task)
            del task  # while it waits for the next one, the last one is nobody's

    def _next(self) -> Task | None:
        """The first in line; None when nobody has come for a while, and this thread may go."""
        with self._called:
            self._idle += 1
            come = self._called.wait_for(lambda: self._line, LINGER)
            self._idle -= 1
            if come:
                return self._line.popleft()
            self._running -= 1
            return None
