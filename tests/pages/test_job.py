"""A job on a page: button, bar with cancel, result; seen through Streamlit without a browser."""

from __future__ import annotations

import time

import pytest
from streamlit.testing.v1 import AppTest

from pages.controls import job
from pages.live.jobs import Jobs
from pages.live.workers import Workers


def page():
    import threading

    import streamlit as st

    from pages.controls.job import job

    gate = st.session_state.setdefault("gate", threading.Event())

    def work():
        yield 0.25
        gate.wait(20)
        yield 0.75
        return 42

    st.session_state["found"] = job("study", 7, "Train a thousand networks", work)


@pytest.fixture
def app(monkeypatch):
    monkeypatch.setattr(job, "JOBS", Jobs(Workers(threads=1)))
    app = AppTest.from_function(page, default_timeout=30).run()
    yield app
    app.session_state["gate"].set()


def until(app: AppTest, true) -> None:
    deadline = time.monotonic() + 20
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)
        app.run()
    assert not app.exception


def test_a_button_a_bar_and_the_result(app):
    assert [button.label for button in app.button] == ["Train a thousand networks"]
    app.button[0].click().run()
    assert [button.label for button in app.button] == ["Cancel"] and app.session_state["found"] is None
    app.session_state["gate"].set()
    until(app, lambda: app.session_state["found"] == 42)
    assert not app.button


def test_cancel_brings_the_button_back(app):
    app.button[0].click().run()
    app.button[0].click().run()
    until(app, lambda: [button.label for button in app.button] == ["Train a thousand networks"])


def test_a_fault_is_a_sentence_and_may_be_tried_again(app, monkeypatch):
    def broken():
        yield 0.5
        raise ZeroDivisionError

    job.JOBS.start(("study", 7), broken, app.session_state["viewer of jobs"])
    until(app, lambda: app.error)
    assert "fault" in app.error[0].value
    app.session_state["gate"].set()
    app.button[0].click().run()
    until(app, lambda: app.session_state["found"] == 42)
