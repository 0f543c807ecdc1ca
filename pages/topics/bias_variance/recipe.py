"""The recipe of the notes (2.1.2), tried: a diagnosis of the network on the controls, and buttons that change it."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import streamlit as st

from engine.experiment import Experiment
from engine.studies.bias_variance.cost import studied
from engine.studies.bias_variance.diagnosis import CASES, RECIPE, Diagnosis, diagnose
from engine.studies.bias_variance.sweep import Sweep, examined
from engine.values.codec import decode, encode
from engine.values.fields import Refused
from pages.controls import history
from pages.controls.asking import affordable, ask, asked
from pages.controls.topic import Topic
from pages.plots.sweep.verdict import written

REDRAWS = 20
MOST_ROWS = 12
ASKED, ROWS, STEP = (f"bias_variance recipe {each}" for each in ("asked", "rows", "step"))  # in the session's state


@st.cache_data(max_entries=400, show_spinner=f"Training {REDRAWS} networks…")
def errors(code: str, epochs: int) -> tuple[float, float]:
    """Train and dev error of an experiment, given by its code, over many draws of its points."""
    mean = examined(decode(code), epochs, REDRAWS).mean
    return float(mean[0]), float(mean[1])


def panel(topic: Topic) -> None:
    """A button that asks for the diagnosis; then the diagnosis, the remedies, and what each of them has done."""
    sweep: Sweep = st.session_state[topic.slug]
    st.session_state.setdefault(ROWS, [])
    label = f"Diagnose: train {REDRAWS} networks for {sweep.epochs:,} epochs"
    cost = studied(sweep.experiment, sweep.epochs, REDRAWS)
    if affordable(cost) and asked(ASKED, subject(sweep), label):
        found = diagnose(errors(*subject(sweep)), sweep.experiment.data.source)
        remember(row("as on the controls", sweep.experiment, sweep.epochs, found))
        st.markdown(sentence(found, sweep.experiment))
        remedies(topic, found)
    table()


def subject(sweep: Sweep) -> tuple[str, int]:
    """What is diagnosed: the experiment on the controls, by its code, and for how long it trains."""
    return encode(sweep.experiment), sweep.epochs


def remedies(topic: Topic, found: Diagnosis) -> None:
    """A button for each step of the recipe; those that are meant for this case stand out."""
    with st.container(horizontal=True, gap="small"):
        for slug, remedy in RECIPE.items():
            wanted = found.case in (remedy.lowers, "both")
            help = f"{remedy.help}: meant to lower the {remedy.lowers}; trains {REDRAWS} networks anew"
            st.button(
                remedy.label,
                key=f"recipe {slug}",
                help=help,
                type="primary" if wanted else "secondary",
                on_click=apply,
                args=(topic, slug),
            )


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
    numbers = {"train": found.train, "dev": found.dev, "avoidable bias": found.bias, "variance": found.variance}
    return {
        "step": what,
        "hidden units": units,
        "epochs": epochs,
        "points": experiment.data.points,
        "L2": experiment.penalty.l2,
        **{name: rounded(value, experiment.data.source.task) for name, value in numbers.items()},
        "diagnosis": CASES[found.case].label,
    }


def rounded(error: float, task: str) -> float | None:
    """An error as the table has it: a share in percent, a squared error as it is; none where networks diverged."""
    if not np.isfinite(error):
        return None
    return round(error, 4) if task == "regression" else round(100 * error, 1)


def remember(new: dict[str, Any]) -> None:
    """Add a line, unless it says what the last one says; a button's line keeps its own name."""
    rows, named = st.session_state[ROWS], st.session_state.pop(STEP, None)
    if named:
        new = {**new, "step": named}
    same = rows and all(rows[-1][key] == value for key, value in new.items() if key != "step")
    if not same:
        st.session_state[ROWS] = [*rows, new][-MOST_ROWS:]


def table() -> None:
    """What was tried, the newest first."""
    if rows := st.session_state[ROWS]:
        st.dataframe(rows[::-1], hide_index=True, width="stretch")
        st.button(":material/delete: Clear the table", key="recipe clear", on_click=clear, type="tertiary")


def apply(topic: Topic, slug: str) -> None:
    """One step of the recipe: change the experiment that the sweep is about, and ask for its diagnosis."""
    state, remedy = st.session_state, RECIPE[slug]
    present: Sweep = state[topic.slug]
    try:
        experiment, epochs = remedy.apply(present.experiment, present.epochs)
        wished = history.playable(topic, dataclasses.replace(present, experiment=experiment, epochs=epochs))
    except Refused as refused:
        state[f"{topic.slug} note"] = f"{remedy.label} goes no further. {refused}"
        return
    state[STEP] = remedy.label
    history.change(topic, wished)
    ask(ASKED, subject(wished))


def clear() -> None:
    """Begin the table anew."""
    st.session_state[ROWS] = []
