"""The runners' panel: a row for each, with its colour, its rate, and behind a button what else can be set."""

from __future__ import annotations

import dataclasses

import streamlit as st

from engine.optimizers import OPTIMIZERS
from engine.optimizers.schedules import Constant
from engine.studies.optimizer_race.contest import with_rate
from engine.studies.optimizer_race.race import QUADRATIC, Race, Runner, stable_rate
from engine.surfaces.quadratics import best_momentum, best_rate
from engine.values.fields import specs
from pages.controls import fields
from pages.controls.race import session
from pages.plots.race.tracks import looks

MOST = specs(Race)["runners"].most


def panel(race: Race) -> tuple[Runner, ...]:
    """Widgets for all runners; the runners as wished."""
    hues = [look["color"] for look in looks(race.runners)]
    runners = tuple(row(index, each, hues[index], race) for index, each in enumerate(race.runners))
    fresh = next((kind for kind in OPTIMIZERS.values() if kind not in {type(each.optimizer) for each in runners}), None)
    st.button(":material/add: Another runner", on_click=add, args=(fresh or OPTIMIZERS["adam"],), type="tertiary",
              disabled=len(runners) >= MOST, help=f"Up to {MOST} run together")  # fmt: skip
    return runners


def row(index: int, runner: Runner, hue: str, race: Race) -> Runner:
    """One runner: on or off, its optimizer, its rate, and the rest in a popover."""
    key = f"runner{index}"
    with st.container(key=f"row-{key}", horizontal=True, vertical_alignment="center", gap="xsmall"):
        chip = f"display:block;width:10px;height:30px;border-radius:4px;background:{hue}"
        st.html(f'<i style="{chip}"></i>', width=12)
        fields.follow(f"{key}.on", runner.on)
        on = st.checkbox("Takes part", runner.on, key=f"{key}.on", label_visibility="collapsed", width=24)
        fields.seen(f"{key}.on", on)
        kinds = specs(runner)["optimizer"]
        optimizer = fields.kind(
            kinds, runner.optimizer, "Optimizer", f"{key}.optimizer", label_visibility="collapsed", width=142
        )
        if type(optimizer) is not type(runner.optimizer):  # another one starts from a rate that suits it
            schedule = dataclasses.replace(runner.schedule, rate=optimizer.suggested_rate)
            runner = dataclasses.replace(runner, schedule=schedule)
        with st.popover(f"α {runner.schedule.rate:.4g}", help="Rate, schedule and hyper-parameters", width=92):
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
    """Rates that theory knows for this bowl, to click on: beside the limit, and the best (with momentum, Polyak's)."""
    limit = stable_rate(race.hill, runner)
    if limit is None:
        return
    st.caption(f"On this bowl it converges below α = {limit:.4g}")
    with st.container(horizontal=True):
        for label, share in (("99 % of the limit", 0.99), ("101 %", 1.01)):
            beside = with_rate(runner, float(f"{share * limit:.4g}"))
            st.button(label, key=f"runner{index}.{share}", on_click=replace_runner, args=(index, beside))
        best = best_by_theory(runner, race)
        label = f"Best: α {best.schedule.rate:.4g}" + (f", β {best.optimizer.beta:.4g}" if momentum(best) else "")
        st.button(label, key=f"runner{index}.best", on_click=replace_runner, args=(index, best))


def momentum(runner: Runner) -> bool:
    return hasattr(runner.optimizer, "beta")


def best_by_theory(runner: Runner, race: Race) -> Runner:
    """The runner with the rate, and where it has momentum the β, at which it is fastest on this bowl."""
    curvatures = race.hill.curvatures()
    if not momentum(runner):
        return with_rate(runner, float(f"{best_rate(curvatures):.4g}"))
    rate, beta = best_momentum(curvatures)
    beta = min(float(f"{beta:.4g}"), specs(runner.optimizer)["beta"].high)
    averaged = QUADRATIC[type(runner.optimizer)]  # its velocity is (1 − β) times as long
    optimizer = dataclasses.replace(runner.optimizer, beta=beta)
    rate = rate / (1 - beta) if averaged else rate
    return with_rate(dataclasses.replace(runner, optimizer=optimizer), float(f"{rate:.4g}"))


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
