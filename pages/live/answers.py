"""Answers to queries: frames, stitched from what each view shows at each step, which is made once and kept packed."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from pages.live.kept import Kept
from pages.live.packed import Piece, joined, piece, plain
from pages.live.query import Query
from pages.live.recording import Recording

OPENING, COMMA, CLOSING = piece(b'{"frames":['), piece(b","), piece(b"}}")
HEAD = "head"  # no view has this name: it would stand in two places of a frame


@dataclass(frozen=True)
class Answer:
    """What is sent, a gzip file; ``complete`` if it can never become more, so that it may be kept."""

    packed: bytes
    complete: bool

    @property
    def plain(self) -> bytes:
        """The same for a client that does not unpack."""
        return plain(self.packed)


@dataclass(frozen=True)
class Answering:
    """The wish of one query: an answer, made of pieces that are kept and of new ones.

    Equal queries are one wish. A frame is not begun anew because there was no time for all of its views: those that
    were made are kept, one by one.
    """

    query: Query
    kept: Kept = field(compare=False)

    @property
    def start(self) -> int:
        """The first step that is asked for."""
        return self.query.start

    def ready(self) -> Answer | None:
        """The whole answer, if nothing of it has to be made."""
        answer = self.kept.get(self.query)
        if answer:
            return answer
        frames = []
        for step in self.query.steps:
            frame = self.known(step, self.query.names(step))
            if frame is None:
                return None
            frames.append(frame)
        return self.finished(frames, {"end": None}, complete=True)

    def work(self, recording: Recording, deadline: float) -> tuple[Answer, int]:
        """Frames up to the count, the deadline or the end of the run, whichever comes first; the step reached."""
        frames: list[list[Piece]] = []
        reached = 0
        for step in self.query.steps:
            reached = recording.advance(step, deadline)
            frame = self.frame(recording, step, self.query.names(step), deadline) if reached >= step else None
            if frame is None:
                break
            frames.append(frame)
            if time.monotonic() > deadline:
                break
        return self.closed(recording, frames, reached, deadline), reached

    def closed(self, recording: Recording, frames: list[list[Piece]], reached: int, deadline: float) -> Answer:
        """Add what the player must know: the end with its last frame, or how far a long way ahead has come.

        The end is told only with fewer frames than were asked for: a full answer is the same before and after it is
        known.
        """
        query = self.query
        if len(frames) == query.count:
            return self.finished(frames, {"end": None}, complete=True)
        following = query.start + len(frames) * query.every
        if recording.end and following > recording.end[0]:
            step, reason = recording.end
            shown = frames and following - query.every == step
            frame = None if shown else self.last(recording, step, deadline)
            if shown or frame:
                return self.finished(frames + [frame] * bool(frame), {"end": {"step": step, "reason": reason}}, True)
        return self.finished(frames, {"end": None}, False) if frames else self.progress(reached)

    def last(self, recording: Recording, step: int, deadline: float) -> list[Piece] | None:
        """The frame at the end of the run, with every view; None if there is no time for it now."""
        if recording.advance(step, deadline) < step:
            return None
        return self.frame(recording, step, self.query.all_names, deadline)

    def progress(self, reached: int) -> Answer:
        """No frame yet, but how far the way to it has come."""
        return self.finished([], {"end": None, "progress": max(reached, 0)}, complete=False)

    def frame(self, recording: Recording, step: int, names: Iterable[str], deadline: float) -> list[Piece] | None:
        """The frame at a step that was reached; None if the time is up before all views are made, but for one."""
        missing = [name for name in (HEAD, *names) if self.kept.get((self.query.run, step, name)) is None]
        moment = recording.moment(step) if missing else None
        made = {}
        for name in missing:
            if made and time.monotonic() > deadline:
                return None
            made[name] = self.make(moment, step, name)
        return self.known(step, names, made)

    def make(self, moment: Any, step: int, name: str) -> Piece:
        """One view of a moment, or its head, kept from now on."""
        if name == HEAD:
            made = piece(compact({"step": step, **moment.facts})[:-1] + b',"views":{')
        else:
            made = piece(compact(name) + b":" + compact(self.query.kind.patches[name](moment)))
        self.kept.put((self.query.run, step, name), made, len(made.plain) + len(made.packed))
        return made

    def known(self, step: int, names: Iterable[str], made: dict[str, Piece] | None = None) -> list[Piece] | None:
        """A frame of pieces that are at hand; None if one is missing."""
        pieces: list[Piece] = []
        for name in (HEAD, *names):
            each = (made or {}).get(name) or self.kept.get((self.query.run, step, name))
            if each is None:
                return None
            pieces += [COMMA, each] if len(pieces) > 1 else [each]
        return [*pieces, CLOSING]

    def finished(self, frames: list[list[Piece]], tail: dict[str, Any], complete: bool) -> Answer:
        """All frames in one answer; what can never become more is kept."""
        pieces = [OPENING]
        for index, frame in enumerate(frames):
            pieces += [COMMA, *frame] if index else frame
        answer = Answer(joined([*pieces, piece(b"]," + compact(tail)[1:])]), complete)
        if complete:
            self.kept.put(self.query, answer, len(answer.packed) + len(self.query.run))
        return answer


def compact(value: Any) -> bytes:
    """A value as JSON."""
    return json.dumps(value, separators=(",", ":"), allow_nan=False).encode()
