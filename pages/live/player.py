"""The player as Streamlit sees it: a component that takes figures and a run's code, and plays the frames by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.live import assets

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

WANTED = ("player.js", "player.css", "plotly")  # modules find each other

_component = st.components.v2.component("downhill_player", js=LOADER, isolate_styles=False)


def player(
    data: dict[str, Any],
    key: str,
    on_edit: Callable[[], None] | None = None,
    on_reseed: Callable[[], None] | None = None,
    on_point: Callable[[], None] | None = None,
) -> Any:
    """Mount the player.

    data: run (code of the chain), address {run (code for the page's address; None: that of the chain that is played),
    view (text)}, experiment (code that the controls show), cold (equal for experiments that may follow each other in
    one run), figures {view: spec}, layout (rows of view names), clock (below), autoplay, note, first (the frame at
    step 0 of a run that is new, or None). Specs and patches are described in pages/live/player/README.md.

    clock: epoch (steps of its unit), unit ("epoch"), last (the last step, where it is known), speed ("normal"), words
    {wish: title}, knob. Where the axis is not time but a knob, that is {label, values}: frame k is the page with the
    knob at its k-th value, written as values[k].

    A page that also sends ``begin``, a number, has its step kept when another run is shown, until that number changes.
    Along a knob it is always kept.

    Returns: an object with ``edit`` ({"layer": l, "units": ±1} or {"layers": ±1}), ``reseed`` (True) and ``point``
    ({"point": [x, y]}, where a view was clicked), each None unless the user has just asked for it. Callbacks run before
    the script, as those of other widgets do.
    """
    files = assets.addresses()
    return _component(
        key=key,
        data={**data, "files": {name: files[name] for name in WANTED}},
        on_edit_change=on_edit or _nothing,
        on_reseed_change=on_reseed or _nothing,
        on_point_change=on_point or _nothing,
    )


def _nothing() -> None:
    """A trigger is reported only if something listens to it."""
