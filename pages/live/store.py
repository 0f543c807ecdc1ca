"""The store of runs: shared by all sessions, keyed by the run's code, computed once, bounded in bytes and in work.

Who wants something of a run says so (``ask``) and waits for it. All wishes for one run wait together, in one place of
the workers' line; when its turn comes, as many of them are granted as there is time for.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import Any

from engine.training.cost import Bill
from pages.live.kept import Kept
from pages.live.kind import Kind
from pages.live.recording import Recording
from pages.live.run import Asked, Busy, Run, Wish
from pages.live.workers import Workers

KEPT_SHARE = 0.25  # of the store's bytes, for what is ready to be sent
MOST_WAITING = 400  # runs in line: with more, those at its end would wait for longer than a browser does
LATELY = 3.0  # seconds: who has asked within them is being served
LARGE = 1 / 16  # of the room for recordings


class Store:
    """Runs, and what was made of them, in ``limit_bytes``: what was used least recently goes first."""

    def __init__(self, limit_bytes: int, workers: Workers | None = None) -> None:
        self.kept = Kept(int(limit_bytes * KEPT_SHARE))
        self.room = limit_bytes - self.kept.limit_bytes  # for recordings
        self.held = 0  # bytes of all recordings
        self.workers = Workers() if workers is None else workers
        self._runs: OrderedDict[str, Run] = OrderedDict()  # the one that was asked for longest ago first
        self._awake: OrderedDict[str, Run] = OrderedDict()  # those that hold what is quickly made again
        self._guard = threading.Lock()

    @property
    def nbytes(self) -> int:
        """Bytes of all recordings, and of all that is kept."""
        return self.held + self.kept.nbytes

    @property
    def full(self) -> bool:
        """Whether nobody else can be taken on: the line is long, or what is waited for fills the room."""
        return len(self.workers) >= MOST_WAITING or self.held > self.room

    def ask(self, kind: Kind, code: str, wish: Wish) -> Asked:
        """Wait for a wish together with all who have the same one; its future has what comes of it, or why nothing.

        Raises: Busy.
        """
        with self._guard:
            run = self._runs.get(code) or Run(code, kind, self)
            if not run.in_line and self.full:
                raise Busy
            self._runs[code] = run
            self._runs.move_to_end(code)
            run.asked_at = time.monotonic()
            asked = run.waiting.setdefault(wish, Asked(run, wish))
            asked.askers += 1
            if not run.in_line:
                run.in_line = True
                self.workers.call(run)
            return asked

    def leave(self, asked: Asked) -> None:
        """One who asked does not want it any more; what nobody wants is not made."""
        with self._guard:
            asked.askers -= 1
            if not asked.askers and asked.run.waiting.get(asked.wish) is asked:
                del asked.run.waiting[asked.wish]

    def parent(self, code: str) -> Recording | None:
        """The recording of the chain without its last segment, if it is held; somebody may be working on it."""
        with self._guard:
            run = self._runs.get(code.rsplit("~", 2)[0]) if code.count("~") >= 2 else None
            return run.recording if run else None

    def next_wish(self, run: Run) -> Asked | None:
        """Whoever has waited longest for a run; from now on it is in use."""
        with self._guard:
            run.in_use = True
            return next(iter(run.waiting.values()), None)

    def grant(self, asked: Asked, found: Any) -> None:
        """Give what was found, or what went wrong, to all who wait for it."""
        with self._guard:
            asked.run.waiting.pop(asked.wish, None)
        (asked.future.set_exception if isinstance(found, Exception) else asked.future.set_result)(found)

    def close(self, run: Run) -> bool:
        """A run's turn is over: weigh it, and make room; whether it wants another turn."""
        with self._guard:
            run.in_use, run.in_line = False, bool(run.waiting)
            self.weigh(run)
            self._awake.pop(run.code, None)
            if run.recording:
                self._awake[run.code] = run
            elif not run.in_line:
                del self._runs[run.code]
            if self.held > self.room:
                self.make_room(self.room)
                self.let_go(self.room, list(self._runs.values()))  # all have grown since they were let in
            return run.in_line

    def weigh(self, run: Run) -> None:
        """Note the bytes of a run."""
        self.held -= run.nbytes
        run.nbytes = run.recording.nbytes if run.recording else 0
        self.held += run.nbytes

    def admit(self, run: Run, bill: Bill) -> None:
        """Make room for a new run.

        Who is being served stays: of more than there is room for, each would lose what was made for it before its next
        turn, and none would come on. Only what is large makes way for what is not.

        Raises: Busy.
        """
        nbytes, large = bill.whole.bytes, self.room * LARGE
        goal = max(0, self.room - nbytes)
        with self._guard:
            if self.held > goal:
                self.make_room(goal)
                if nbytes <= large:
                    self.let_go(goal, [each for each in self._runs.values() if each.nbytes > large])
            if self.held > goal:
                raise Busy
            run.nbytes = int(nbytes)  # until it is weighed
            self.held += run.nbytes

    def make_room(self, goal: float) -> None:
        """Let go of what nobody has asked for lately, then of what is quickly made again for those who have."""
        lately = time.monotonic() - LATELY

        def gone(run: Run) -> bool:
            return run.asked_at < lately

        self.let_rest(goal, takewhile(gone, list(self._awake.values())))
        self.let_go(goal, takewhile(gone, list(self._runs.values())))
        self.let_rest(goal, list(self._awake.values()))

    def let_rest(self, goal: float, runs: Iterable[Run]) -> None:
        """Let runs rest that nobody works on, until no more than ``goal`` is held."""
        for run in self.while_above(goal, runs):
            if not run.in_use:
                del self._awake[run.code]
                run.rest()
                self.weigh(run)

    def let_go(self, goal: float, runs: Iterable[Run]) -> None:
        """Let go of runs that nobody waits for, until no more than ``goal`` is held."""
        for run in self.while_above(goal, runs):
            if not run.in_line:
                del self._runs[run.code]
                self._awake.pop(run.code, None)
                run.drop()
                self.weigh(run)

    def while_above(self, goal: float, runs: Iterable[Run]) -> Iterator[Run]:
        """Runs, one after the other, for as long as more than ``goal`` is held."""
        return takewhile(lambda _: self.held > goal, runs)
