"""The recipe of the notes (2.1.2), tried: a diagnosis of the network on the controls, and buttons that change it."""

from __future__ import annotations

import dataclasses
from typing import Any

import streamlit as st

from engine.experiment import Experiment
from engine.studies.bias_variance.diagnosis import CASES, RECIPE, Diagnosis, diagnose
from engine.studies.bias_variance.sweep import Sweep, examined
from engine.values.codec import decode, encode
from engine.values.fields import Refused
from pages.controls import history, sweep
from pages.live.sweep import playable
from pages.plots.verdict import written

REDRAWS = 20
MOST_ROWS = 12
ROWS = "recipe rows"


@st.cache_data(max_entries=400, show_spinner=False)
def errors(code: str, epochs: int) -> tuple[float, float]:
    """Train and dev error of an experiment, given by its code, over many draws of its points."""
    mean = examined(decode(code), epochs, REDRAWS).mean
    return float(mean[0]), float(mean[1])


def panel(shown: Sweep) -> None:
    """The diagnosis, the four buttons, and what each of them has done to both."""
    experiment, epochs = shown.experiment, shown.epochs
    found = diagnose(errors(encode(experiment), epochs), experiment.data.source)
    remember(row("as on the controls", experiment, epochs, found))
    st.markdown(sentence(found, experiment))
    with st.container(horizontal=True, gap="small"):
        for slug, remedy in RECIPE.items():
            wanted = found.case in (remedy.lowers, "both")
            st.button(
                f"{remedy.label}",
                key=f"recipe {slug}",
                help=f"{remedy.help}: meant to lower the {remedy.lowers}",
                type="primary" if wanted else "secondary",
                on_click=apply,
                args=(slug,),
            )
        st.button(":material/delete: Clear the table", key="recipe clear", on_click=clear, type="tertiary")
    table()


def sentence(found: Diagnosis, experiment: Experiment) -> str:
    """The diagnosis in words and numbers."""
    bayes, train, dev, bias, variance = (
        written(value, experiment.data.source)
        for value in (found.bayes, found.train, found.dev, found.bias, found.variance)
    )
    sums = (
        f"training error {train} − noise floor {bayes} = avoidable bias **{bias}**; "
        f"dev error {dev} − training error = variance **{variance}**. "
    )
    case, subject = CASES[found.case], f"The network on the controls, trained on {REDRAWS} draws of its points: "
    return subject + (sums if found.case != "diverged" else "") + f"**{case.label}.** {case.meaning}"


def row(what: str, experiment: Experiment, epochs: int, found: Diagnosis) -> dict[str, Any]:
    """One line of the table."""
    units = " · ".join(str(layer.units) for layer in experiment.network.layers) or "no hidden layer"
    classified = experiment.data.source.task != "regression"
    show = lambda value: round(100 * value, 1) if classified else round(value, 4)  # noqa: E731
    numbers = {"train": found.train, "dev": found.dev, "avoidable bias": found.bias, "variance": found.variance}
    return {
        "step": what,
        "hidden units": units,
        "epochs": epochs,
        "points": experiment.data.points,
        "L2": experiment.penalty.l2,
        **{name: show(value) for name, value in numbers.items()},
        "diagnosis": CASES[found.case].label,
    }


def remember(new: dict[str, Any]) -> None:
    """Add a line, unless it says what the last one says; a button's line keeps its own name."""
    rows = st.session_state.setdefault(ROWS, [])
    named = st.session_state.pop("recipe step", None)
    if named:
        new = {**new, "step": named}
    same = rows and all(rows[-1][key] == value for key, value in new.items() if key != "step")
    if not same:
        st.session_state[ROWS] = [*rows, new][-MOST_ROWS:]


def table() -> None:
    """What was tried, the newest first."""
    rows = st.session_state[ROWS]
    st.dataframe(rows[::-1], hide_index=True, width="stretch")


def apply(slug: str) -> None:
    """One step of the recipe: change the experiment that the sweep is about."""
    state, remedy = st.session_state, RECIPE[slug]
    present: Sweep = state[sweep.NAME]
    try:
        experiment, epochs = remedy.apply(present.experiment, present.epochs)
        wished = playable(dataclasses.replace(present, experiment=experiment, epochs=epochs))
    except Refused as refused:
        state.note = f"{remedy.label} goes no further. {refused}"
        return
    state["recipe step"] = remedy.label
    history.change(sweep.NAME, wished)


def clear() -> None:
    """Begin the table anew."""
    st.session_state[ROWS] = []
