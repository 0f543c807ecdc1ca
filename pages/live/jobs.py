"""Jobs: what a page computes for longer than a blink, in the same line as the frames, while somebody looks at it.

A job has a key, so that two who want the same share it, and its result is kept under it. The generator that does the
work yields how much is done, from 0 to 1, between small pieces of work, and returns the result.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from engine.training.pieces import Work
from engine.values.bounds import Refused
from pages.live.reach import weight
from pages.live.route import STORE
from pages.live.workers import Workers

PATIENCE = 5.0  # seconds: a job that nobody has asked after for so long is dropped; its page is closed
MOST_RESULTS, MOST_BYTES = 100, 64e6
LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Status:
    """How far a job has come: ``progress`` from 0 to 1; ``result`` or the ``error``, one sentence, once it is done."""

    progress: float
    done: bool = False
    result: Any = None
    error: str = ""


class Job:
    """A task of the workers: some work, and those who look at it."""

    def __init__(self, key: Hashable, work: Work, jobs: Jobs):
        self.key, self.work, self.jobs = key, work, jobs
        self.progress = 0.0
        self.seen: dict[Hashable, float] = {}  # who looks at it -> when last

    def turn(self, deadline: float) -> bool:
        """Work until the deadline; whether there is more to do for anybody."""
        try:
            while self.jobs.wants(self):
                self.progress = next(self.work)
                if time.monotonic() > deadline:
                    return True
            self.work.close()
        except StopIteration as finished:
            self.jobs.finish(self, Status(1.0, True, finished.value))
        except Refused as refused:
            self.jobs.finish(self, Status(1.0, True, error=refused.said))
        except Exception:
            LOG.exception("a job could not be done")
            self.jobs.finish(self, Status(1.0, True, error="The server has met a fault and written it down."))
        return False


class Jobs:
    """Jobs under way, and the results of the latest."""

    def __init__(self, workers: Workers):
        self.workers = workers
        self._running: dict[Hashable, Job] = {}
        self._done: OrderedDict[Hashable, Status] = OrderedDict()
        self._sizes: dict[Hashable, int] = {}  # of what is done
        self._askers: dict[Hashable, set[Hashable]] = {}  # of what is done: who else may want to guess first
        self._guard = threading.Lock()

    def start(self, key: Hashable, work: Callable[[], Work], who: Hashable) -> None:
        """Begin a job, unless it is under way or done."""
        with self._guard:
            if key in self._done and not self._done[key].error:
                self._askers[key].add(who)
                return
            self._forget(key)
            job = self._running.get(key)
            if job is None:
                job = self._running[key] = Job(key, work(), self)
                job.seen[who] = time.monotonic()
                self.workers.call(job)
            job.seen[who] = time.monotonic()

    def look(self, key: Hashable, who: Hashable) -> Status | None:
        """How far a job has come, for one who goes on wanting it; None if they have not begun it, or given it up."""
        with self._guard:
            if who in self._askers.get(key, ()):
                self._done.move_to_end(key)
                return self._done[key]
            job = self._running.get(key)
            if job is None or who not in job.seen:
                return None
            job.seen[who] = time.monotonic()
            return Status(job.progress)

    def cancel(self, key: Hashable, who: Hashable) -> None:
        """One does not want it any more; when nobody does, it ends."""
        with self._guard:
            if job := self._running.get(key):
                job.seen.pop(who, None)

    def wants(self, job: Job) -> bool:
        """Whether anybody has looked at a job lately; if not, it is given up."""
        with self._guard:
            now = time.monotonic()
            wanted = any(now - seen < PATIENCE for seen in job.seen.values())
            if not wanted:
                del self._running[job.key]
            return wanted

    def finish(self, job: Job, status: Status) -> None:
        """Keep what has come of a job; the latest results are kept."""
        with self._guard:
            del self._running[job.key]
            self._done[job.key] = status
            self._sizes[job.key], self._askers[job.key] = weight(status.result), set(job.seen)
            while len(self._done) > 1 and (len(self._done) > MOST_RESULTS or self.nbytes > MOST_BYTES):
                self._forget(next(iter(self._done)))

    @property
    def nbytes(self) -> int:
        """Bytes of all results."""
        return sum(self._sizes.values())

    def _forget(self, key: Hashable) -> None:
        """Keep a result no longer."""
        self._done.pop(key, None)
        self._sizes.pop(key, None)
        self._askers.pop(key, None)


JOBS = Jobs(STORE.workers)
