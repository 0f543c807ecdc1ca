"""Every test begins with no jobs, under way or done: results are shared by all who look at pages of one process."""

from __future__ import annotations

import pytest

from pages.controls import job, page
from pages.live import route
from pages.live.jobs import Jobs
from pages.live.workers import Workers


@pytest.fixture(autouse=True)
def jobs(monkeypatch) -> Jobs:
    fresh = Jobs(Workers(threads=1))
    monkeypatch.setattr(job, "JOBS", fresh)
    return fresh


@pytest.fixture(autouse=True)
def no_head_start(monkeypatch) -> None:
    """Nobody looks at these pages, so nothing need come before anything else."""
    monkeypatch.setattr(page, "HEAD_START", 0)


@pytest.fixture(autouse=True)
def patience(monkeypatch) -> None:
    """A first frame that comes with a page comes with it on a busy machine, too."""
    monkeypatch.setattr(route, "SECONDS_OF_A_PAGE", 5.0)
