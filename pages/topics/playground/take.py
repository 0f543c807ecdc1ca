"""The run to be taken away: settings, weights, curves, a lab report."""

from __future__ import annotations

from functools import partial

import streamlit as st

from engine.experiment import Experiment
from engine.training.cost import steps_per_epoch
from engine.training.kept import Kept, keeping, keeping_cost, npz
from engine.values.codec import encode
from pages.controls import fields, history
from pages.controls.job import job
from pages.controls.share import home
from pages.controls.topic import Topic
from pages.topics.playground import report

MOST_STEPS = 50_000
EPOCHS = 50  # where the playhead has not rested yet


def panel(topic: Topic) -> None:
    """A step that goes where the playhead rests; the job that trains up to it; then all files."""
    experiment: Experiment = st.session_state[topic.slug]
    step = at_the_playhead(topic, experiment)
    st.caption("Trained anew with the present settings from the first step on: changes on the way are not repeated.")
    label, work = f":material/download: Prepare all files at step {step:,}", partial(keeping, experiment, step)
    found: Kept | None = job("take", (encode(experiment), step), label, work, keeping_cost(experiment, step))
    if found:
        files(experiment, found)


def at_the_playhead(topic: Topic, experiment: Experiment) -> int:
    """The step that is wished, at first the one at which the playhead rests."""
    usual = min(EPOCHS * steps_per_epoch(experiment), MOST_STEPS)
    stood = max(1, history.stood(topic, MOST_STEPS, usual))
    key = f"{topic.slug} take step"
    fields.follow(key, stood)
    fields.seen(key, stood)
    return st.number_input("At step", 1, MOST_STEPS, key=key, help="It follows the playhead when that rests")


def files(experiment: Experiment, found: Kept) -> None:
    """A button for each file."""
    step = found.state.step
    title = f"{experiment.data.source.label}: a lab report"
    link = f"{home()}?run={encode(experiment)}&at={step}"
    offered = {
        "Lab report": (lambda: report.page(found, link, title), "report.html", "text/html"),
        "Experiment as JSON": (lambda: report.experiment_json(experiment, step), "experiment.json", "application/json"),
        "Weights as .npz": (lambda: npz(found), "weights.npz", "application/octet-stream"),
        "Curves as CSV": (lambda: report.curves_csv(found), "curves.csv", "text/csv"),
    }
    with st.container(horizontal=True):
        for words, (made, name, kind) in offered.items():
            st.download_button(words, made(), name, kind, key=f"take {name}", icon=":material/download:")
    loss, score = found.loss[-1], found.score[-1]
    told = zip(("train", "dev", "test"), loss, score, strict=True)
    st.caption(f"Step {step:,}: " + ", ".join(f"{split} loss {a:.4g}, score {b:.4g}" for split, a, b in told))
