"""The player as Streamlit sees it: a component that takes figures and a run's code, and plays the frames by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from pages.live import assets
from pages.live.build import build

# Sent with every message, so it only fetches the real player. The address of Streamlit's own script tells where the
# server's base is, whatever proxies stand before it.
LOADER = """
export default function (component) {
  const script = document.querySelector('script[type=module][src*="static/js/"]');
  const base = new URL(script ? "../../" : "./", script ? script.src : document.baseURI);
  const files = component.data.files;
  return import(new URL(files["player.js"], base)).then((player) => player.mount(component, base, files));
}
"""

TRIGGERS = ("edit", "reseed", "point", "undo", "visit", "stand", "weight", "cure")

_component = st.components.v2.component("downhill_player", js=LOADER, isolate_styles=False)


def player(data: dict[str, Any], key: str, acts: Mapping[str, Callable[[], None]]) -> Any:
    """Mount the player.

    data: run (the code whose frames are pulled), address (``{"run": code, or None for that of the run itself; "view":
    text; "edits": how many there were}``, what the page's address says; an edit is a step of the browser's history),
    experiment (the code that the controls show), cold (equal for values that may follow each other in one run), figures
    {view: spec}, layout (rows of view names), clock (see ``Clock``), at (the step that is shown first), autoplay, note,
    first (the frame at that step of a run that is new, or None).

    A page that also sends ``begin``, a number, has its step kept when another run is shown, until that number changes;
    one that sends ``stands`` hears by the trigger ``stand`` of each step at which the playhead comes to rest.

    Returns: an object with an attribute for each trigger: ``edit`` ({"layer": l, "units": ±1} or {"layers": ±1}),
    ``reseed`` (True), ``undo`` (True), ``point`` ({"point": [x, y]}, where a view was clicked), ``weight`` (one that
    was set in the picture), ``cure`` (of what, by its name) and ``visit`` (the code of a run to which the browser has
    gone back), each None unless the user has just asked for it. ``acts`` are called then, before the script, as
    callbacks of other widgets are.
    """
    answers = {f"on_{trigger}_change": acts.get(trigger, _nothing) for trigger in TRIGGERS}
    files = assets.addresses() | {"frames": f"frames/{build()}"}
    return _component(key=key, data={**data, "files": files}, **answers)


def _nothing() -> None:
    """A trigger is reported only if something listens to it."""
