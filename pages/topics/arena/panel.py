"""The panels: the runs and what is different in each; the data, network and training that they share."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from engine.chain import decode_chain
from engine.experiment import Experiment
from engine.studies.arena.arena import NAMES, Arena, Corner
from engine.values.fields import specs
from pages.controls import data, fields, network, training
from pages.controls.topic import Panel
from pages.topics.arena.contrasts import CONTRASTS, contrast
from pages.topics.arena.corners import apart

ONE = "One thing at a time: another choice takes the last one back"
WISH, LINK = "arena wish", "arena linked"  # what a button has asked for: the panel takes it when it next runs


def runs(arena: Arena) -> Arena:
    """Widgets for what each run differs in from the first."""
    arena = replace(arena, corners=wished(arena))
    st.caption("**A** is what others are compared with. Data, Network, Training: its knobs, and those of all others.")
    corners = list(arena.corners)
    for index in range(1, len(corners)):
        with st.container(border=True, key=f"arena corner {index}"):
            corners[index] = Corner(challenger(arena, index))
    more(arena)
    return Arena(tuple(corners), fields.field(arena, "epochs", "arena"))


def wished(arena: Arena) -> tuple[Corner, ...]:
    """The runs, with what was just added or taken away.

    Raises: Refused, for a link that holds no run.
    """
    state = st.session_state
    corners = state.pop(WISH, arena.corners)
    link = state.pop(LINK, "")
    return (*corners, Corner(linked(link))) if link else corners


def challenger(arena: Arena, index: int) -> Experiment:
    """One run: the knob in which it differs, that knob, and the way out."""
    key, present = f"arena.{index}", contrast(arena.apart(index))
    st.markdown(f"**{NAMES[index]}**: {apart(arena, index)}")
    shown = present or st.session_state.get(f"{key}.turned", "rate")
    options, more = list(CONTRASTS), {"format_func": lambda slug: CONTRASTS[slug].label, "help": ONE}
    chosen = fields.ask(f"{key}.knob", shown, st.selectbox, "Differs in", options, options.index(shown), **more)
    if index > 1:
        rest = (*arena.corners[:index], *arena.corners[index + 1 :])
        st.button("Take it away", key=f"{key}.remove", type="tertiary", on_click=wish, args=(rest,))
    if chosen is None:
        return CONTRASTS[shown].change(arena.experiments[index], f"{key}.{shown}")
    st.session_state[f"{key}.turned"] = chosen
    return CONTRASTS[chosen].change(arena.experiments[0], f"{key}.{chosen}")


def more(arena: Arena) -> None:
    """One more: like the first, or the run of a link."""
    if len(arena.corners) == len(NAMES):
        return
    like = (*arena.corners, arena.corners[0])
    st.button("Another run", key="arena.add", icon=":material/add:", help="Like A, to be changed", on_click=wish,
              args=(like,))  # fmt: skip
    st.text_input("or the run of a link", key="arena.link", placeholder="https://… or a run's code", on_change=take)


def wish(corners: tuple[Corner, ...]) -> None:
    """What a button asks for."""
    st.session_state[WISH] = corners


def take() -> None:
    """The link that somebody has put in; its field is empty again."""
    st.session_state[LINK], st.session_state["arena.link"] = st.session_state["arena.link"], ""


def linked(link: str) -> Experiment:
    """The experiment that a run's address ends with.

    Raises: Refused.
    """
    code = link.partition("run=")[2].partition("&")[0] or link.strip()
    return decode_chain(code).last


def shared(panel: Any) -> Panel:
    """A panel of an experiment, for the first run and with it for all."""
    return lambda arena: arena.rebased(panel(arena.experiments[0]))


def offered(source: type) -> bool:
    """Problems over the plane."""
    return source.dimensions == 2


def points(experiment: Experiment) -> Experiment:
    """The data, of which there must be a dev set."""
    return data.panel(experiment, offered)


def reseed(arena: Arena, wish: Any = True) -> Arena:
    """Other first weights and batches, the same for all."""
    seed = (arena.experiments[0].seed + 1) % int(specs(Experiment)["seed"].high)
    return replace(arena, corners=tuple(Corner(replace(each, seed=seed)) for each in arena.experiments))


PANELS: dict[str, Panel] = {
    "Runs": runs,
    "Data": shared(points),
    "Network": shared(network.panel),
    "Training": shared(training.panel),
}
