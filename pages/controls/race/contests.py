"""What can be asked of a race beyond watching it: tuned rates, many starts, curvature, trust in the plane."""

from __future__ import annotations

import dataclasses
from functools import lru_cache

import numpy as np
import pandas as pd
import streamlit as st

from engine.studies.landscapes.curvature import spectrum
from engine.studies.optimizer_race import contest
from engine.studies.optimizer_race.race import Race
from pages.controls.race import session
from pages.plots.race import contests
from pages.plots.race.tracks import Tracks, looks_of

CHART = {"displayModeBar": False}
VERDICTS = {
    "bowl": "**A bowl**: it bends up in every direction that bends at all.",
    "saddle": "**A saddle**: some directions bend up, {index} of {count} bend down. There is a way on.",
    "summit": "**A summit**: it bends down in every direction.",
    "plateau": "**A plateau**: hardly any slope and hardly any curvature.",
}

tuned = lru_cache(maxsize=8)(contest.tune)
leagued = lru_cache(maxsize=8)(contest.league)
tracked = lru_cache(maxsize=4)(Tracks)


def panel(race: Race) -> None:
    """The questions, one tab each; nothing is computed before it is asked for."""
    names = ["Tune the rates", "Many starts", "Curvature here"] + (["Trust in the plane"] if race.on_network else [])
    tabs = st.tabs(names)
    for tab, show in zip(tabs, (tuning, league, curvature, trust), strict=False):
        with tab:
            show(race)


def rates_aside(race: Race) -> Race:
    """The race but for its first rates: what a sweep of rates depends on."""
    same = tuple(contest.with_rate(runner, 1.0) for runner in race.active)
    return dataclasses.replace(race, runners=same)


def tuning(race: Race) -> None:
    """Sweep every runner's rate; take the best, or the largest stable one."""
    st.caption(
        "Every runner over 31 rates from 0.00001 to 10, from the same start. Robust is who is good over many of them."
    )
    key, asked = rates_aside(race), st.session_state.get("tuned")
    if asked != key:
        st.button("Sweep all rates", icon=":material/tune:", type="primary", on_click=ask, args=("tuned", key))
        return
    found = tuned(key)
    with st.container(horizontal=True):
        for label, rates in (("Take the best rates", found.best), ("Take the largest stable", found.largest_stable)):
            st.button(label, on_click=take_rates, args=(tuple(rates.tolist()),))
    st.plotly_chart(contests.tuning(race, found), config=CHART, key="tuning")


def ask(what: str, race: Race) -> None:
    """Remember that something was asked of a race: it is shown as long as that race is."""
    st.session_state[what] = race


def take_rates(rates: tuple[float, ...]) -> None:
    """Give every runner that takes part its rate, and start over; where there is none (NaN) it keeps its own."""
    present, left = st.session_state[session.NAME], iter(rates)
    taken = [next(left) if each.on else np.nan for each in present.runners]
    pairs = zip(present.runners, taken, strict=True)
    runners = tuple(each if np.isnan(rate) else contest.with_rate(each, rate) for each, rate in pairs)
    session.start(dataclasses.replace(present, runners=runners))


def league(race: Race) -> None:
    """The same runners from many starts."""
    what = "first weights" if race.on_network else "starts all over the hill"
    st.caption(f"One run may be luck. The same runners from many {what}: medians, and the middle half of all runs.")
    left, right = st.columns([1, 3], vertical_alignment="bottom")
    with left:
        count = st.select_slider("Starts", (10, 20, 50, 100, 200), 20, key="league.count")
    with right:
        st.button("Run them all", icon=":material/groups:", type="primary", on_click=ask, args=("leagued", race))
    if st.session_state.get("leagued") != race:
        return
    trials = leagued(race, min(count, 50) if race.on_network else count)
    share = {"min_value": 0, "max_value": 100, "format": "%.0f %%"}
    columns = {"arrived": st.column_config.ProgressColumn(**share), "lost": st.column_config.ProgressColumn(**share),
               "final loss, median": st.column_config.NumberColumn(format="%.3g"),
               "steps, median": st.column_config.NumberColumn(format="%.0f")}  # fmt: skip
    st.dataframe(pd.DataFrame(contests.league_rows(race, trials)), hide_index=True, column_config=columns)
    st.plotly_chart(contests.league(race, trials), config=CHART, key="league")


def curvature(race: Race) -> None:
    """Eigenvalues of the Hessian where a runner is at a step."""
    names = [look["name"] for look in looks_of(race)]
    left, right = st.columns([1, 2])
    with left:
        row = st.selectbox(
            "At the place of", range(len(names)), format_func=lambda index: names[min(index, len(names) - 1)]
        )
        row = min(row, len(names) - 1)
    with right:
        step = st.slider("after step", 0, race.steps, race.steps, key=f"curvature.{race.steps}")
    if race.on_network and not st.toggle("Work it out", help="Some seconds for larger networks"):
        return
    tracks = tracked(race)
    theta = tracks.paths.points[step, row]
    if not np.isfinite(theta).all():
        st.info(f"{names[row]} was lost by then: {tracks.paths.fates[row].sentence}")
        return
    gradient = tracks.objective.gradient if race.on_network else race.hill.gradient
    found = spectrum(gradient, theta)
    values = found.eigenvalues
    verdict = VERDICTS[found.kind].format(index=found.index, count=len(values))
    st.markdown(f"{verdict} Gradient {found.gradient_norm:.3g}, curvatures {values[-1]:.3g} to {values[0]:.3g}.")
    st.plotly_chart(contests.spectrum(found), config=CHART, key="curvature")


def trust(race: Race) -> None:
    """True loss beside the loss in the plane."""
    tracks = tracked(race)
    first, second = tracks.plane.captured
    st.caption(
        f"Solid: the true loss on each path. Dotted: the loss at the point of the plane under it. The plane keeps "
        f"{100 * first:.0f} % + {100 * second:.0f} % of the paths' variance; where lines part, the picture misleads."
    )
    st.plotly_chart(contests.trust(tracks), config=CHART, key="trust")
