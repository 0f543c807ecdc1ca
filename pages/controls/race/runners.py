"""The runners' panel: a row for each, with its colour, its rate, and behind a button what else can be set."""

from __future__ import annotations

import dataclasses

import streamlit as st

from engine.fields import specs
from engine.optimizers import OPTIMIZERS
from engine.race import Race, Runner, stable_rate
from engine.schedules import Constant
from pages.controls import fields
from pages.controls.race import session
from pages.plots.race.tracks import color

MOST = specs(Race)["runners"].most


def panel(race: Race) -> tuple[Runner, ...]:
    """Widgets for all runners; the runners as wished."""
    runners = tuple(row(index, runner, race) for index, runner in enumerate(race.runners))
    fresh = next((kind for kind in OPTIMIZERS.values() if kind not in {type(each.optimizer) for each in runners}), None)
    st.button(":material/add: Another runner", on_click=add, args=(fresh or OPTIMIZERS["adam"],), type="tertiary",
              disabled=len(runners) >= MOST, help=f"Up to {MOST} run together")  # fmt: skip
    return runners


def row(index: int, runner: Runner, race: Race) -> Runner:
    """One runner: on or off, its optimizer, its rate, and the rest in a popover."""
    key = f"runner{index}"
    with st.container(key=f"row-{key}", horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.html(f'<i style="display:block;width:12px;height:30px;border-radius:4px;background:{color(runner)}"></i>',
                width=14)  # fmt: skip
        on = fields.toggle("On", runner.on, f"{key}.on", "Take part", label_visibility="collapsed", width=40)
        kinds = specs(runner)["optimizer"]
        optimizer = fields.kind(
            kinds, runner.optimizer, "Optimizer", f"{key}.optimizer", label_visibility="collapsed", width=138
        )
        if type(optimizer) is not type(runner.optimizer):  # another one starts from a rate that suits it
            schedule = dataclasses.replace(runner.schedule, rate=optimizer.suggested_rate)
            runner = dataclasses.replace(runner, schedule=schedule)
        with st.popover(f"α {runner.schedule.rate:.4g}", help="Rate, schedule and hyper-parameters", width=98):
            optimizer, schedule = settings(index, optimizer, runner, race)
    return Runner(optimizer, schedule, on)


def settings(index: int, optimizer, runner: Runner, race: Race):
    """What stands in a runner's popover: the optimizer and the schedule as wished."""
    key = f"runner{index}"
    st.markdown(f"**{optimizer.label}**")
    st.caption(optimizer.formula)
    schedule = fields.kind(specs(runner)["schedule"], runner.schedule, "Schedule", f"{key}.schedule")
    if type(schedule) is not type(runner.schedule):
        schedule = dataclasses.replace(schedule, rate=runner.schedule.rate)
    schedule = fields.edit(schedule, f"{key}.{type(schedule).__name__}", {"rate": "Learning rate"})
    optimizer = fields.edit(optimizer, f"{key}.{type(optimizer).__name__}")
    marks(index, dataclasses.replace(runner, optimizer=optimizer, schedule=schedule), race)
    st.button("Remove", key=f"{key}.remove", on_click=remove, args=(index,), disabled=len(race.runners) == 1,
              icon=":material/delete:", type="tertiary")  # fmt: skip
    return optimizer, schedule


def marks(index: int, runner: Runner, race: Race) -> None:
    """Rates that theory knows for this bowl, to click on."""
    limit = stable_rate(race.hill, runner)
    if limit is None:
        return
    st.caption(f"On this bowl it converges below α = {limit:.4g}")
    with st.container(horizontal=True):
        for label, share in (("99 % of the limit", 0.99), ("101 %", 1.01)):
            st.button(label, key=f"runner{index}.{share}", on_click=set_rate, args=(index, share * limit))


def set_rate(index: int, rate: float) -> None:
    """Give one runner another rate."""
    present = st.session_state[session.NAME]
    runner = present.runners[index]
    replace_runner(index, dataclasses.replace(runner, schedule=dataclasses.replace(runner.schedule, rate=rate)))


def replace_runner(index: int, runner: Runner) -> None:
    """Put another runner in one's place."""
    present = st.session_state[session.NAME]
    runners = (*present.runners[:index], runner, *present.runners[index + 1 :])
    session.change(dataclasses.replace(present, runners=runners))


def add(kind: type) -> None:
    """One runner more, at a rate that suits it."""
    present = st.session_state[session.NAME]
    runner = Runner(kind(), Constant(kind.suggested_rate))
    session.change(dataclasses.replace(present, runners=(*present.runners, runner)[:MOST]))


def remove(index: int) -> None:
    """One runner less; the last that is on stays."""
    present = st.session_state[session.NAME]
    rest = (*present.runners[:index], *present.runners[index + 1 :])
    if any(runner.on for runner in rest):
        session.change(dataclasses.replace(present, runners=rest))
