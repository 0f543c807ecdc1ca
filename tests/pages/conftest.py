"""Every test begins with no jobs, under way or done: results are shared by all who look at pages of one process."""

from __future__ import annotations

import pytest

from pages.controls import job, page
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
