"""A thousand hostile requests: one clear sentence for each, and never a fault of the server."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings

from pages.live import route, workers
from pages.live.store import Store
from tests.live.asking import ask
from tests.live.hostile import queries

SEEN: Counter[int] = Counter()


@pytest.fixture(autouse=True)
def fresh_store(monkeypatch):
    monkeypatch.setattr(route, "STORE", Store(limit_bytes=64 * 2**20))
    monkeypatch.setattr(workers, "LONGEST_TURN", 0.005)
    monkeypatch.setattr(workers, "SHORTEST_TURN", 0.005)


@settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))
@given(queries())
def test_only_200_400_414_and_503(query):
    status, headers, body = ask(query)
    SEEN[status] += 1
    assert status in (200, 400, 414, 503)
    assert ("error" in body) == (status != 200)
    if status != 200:
        assert 0 < len(body["error"]) < 1000 and "Traceback" not in body["error"]
        assert headers["cache-control"] == "no-store"


def test_both_good_and_bad_requests_were_among_them():
    if SEEN:
        assert SEEN[200] > 20 and SEEN[400] > 200
