"""What can be asked of a race beyond watching it: tuned rates, many starts, curvature, trust in the plane.

Nothing is computed before somebody asks for it with a click, and then for just that race.
"""

from __future__ import annotations

import dataclasses
from functools import partial

import numpy as np
import pandas as pd
import streamlit as st

from engine.studies.landscapes.curvature import Spectrum, spectrum_in_pieces
from engine.studies.optimizer_race import contest
from engine.studies.optimizer_race.cost import curvature_cost, league_cost, trust_cost, tune_cost
from engine.studies.optimizer_race.race import Race
from engine.training.pieces import Work, outcome
from pages.controls import fields, history
from pages.controls.job import job
from pages.controls.topic import Topic
from pages.topics.optimizer_race import charts
from pages.topics.optimizer_race.recording import tracks_of
from pages.topics.optimizer_race.tracks import Tracks, looks_of

CHART = {"displayModeBar": False}
COUNTS, MOST_ON_NETWORK = (10, 20, 50, 100, 200), 50
VERDICTS = {
    "bowl": "**A bowl**: it bends up in every direction that bends at all.",
    "saddle": "**A saddle**: some directions bend up, {index} of {count} bend down. There is a way on.",
    "summit": "**A summit**: it bends down in every direction.",
    "plateau": "**A plateau**: hardly any slope and hardly any curvature.",
}


def tuning(topic: Topic) -> None:
    """Sweep every runner's rate; take the best, or the largest stable one."""
    st.caption(
        "Every runner over 31 rates from 0.00001 to 10, from the same start. Colour is the loss at the end; the star, "
        "which is taken, is the rate that arrives first. Robust is who is good over many rates."
    )
    race = st.session_state[topic.slug]
    aside = rates_aside(race)
    label = ":material/tune: Sweep all rates"
    found = job(f"{topic.slug} sweep", aside, label, partial(contest.tuning, aside), tune_cost(aside))
    if found is None:
        return
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
        label, work = ":material/groups: Run them all", partial(contest.competing, race, count)
        trials = job(f"{topic.slug} league", (race, count), label, work, league_cost(race, count))
    if trials is None:
        return
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
        step = at_the_playhead(topic, race)
    key, label, cost = f"{topic.slug} curvature", ":material/landscape: Work it out", curvature_cost(race)
    if race.on_network:
        found = job(key, (race, row, step), label, partial(bent, race, row, step), cost)
    elif tracks := job(key, race, label, partial(tracks_of, race), cost):  # on a surface every place is there at once
        found = outcome(bending(tracks, row, step))
    else:
        return
    if found is not None:
        bends(found)


def at_the_playhead(topic: Topic, race: Race) -> int:
    """A slider over the steps that goes where the playhead comes to rest."""
    key, stood = f"{topic.slug} step {race.steps}", history.stood(topic, race.steps)
    fields.follow(key, stood)
    fields.seen(key, stood)
    return st.slider("after step", 0, race.steps, key=key, help="It follows the playhead when that rests")


def bends(found: Spectrum | str) -> None:
    """What the curvature at one place says."""
    if isinstance(found, str):
        st.info(found)
        return
    values = found.eigenvalues
    verdict = VERDICTS[found.kind].format(index=found.index, count=len(values))
    st.markdown(f"{verdict} Gradient {found.gradient_norm:.3g}, curvatures {values[-1]:.3g} to {values[0]:.3g}.")
    st.plotly_chart(charts.spectrum(found), config=CHART, key="curvature")


def bent(race: Race, row: int, step: int) -> Work:
    """The race, and then the curvature where a runner is at a step."""
    tracks = yield from tracks_of(race)
    return (yield from bending(tracks, row, step))


def bending(tracks: Tracks, row: int, step: int) -> Work:
    """The curvature where a runner is at a step, a Spectrum, or the sentence on how it was lost before."""
    race = tracks.race
    theta = tracks.paths.points[step, row]
    if not np.isfinite(theta).all():
        return f"{tracks.looks[row]['name']} was lost by then: {tracks.paths.fates[row].sentence}"
    gradient = tracks.objective.gradient if race.on_network else race.hill.gradient
    return (yield from spectrum_in_pieces(gradient, theta))


def trust(topic: Topic) -> None:
    """True loss beside the loss in the plane."""
    race = st.session_state[topic.slug]
    if not race.on_network:
        st.caption(
            "Nothing to ask here: this hill has no more coordinates than its picture. The loss of a real network has; "
            "its paths are shown in a plane, and here one sees how far that can be trusted."
        )
        return
    label, cost = ":material/balance: Compare the plane with the truth", trust_cost(race, charts.TRUSTED)
    if found := job(f"{topic.slug} trust", race, label, partial(trusted, race), cost):
        figure, text = found
        st.caption(text)
        st.plotly_chart(figure, config=CHART, key="trust")


def trusted(race: Race) -> Work:
    """The figure of a network's race, and what it shows."""
    tracks = yield from tracks_of(race)
    first, second = tracks.plane.captured
    return (yield from charts.trust_in_pieces(tracks)), (
        f"Solid: the true loss on each path. Dotted: the loss at the point of the plane under it. The plane keeps "
        f"{100 * first:.0f} % + {100 * second:.0f} % of the paths' variance; where lines part, the picture misleads."
    )
