"""Two workers may have two runs in hand that share nearly everything: neither may write into what the other reads."""

from __future__ import annotations

import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from engine.values.codec import encode
from pages.live.answers import compact
from pages.live.kind import Kind
from pages.topics import topics

STEPS, FASTER = 12, 2e-5  # seconds after which Python lets another thread on: far less than usual
LAYOUTS = [(topic, name) for topic in topics() for name in topic.layouts]


def frames(kind: Kind, code: str, views: tuple[str, ...]) -> list[bytes]:
    """What some views of a run show, step after step."""
    recording, found = kind.recording(code, None), []
    for step in range(STEPS):
        while recording.advance(step, time.monotonic() + 5) < step and not recording.end:
            pass
        if recording.end and step > recording.end[0]:
            break
        moment = recording.moment(step)
        found.append(b"".join(compact(kind.patches[name](moment)) for name in views))
    return found


@pytest.mark.parametrize(("topic", "name"), LAYOUTS, ids=lambda each: getattr(each, "slug", each))
def test_runs_side_by_side_show_what_each_shows_alone(topic, name):
    layout = topic.layouts[name]
    kind, code = layout.kind or topic.kind, encode(layout.run(topic.default))
    alone = frames(kind, code, layout.views)
    usual = sys.getswitchinterval()
    sys.setswitchinterval(FASTER)
    try:
        with ThreadPoolExecutor(2) as pool:
            together = list(pool.map(lambda _: frames(kind, code, layout.views), range(2)))
    finally:
        sys.setswitchinterval(usual)
    assert together == [alone, alone]
