"""The panels: the schedules, the bowl; and what is dragged or clicked on the curves."""

from __future__ import annotations

import dataclasses
from typing import Any

import streamlit as st

from engine.optimizers.schedules import StepTable
from engine.studies.rate_decay.decay import Decay, Pace
from engine.studies.rate_decay.families import through
from engine.values.fields import specs
from pages.controls import fields
from pages.controls.topic import Panel
from pages.topics.rate_decay.paces import HUES, grips, places

FARTHEST = 1e9  # of a drag that is meant
SAME = 0.005  # share of a number: dragged less, a dot has not been moved
NEAR = 0.02  # share of the epochs and of the rates within which a click means a row that is there


def schedules(decay: Decay) -> Decay:
    """A row for each schedule, with its colour; what else can be set is behind a button."""
    paces = tuple(row(index, pace) for index, pace in enumerate(decay.paces))
    return dataclasses.replace(decay, paces=paces)


def row(index: int, pace: Pace) -> Pace:
    """One schedule: on or off, its kind, its parameters."""
    key = f"pace{index}"
    with st.container(key=f"row-{key}", horizontal=True, vertical_alignment="center", gap="xsmall"):
        chip = f"display:block;width:10px;height:30px;border-radius:4px;background:{HUES[index]}"
        st.html(f'<i style="{chip}"></i>', width=12)
        on = fields.ask(
            f"{key}.on", pace.on, st.checkbox, "Takes part", pace.on, label_visibility="collapsed", width=24
        )
        schedule = fields.kind(
            specs(pace)["schedule"], pace.schedule, "Schedule", f"{key}.kind", label_visibility="collapsed", width=142
        )
        if type(schedule) is not type(pace.schedule):
            schedule = dataclasses.replace(schedule, rate=pace.schedule.rate)
        with st.popover(f"α₀ {schedule.rate:.4g}", help="Rate and decay", width=96):
            st.caption(schedule.formula)
            schedule = fields.edit(schedule, f"{key}.{type(schedule).__name__}", {"rate": "Learning rate"})
    return Pace(schedule, fields.given(on, pace.on))


def bowl(decay: Decay) -> Decay:
    """The bowl, its noise, and how long."""
    return fields.edit(decay, "decay", {"condition": "Condition number", "epoch": "Steps in an epoch"}, columns=2)


def pointed(decay: Decay, wish: Any) -> Decay:
    """What was dragged, ``{"point": all dots}``, or clicked, ``{"click": [epoch, rate]}``; all else does nothing."""
    if isinstance(wish, dict) and numbers(wish.get("click"), 2):
        return clicked(decay, *wish["click"])
    dots = grips(decay)
    if not isinstance(wish, dict) or not numbers(wish.get("point"), 2 * sum(map(len, dots))):
        return decay
    flat = iter(map(float, wish["point"]))
    moved = iter([[(next(flat), next(flat)) for _ in one] for one in dots])
    return with_paces(decay, [dragged(pace, decay, next(moved)) if pace.on else pace for pace in decay.paces])


def numbers(given: Any, count: int) -> bool:
    """Whether this is a list of so many numbers of a sane size."""
    if not isinstance(given, list) or len(given) != count:
        return False
    return all(isinstance(each, (int, float)) and abs(each) < FARTHEST for each in given)  # NaN compares as false


def dragged(pace: Pace, decay: Decay, wished: list[tuple[float, float]]) -> Pace:
    """The schedule through another place; a table with its dots there."""
    present = places(pace, decay)
    if all(
        abs(a - b) <= SAME * max(abs(b), 1e-3)
        for to, at in zip(wished, present, strict=True)
        for a, b in zip(to, at, strict=True)
    ):
        return pace
    if isinstance(pace.schedule, StepTable):
        (_, first), *rest = wished
        return dataclasses.replace(pace, schedule=table(pace.schedule, first, rest, decay.epochs))
    ((epoch, rate),) = wished
    return dataclasses.replace(pace, schedule=through(pace.schedule, present[0][0], max(rate, 1e-6)))


def table(schedule: StepTable, first: float, rows: list[tuple[float, float]], epochs: float) -> StepTable:
    """A table of these rows, in their order in time; of two in one epoch the later one given counts."""
    sorted_rows = {round(min(max(epoch, 0.0), epochs), 2): within(rate) for epoch, rate in rows}
    return dataclasses.replace(schedule, rate=within(first), table=tuple(sorted(sorted_rows.items())))


def within(rate: float) -> float:
    """A rate to three digits, within its bounds."""
    spec = specs(StepTable)["rate"]
    return min(max(float(f"{rate:.3g}"), spec.low), spec.high)


def clicked(decay: Decay, epoch: float, rate: float) -> Decay:
    """A click on the curves: a row of the first table, or, on a row that is there, one fewer."""
    index = next((k for k, pace in enumerate(decay.paces) if pace.on and isinstance(pace.schedule, StepTable)), None)
    if index is None:
        return decay
    schedule, most = decay.paces[index].schedule, specs(StepTable)["table"].most
    high = max(one for _, one in (*schedule.table, (0, schedule.rate)))
    near = [
        row for row in schedule.table if abs(row[0] - epoch) < NEAR * decay.epochs and abs(row[1] - rate) < NEAR * high
    ]
    rows = [row for row in schedule.table if row not in near[:1]] + ([] if near else [(epoch, rate)])
    if not 1 <= len(rows) <= most:
        return decay
    changed = dataclasses.replace(decay.paces[index], schedule=table(schedule, schedule.rate, rows, decay.epochs))
    return with_paces(decay, [*decay.paces[:index], changed, *decay.paces[index + 1 :]])


def with_paces(decay: Decay, paces: list[Pace]) -> Decay:
    """The same with other schedules."""
    return dataclasses.replace(decay, paces=tuple(paces))


def reseed(decay: Decay, wish: Any = True) -> Decay:
    """Other noise."""
    return dataclasses.replace(decay, seed=(decay.seed + 1) % int(specs(Decay)["seed"].high))


PANELS: dict[str, Panel] = {"Schedules": schedules, "Bowl": bowl}
