"""A run shows the same whoever else is at work, and however often it is made to rest."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from engine.values.codec import encode
from pages.live.answers import compact
from pages.live.kind import Kind
from tests.live.layouts import every_layout

STEPS, FASTER = 12, 2e-5  # seconds after which Python lets another thread on: far less than usual


def frames(kind: Kind, code: str, views: Iterable[str], steps: int, rests: bool = False) -> list[bytes]:
    """What some views of a run show, step after step; it may have to rest after each piece of its work."""
    recording, found = kind.recording(code, None), []
    for step in range(steps):
        while recording.advance(step, 0.0 if rests else time.monotonic() + 5) < step and not recording.end:
            if rests:
                recording.rest()
        if recording.end and step > recording.end[0]:
            break
        moment = recording.moment(step)
        found.append(b"".join(compact(kind.patches[name](moment)) for name in views))
        if rests:
            recording.rest()
    return found


@contextmanager
def threads_in_quick_turns() -> Iterable[None]:
    """Python lets another thread on far more often than usual."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(FASTER)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


@every_layout
def test_runs_side_by_side_show_what_each_shows_alone(topic, name):
    """They share nearly everything: neither may write into what the other reads."""
    layout = topic.layouts[name]
    asked = layout.kind or topic.kind, encode(layout.run(topic.default)), layout.views, STEPS
    alone = frames(*asked)
    with threads_in_quick_turns(), ThreadPoolExecutor(2) as pool:
        assert list(pool.map(lambda _: frames(*asked), range(2))) == [alone, alone]


@every_layout
def test_a_run_that_rests_after_each_piece_of_work_shows_what_it_shows_without(topic, name):
    layout = topic.layouts[name]
    examples = [
        each.value for each in topic.examples.values() if each.look.get("layout", next(iter(topic.layouts))) == name
    ]
    for value in [topic.default, *examples[:3]]:
        asked = layout.kind or topic.kind, encode(layout.run(value)), layout.views, 3
        assert frames(*asked, rests=True) == frames(*asked)
