"""One run, as the store holds it: its recording, and what is wanted of it, granted in turns."""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from engine.values.bounds import Refused
from pages.live.kind import Kind
from pages.live.recording import Recording

if TYPE_CHECKING:
    from pages.live.store import Store

LOG = logging.getLogger(__name__)


class Fault(Exception):
    """Something of ours went wrong; it is written down, and who asked may try again."""


class Busy(Exception):
    """There are too many runs, or no room for one more: ask again later."""


class Wish(Protocol):
    """What somebody wants of a recording; equal wishes are granted together."""

    start: int  # the first step that it needs

    def work(self, recording: Recording, deadline: float) -> tuple[Any, int]:
        """What has come of it at the deadline, and the step that was reached for it."""

    def progress(self, reached: int) -> Any:
        """What it is told if its step lies beyond what is reached, and another wish is worked on."""


class Asked:
    """A wish that waits to be granted: by how many, and where they will find what has come of it."""

    def __init__(self, run: Run, wish: Wish):
        self.run, self.wish, self.askers = run, wish, 0
        self.future: Future[Any] = Future()
        self.future.set_running_or_notify_cancel()  # others may wait for it too: nobody can cancel it


class Run:
    """A task of the workers: what is wanted of one run. The store guards all of it but the recording's own work.

    ``in_line`` from the moment that somebody waits until nobody does; ``in_use`` while its turn lasts.
    """

    def __init__(self, code: str, kind: Kind, store: Store):
        self.code, self.kind, self.store = code, kind, store
        self.recording: Recording | None = None
        self.reached = -1  # the furthest step so far
        self.nbytes = 0
        self.asked_at = 0.0  # on the monotonic clock
        self.in_line = self.in_use = False
        self.waiting: OrderedDict[Wish, Asked] = OrderedDict()

    def turn(self, deadline: float) -> bool:
        """Grant one wish, and more of them until the deadline; whether some are left for another turn."""
        try:
            while asked := self.store.next_wish(self):
                found, reached = asked.wish.work(self.opened(), deadline)
                self.reached = max(self.reached, reached)
                late = time.monotonic() > deadline
                if late:
                    self.comfort(asked)  # before the answer is out, and whoever has it may ask for more
                self.store.grant(asked, found)
                if late:
                    break
        except Exception as fault:
            self.fail(fault)
        return self.store.close(self)

    def opened(self) -> Recording:
        """The recording; a new one begins with what the run that it goes on from has come to, if that is held."""
        if self.recording is None:
            admit, parent = partial(self.store.admit, self), self.store.parent(self.code)
            self.recording = self.kind.recording(self.code, parent, admit)
        return self.recording

    def comfort(self, served: Asked) -> None:
        """Tell the others who want to see further than the run has come how far that is: they need not wait longer."""
        for asked in list(self.waiting.values()):
            if asked is not served and asked.wish.start > self.reached and not self.recording.end:
                self.store.grant(asked, asked.wish.progress(self.reached))

    def fail(self, fault: Exception) -> None:
        """Tell all who wait that there is no such run, or that it could not be computed; the next one begins anew."""
        if not isinstance(fault, (Refused, Busy)):
            LOG.error("a run could not be computed", exc_info=fault)
            fault = Fault()
        self.drop()
        for asked in list(self.waiting.values()):
            self.store.grant(asked, fault.with_traceback(None))  # it would hold this turn, and with it the run

    def rest(self) -> None:
        """Let go of what is quickly made again."""
        if self.recording:
            self.recording.rest()

    def drop(self) -> None:
        """Let go of the recording."""
        self.recording, self.reached = None, -1
