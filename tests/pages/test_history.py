"""The way back without a browser: Back and Forward as undo and redo, and what else an address may bring."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import patch

from engine.experiment import Experiment
from engine.values.codec import encode
from pages.controls import history
from pages.topics import topics
from tests.pages.test_topics import again, menu, opened

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


def test_a_menu_that_was_left_behind_opens_nothing_and_the_one_that_is_shown_does():
    page, _ = opened(PLAYGROUND)
    names = list(PLAYGROUND.examples)
    menu(page).set_value(names[0])
    again(page)
    left = menu(page).key
    page.slider(key="strip.noise").set_value(0.5)
    again(page)
    changed = page.session_state.playground
    for key, value in ((left, changed), (menu(page).key, PLAYGROUND.examples[names[0]].value)):
        assert taken(key, names[0], dict(page.session_state.filtered_state)) == value


def taken(key: str, chosen: str, state: dict):
    """The value after a menu of that key has called back."""
    with patch.object(history.st, "session_state", state | {key: chosen}):
        history.take(PLAYGROUND, key)
        return history.st.session_state["playground"]
