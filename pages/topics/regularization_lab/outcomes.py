"""What each way to hold a network back is worth over many seeds: the numbers behind claims 14 to 20."""

from __future__ import annotations

from functools import partial

import numpy as np
import streamlit as st

from engine.claims.claim import SEEDS
from engine.claims.regularization import trainable, training
from engine.studies.regularization_lab.claims import Outcome
from engine.studies.regularization_lab.cost import outcomes_cost
from engine.studies.regularization_lab.lab import CONTENDERS, Lab
from engine.values.codec import encode
from pages.controls.job import job
from pages.controls.topic import Topic


def panel(topic: Topic) -> None:
    """A button, and then what came out."""
    lab: Lab = st.session_state[topic.slug]
    st.markdown("#### Every method over many seeds")
    if trainable(lab) is None:
        st.caption(
            "So large a network, or so long a training, is too much work here: take fewer units, points, epochs."
        )
        return
    st.caption(f"On the network and the points of the controls, each of {SEEDS} seeds with its own draw.")
    label = f"Train six networks for each of {SEEDS} seeds, {lab.epochs:,} epochs long"
    work = partial(training, lab, range(SEEDS))
    if found := job("outcomes", encode(lab), label, work, outcomes_cost(lab, SEEDS)):
        st.dataframe([row(found, slug) for slug in found], hide_index=True, width="stretch")


def row(found: dict[str, Outcome], slug: str) -> dict[str, str]:
    """One contender's means over the seeds."""
    own, bare = found[slug], found["none"]
    better = float((own.errors[:, 2] <= bare.errors[:, 2]).mean())
    return {
        "method": CONTENDERS[slug].label,
        "train error": f"{100 * own.errors[:, 0].mean():.1f} %",
        "test error": f"{100 * own.errors[:, 2].mean():.1f} %",
        "not worse than bare": "" if slug == "none" else f"in {100 * better:.0f} % of seeds",
        "norm": f"{own.mean('norm'):.1f}",
        "weights near 0": f"{100 * own.mean('zeros'):.0f} %",
        "spread": f"{own.mean('spread'):.2f}",
        "linear tanh": "–" if np.isnan(own.mean("linear")) else f"{100 * own.mean('linear'):.0f} %",
    }
