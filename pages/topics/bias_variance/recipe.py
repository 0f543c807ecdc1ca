"""The recipe of the notes (2.1.2), tried: a diagnosis of the network on the controls, and buttons that change it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st

from engine.experiment import Experiment
from engine.studies.bias_variance.cost import studied
from engine.studies.bias_variance.diagnosis import CASES, RECIPE, Diagnosis, diagnose
from engine.studies.bias_variance.sweep import Sweep, examining
from engine.training.cost import Cost
from engine.training.pieces import Work
from engine.values.bounds import Refused
from engine.values.codec import encode
from pages.controls import history
from pages.controls.job import begin, job
from pages.controls.topic import Topic
from pages.plots.sweep.verdict import written

REDRAWS = 20
MOST_ROWS = 12
KEY = "bias_variance recipe"
ROWS, STEP = (f"{KEY} {each}" for each in ("rows", "step"))  # in the session's state


@dataclass(frozen=True)
class Study:
    """The study that comes to a diagnosis: many networks, each trained on a draw of its own."""

    experiment: Experiment
    epochs: int

    @property
    def what(self) -> tuple[str, int]:
        """What it is about, by which its result is known."""
        return encode(self.experiment), self.epochs

    @property
    def cost(self) -> Cost:
        """What it costs."""
        return studied(self.experiment, self.epochs, REDRAWS)

    def work(self) -> Work:
        """Train, in pieces; the diagnosis."""
        summary = yield from examining(self.experiment, self.epochs, REDRAWS)
        return diagnose(summary.mean, self.experiment.data.source)


def panel(topic: Topic) -> None:
    """A button that asks for the diagnosis; then the diagnosis, the remedies, and what each of them has done."""
    sweep: Sweep = st.session_state[topic.slug]
    st.session_state.setdefault(ROWS, [])
    study, label = (
        Study(sweep.experiment, sweep.epochs),
        f"Diagnose: train {REDRAWS} networks for {sweep.epochs:,} epochs",
    )
    if found := job(KEY, study.what, label, study.work, study.cost):
        remember(study, found)
        st.markdown(sentence(found, sweep.experiment))
        remedies(topic, found)
    table()


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
    subject = f"The network on the controls, trained on {REDRAWS} draws of its points: "
    return subject + (sums if found.case != "diverged" else "") + f"**{CASES[found.case].label}.** {found.meaning}"


def row(what: str, study: Study, found: Diagnosis) -> dict[str, Any]:
    """One line of the table."""
    experiment = study.experiment
    units = " · ".join(str(layer.units) for layer in experiment.network.layers) or "no hidden layer"
    numbers = {"train": found.train, "dev": found.dev, "avoidable bias": found.bias, "variance": found.variance}
    return {
        "step": what,
        "hidden units": units,
        "epochs": study.epochs,
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


def remember(study: Study, found: Diagnosis) -> None:
    """Add a line, unless it says what the last one says; a button's line has the button's name."""
    rows, (label, asked) = st.session_state[ROWS], st.session_state.get(STEP, ("", None))
    new = row(label if asked == study.what else "as on the controls", study, found)
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
        state[f"{topic.slug} note"] = f"{remedy.label} goes no further. {refused.said}"
        return
    history.change(topic, wished)
    study = Study(wished.experiment, wished.epochs)
    state[STEP] = remedy.label, study.what
    begin(KEY, study.what, study.work, study.cost)


def clear() -> None:
    """Begin the table anew."""
    st.session_state[ROWS] = []
