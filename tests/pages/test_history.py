"""The way back without a browser: Back and Forward as undo and redo, and what else an address may bring."""

from __future__ import annotations

from dataclasses import replace

from engine.experiment import Experiment
from engine.values.codec import encode
from pages.controls import history
from pages.controls.look import usual
from pages.topics import topics
from tests.pages.test_topics import again, opened

PLAYGROUND = topics()[0]
FIRST, SECOND, THIRD = (replace(Experiment(), seed=seed) for seed in (0, 1, 2))


def standing(monkeypatch, value, past=(), future=()) -> dict:
    """A session's state with these values around the present one."""
    state = {"playground": value, "playground past": list(past), "playground future": list(future)}
    monkeypatch.setattr(history.st, "session_state", state | {"playground edits": 5})
    return history.st.session_state


def test_back_and_forward_move_as_undo_and_redo_do_and_are_no_edits(monkeypatch):
    state = standing(monkeypatch, THIRD, past=[FIRST, SECOND])
    history.visit(PLAYGROUND, encode(FIRST))
    assert (state["playground"], state["playground past"], state["playground future"]) == (FIRST, [], [THIRD, SECOND])
    history.visit(PLAYGROUND, encode(THIRD))
    assert (state["playground"], state["playground past"], state["playground future"]) == (THIRD, [FIRST, SECOND], [])
    assert state["playground edits"] == 5


def test_an_address_that_is_no_step_of_the_session_is_a_change_and_nonsense_is_a_note(monkeypatch):
    state = standing(monkeypatch, FIRST, future=[SECOND])
    history.visit(PLAYGROUND, encode(THIRD))
    assert (state["playground"], state["playground past"]) == (THIRD, [FIRST])
    history.visit(PLAYGROUND, {"no": "code"})
    assert state["playground"] == THIRD
    assert "stays as it was" in state["playground note"] or "stayed as it was" in state["playground note"]


def test_each_edit_is_counted_for_the_browsers_history():
    page, (given,) = opened(PLAYGROUND)
    assert given["address"]["edits"] == 0
    page.slider(key="strip.noise").set_value(0.5)
    assert again(page)[-1]["address"]["edits"] == 1
    assert again(page)[-1]["address"]["edits"] == 1


def test_a_menu_that_was_left_behind_opens_nothing_and_the_one_that_is_shown_does(monkeypatch):
    name, example = next((name, each) for name, each in PLAYGROUND.examples.items() if not each.look)
    state = standing(monkeypatch, example.value)
    state |= {"playground look": usual(PLAYGROUND.options), "playground note": None, "playground begun": 0}
    left = history.menu(PLAYGROUND)
    state["playground"] = THIRD  # the value is changed before the browser has heard of it
    shown = history.menu(PLAYGROUND)
    state |= {left: name, shown: name}
    history.take(PLAYGROUND, left)
    assert state["playground"] == THIRD
    history.take(PLAYGROUND, shown)
    assert state["playground"] == example.value
