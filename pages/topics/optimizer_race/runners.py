"""The runners' panel: a row for each, with its colour, its rate, and behind a button what else can be set."""

from __future__ import annotations

import dataclasses
from typing import Any

import streamlit as st

from engine.optimizers import OPTIMIZERS
from engine.optimizers.schedules import Constant
from engine.studies.optimizer_race import contest
from engine.studies.optimizer_race.fates import QUADRATIC, stable_rate
from engine.studies.optimizer_race.race import Race, Runner
from engine.surfaces.quadratics import best_momentum, best_rate
from engine.values.fields import specs
from pages.controls import fields
from pages.topics.optimizer_race.tracks import looks

MOST = specs(Race)["runners"].most
WISH = "optimizer_race wish"  # runners that a button has asked for: the panel takes them when it next runs


def panel(race: Race) -> Race:
    """Widgets for all runners; the race with the runners as wished."""
    race = dataclasses.replace(race, runners=st.session_state.pop(WISH, race.runners))
    hues = [look["color"] for look in looks(race.runners)]
    runners = tuple(row(index, each, hues[index], race) for index, each in enumerate(race.runners))
    fresh = next((kind for kind in OPTIMIZERS.values() if kind not in {type(each.optimizer) for each in runners}), None)
    another = suited((fresh or OPTIMIZERS["adam"])(), race)
    st.button(":material/add: Another runner", on_click=wish, args=((*runners, another),), type="tertiary",
              disabled=len(runners) >= MOST, help=f"Up to {MOST} run together")  # fmt: skip
    return dataclasses.replace(race, runners=runners)


def row(index: int, runner: Runner, hue: str, race: Race) -> Runner:
    """One runner: on or off, its optimizer, its rate, and the rest in a popover."""
    key = f"runner{index}"
    with st.container(key=f"row-{key}", horizontal=True, vertical_alignment="center", gap="xsmall"):
        chip = f"display:block;width:10px;height:30px;border-radius:4px;background:{hue}"
        st.html(f'<i style="{chip}"></i>', width=12)
        ticked = fields.ask(
            f"{key}.on", runner.on, st.checkbox, "Takes part", runner.on, label_visibility="collapsed", width=24
        )
        kinds = specs(runner)["optimizer"]
        optimizer = fields.kind(
            kinds, runner.optimizer, "Optimizer", f"{key}.optimizer", label_visibility="collapsed", width=142
        )
        if type(optimizer) is not type(runner.optimizer):  # another one starts from a rate that suits it
            schedule = dataclasses.replace(runner.schedule, rate=optimizer.suggested_rate)
            runner = dataclasses.replace(runner, schedule=schedule)
        with st.popover(f"α {runner.schedule.rate:.4g}", help="Rate, schedule and hyper-parameters", width=92):
            optimizer, schedule = settings(index, optimizer, runner, race)
    return Runner(optimizer, schedule, fields.given(ticked, runner.on))


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
    rest = (*race.runners[:index], *race.runners[index + 1 :])
    st.button("Remove", key=f"{key}.remove", on_click=wish, args=(rest,), icon=":material/delete:", type="tertiary",
              disabled=not any(each.on for each in rest))  # fmt: skip
    return optimizer, schedule


def marks(index: int, runner: Runner, race: Race) -> None:
    """Rates that theory knows for this bowl, to click on: beside the limit, and the best (with momentum, Polyak's)."""
    limit = stable_rate(race.hill, runner)
    if limit is None:
        return
    best = best_by_theory(runner, race)
    fastest = f"Best: α {best.schedule.rate:.4g}" + (f", β {best.optimizer.beta:.4g}" if momentum(best) else "")
    offers = (
        ("0.99", "99 % of the limit", at(runner, 0.99 * limit)),
        ("1.01", "101 %", at(runner, 1.01 * limit)),
        ("best", fastest, best),
    )
    st.caption(f"On this bowl it converges below α = {limit:.4g}")
    with st.container(horizontal=True):
        for name, label, each in offers:
            instead = (*race.runners[:index], each, *race.runners[index + 1 :])
            st.button(label, key=f"runner{index}.{name}", on_click=wish, args=(instead,))


def momentum(runner: Runner) -> bool:
    return hasattr(runner.optimizer, "beta")


def best_by_theory(runner: Runner, race: Race) -> Runner:
    """The runner with the rate, and where it has momentum the β, at which it is fastest on this bowl."""
    curvatures = race.hill.curvatures()
    if not momentum(runner):
        return at(runner, best_rate(curvatures))
    rate, beta = best_momentum(curvatures)
    beta = min(float(f"{beta:.4g}"), specs(runner.optimizer)["beta"].high)
    averaged = QUADRATIC[type(runner.optimizer)]  # its velocity is (1 − β) times as long
    optimizer = dataclasses.replace(runner.optimizer, beta=beta)
    rate = rate / (1 - beta) if averaged else rate
    return at(dataclasses.replace(runner, optimizer=optimizer), rate)


def at(runner: Runner, rate: float) -> Runner:
    """A runner at a rate of theory's, to four digits and within the bounds of its field."""
    bounds = specs(runner.schedule)["rate"]
    return contest.with_rate(runner, min(max(float(f"{rate:.4g}"), bounds.low), bounds.high))


def suited(optimizer: Any, race: Race) -> Runner:
    """A new runner, at a gentle rate: what suits its optimizer, if nobody here is slower and no theory warns of it."""
    new = Runner(optimizer, Constant(optimizer.suggested_rate))
    limit = stable_rate(race.hill, new) or optimizer.suggested_rate
    return at(new, min(optimizer.suggested_rate, limit / 2, *(each.schedule.rate for each in race.runners)))


def wish(runners: tuple[Runner, ...]) -> None:
    """Have the panel begin with other runners when it next runs."""
    st.session_state[WISH] = runners
