"""What can be asked of a race beyond watching it: tuned rates, many starts, curvature, trust in the plane.

Nothing is computed before somebody asks for it with a click, and then for just that race.
"""

from __future__ import annotations

import dataclasses
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from engine.studies.landscapes.curvature import Spectrum, spectrum
from engine.studies.optimizer_race import contest
from engine.studies.optimizer_race.cost import league_cost, tune_cost
from engine.studies.optimizer_race.race import Race
from pages.controls import history
from pages.controls.asking import affordable
from pages.controls.topic import Topic
from pages.topics.optimizer_race import charts
from pages.topics.optimizer_race.recording import tracks_of
from pages.topics.optimizer_race.tracks import looks_of

CHART = {"displayModeBar": False}
COUNTS, MOST_ON_NETWORK = (10, 20, 50, 100, 200), 50
VERDICTS = {
    "bowl": "**A bowl**: it bends up in every direction that bends at all.",
    "saddle": "**A saddle**: some directions bend up, {index} of {count} bend down. There is a way on.",
    "summit": "**A summit**: it bends down in every direction.",
    "plateau": "**A plateau**: hardly any slope and hardly any curvature.",
}

tuned = lru_cache(maxsize=8)(contest.tune)
leagued = lru_cache(maxsize=8)(contest.league)


def asked(topic: Topic, what: str, about: Any, label: str, icon: str) -> bool:
    """Whether somebody has asked for this about just that; else the button that asks."""
    key = f"{topic.slug} {what}"
    if st.session_state.get(key) == about:
        return True
    st.button(label, icon=icon, type="primary", key=f"{key} button", on_click=remember, args=(key, about))
    return False


def remember(key: str, about: Any) -> None:
    """Keep what was asked about."""
    st.session_state[key] = about


def tuning(topic: Topic) -> None:
    """Sweep every runner's rate; take the best, or the largest stable one."""
    st.caption(
        "Every runner over 31 rates from 0.00001 to 10, from the same start. Robust is who is good over many of them."
    )
    race = st.session_state[topic.slug]
    aside = rates_aside(race)
    if not affordable(tune_cost(race)) or not asked(topic, "sweep", aside, "Sweep all rates", ":material/tune:"):
        return
    found = tuned(aside)
    with st.container(horizontal=True):
        for label, rates in (("Take the best rates", found.best), ("Take the largest stable", found.largest_stable)):
            st.button(label, on_click=history.attempt, args=(topic, take_rates, tuple(rates.tolist())))
    st.plotly_chart(charts.tuning(race, found), config=CHART, key="tuning")


def rates_aside(race: Race) -> Race:
    """The race but for its first rates: what a sweep of rates depends on."""
    same = tuple(contest.with_rate(runner, 1.0) for runner in race.active)
    return dataclasses.replace(race, runners=same)


def take_rates(race: Race, rates: tuple[float, ...]) -> Race:
    """Every runner that takes part at its rate; where there is none (NaN) it keeps its own."""
    left = iter(rates)
    pairs = [(each, next(left) if each.on else np.nan) for each in race.runners]
    runners = tuple(each if np.isnan(rate) else contest.with_rate(each, rate) for each, rate in pairs)
    return dataclasses.replace(race, runners=runners)


def league(topic: Topic) -> None:
    """The same runners from many starts."""
    race = st.session_state[topic.slug]
    what = "first weights" if race.on_network else "starts all over the hill"
    st.caption(f"One run may be luck. The same runners from many {what}: medians, and the middle half of all runs.")
    left, right = st.columns([1, 3], vertical_alignment="bottom")
    with left:
        counts = [count for count in COUNTS if not race.on_network or count <= MOST_ON_NETWORK]
        count = st.select_slider("Starts", counts, 20, key=f"{topic.slug} starts {race.on_network}")
    with right:
        cost = league_cost(race, count)
        if not affordable(cost) or not asked(topic, "league", (race, count), "Run them all", ":material/groups:"):
            return
    trials = leagued(race, count)
    share = {"min_value": 0, "max_value": 100, "format": "%.0f %%"}
    columns = {"arrived": st.column_config.ProgressColumn(**share), "lost": st.column_config.ProgressColumn(**share),
               "final loss, median": st.column_config.NumberColumn(format="%.3g"),
               "steps, median": st.column_config.NumberColumn(format="%.0f")}  # fmt: skip
    st.dataframe(pd.DataFrame(charts.league_rows(race, trials)), hide_index=True, column_config=columns)
    st.plotly_chart(charts.league(race, trials), config=CHART, key="league")


def curvature(topic: Topic) -> None:
    """Eigenvalues of the Hessian where a runner is at a step."""
    race = st.session_state[topic.slug]
    names = [look["name"] for look in looks_of(race)]
    left, right = st.columns([1, 2])
    with left:
        row = st.selectbox("At the place of", range(len(names)), format_func=names.__getitem__,
                           key=f"{topic.slug} place {'|'.join(names)}")  # fmt: skip
    with right:
        step = st.slider("after step", 0, race.steps, race.steps, key=f"{topic.slug} step {race.steps}")
    about = (race, row, step) if race.on_network else race  # on a surface every place is there at once
    if asked(topic, "curvature", about, "Work it out", ":material/landscape:"):
        bending(race, row, step)


def bending(race: Race, row: int, step: int) -> None:
    """What the curvature at one place says."""
    found = bent(race, row, step)
    if isinstance(found, str):
        st.info(found)
        return
    values = found.eigenvalues
    verdict = VERDICTS[found.kind].format(index=found.index, count=len(values))
    st.markdown(f"{verdict} Gradient {found.gradient_norm:.3g}, curvatures {values[-1]:.3g} to {values[0]:.3g}.")
    st.plotly_chart(charts.spectrum(found), config=CHART, key="curvature")


@lru_cache(maxsize=32)
def bent(race: Race, row: int, step: int) -> Spectrum | str:
    """The curvature where a runner is at a step, or the sentence on how it was lost before."""
    tracks = tracks_of(race)
    theta = tracks.paths.points[step, row]
    if not np.isfinite(theta).all():
        return f"{tracks.looks[row]['name']} was lost by then: {tracks.paths.fates[row].sentence}"
    return spectrum(tracks.objective.gradient if race.on_network else race.hill.gradient, theta)


def trust(topic: Topic) -> None:
    """True loss beside the loss in the plane."""
    race = st.session_state[topic.slug]
    if not race.on_network:
        st.caption(
            "Nothing to ask here: this hill has no more coordinates than its picture. The loss of a real network has; "
            "its paths are shown in a plane, and here one sees how far that can be trusted."
        )
    elif asked(topic, "trust", race, "Compare the plane with the truth", ":material/balance:"):
        figure, text = trusted(race)
        st.caption(text)
        st.plotly_chart(figure, config=CHART, key="trust")


@lru_cache(maxsize=8)
def trusted(race: Race) -> tuple[go.Figure, str]:
    """The figure of a network's race, and what it shows."""
    tracks = tracks_of(race)
    first, second = tracks.plane.captured
    return charts.trust(tracks), (
        f"Solid: the true loss on each path. Dotted: the loss at the point of the plane under it. The plane keeps "
        f"{100 * first:.0f} % + {100 * second:.0f} % of the paths' variance; where lines part, the picture misleads."
    )
