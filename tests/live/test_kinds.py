"""What holds for every kind of run that the route serves: the same frame, to the byte, whoever asks for it and how."""

from __future__ import annotations

import json
from urllib.parse import urlencode

import pytest

from engine.values.codec import encode
from pages.live import route
from pages.live.kept import Kept
from pages.live.store import Store
from pages.topics import topics
from tests.live import asking

PLAYED = [
    pytest.param(topic, layout, id=f"{topic.slug}-{name}".strip("-"))
    for topic in topics()
    for name, layout in topic.layouts.items()
]
every_layout = pytest.mark.parametrize("topic, layout", PLAYED)


@pytest.fixture(autouse=True)
def fresh_store(monkeypatch):
    monkeypatch.setattr(route, "STORE", Store(limit_bytes=512 * 2**20))


def ask(run: str, views: list[str], start: int, count: int = 1, every: int = 1) -> dict:
    """One answer; asked again until a frame has come, as the player does."""
    query = urlencode({"run": run, "views": ",".join(views), "from": start, "every": every, "count": count})
    for _ in range(400):
        status, _, body = asking.ask(query)
        assert status == 200, body
        if body["frames"]:
            return body
    raise AssertionError("no frame has come")


def names(topic, layout) -> list[str]:
    """Every view of a layout, and each of its variants."""
    views = (layout.kind or topic.kind).views
    return [name for view in layout.views for name in (view, *(f"{view}:{each}" for each in views[view].variants))]


@every_layout
def test_a_frame_has_equal_bytes_in_two_fresh_stores(topic, layout, monkeypatch):
    run, views, step = encode(layout.run(topic.default)), names(topic, layout), 7
    direct = ask(run, views, step)["frames"][0]
    monkeypatch.setattr(route, "STORE", Store(limit_bytes=512 * 2**20))
    for each in range(step):
        ask(run, views, each)
    walked = ask(run, views, step)["frames"][0]
    assert json.dumps(direct) == json.dumps(walked)
    assert direct["step"] == step and set(direct["views"]) == set(views)


@every_layout
def test_going_back_shows_what_was_there(topic, layout):
    run, views = encode(layout.run(topic.default)), names(topic, layout)
    there = ask(run, views, 3)["frames"][0]
    ask(run, views, 9)
    route.STORE.kept = Kept(route.STORE.kept.limit_bytes)
    assert ask(run, views, 3)["frames"][0] == there


@pytest.mark.parametrize("topic", topics(), ids=lambda topic: topic.slug)
def test_every_example_has_a_first_frame(topic):
    for name, example in topic.examples.items():
        layout = topic.layouts[example.look.get("layout", next(iter(topic.layouts)))]
        assert ask(encode(layout.run(example.value)), layout.views, 0)["frames"][0]["step"] == 0, name
