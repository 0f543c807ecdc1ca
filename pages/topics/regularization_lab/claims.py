"""What the notes claim of regularization, measured on the lab that is on screen, over many seeds (claims 13 to 20)."""

from __future__ import annotations

import numpy as np
import streamlit as st

from engine.studies.regularization_lab.claims import Outcome, outcomes
from engine.studies.regularization_lab.cost import outcomes_cost
from engine.studies.regularization_lab.lab import CONTENDERS, Lab
from engine.values.codec import decode, encode
from pages.controls.asking import asked
from pages.controls.topic import Topic

SEEDS = 12


@st.cache_data(max_entries=50, show_spinner=f"Training six networks for each of {SEEDS} seeds…")
def measured(code: str) -> dict[str, Outcome]:
    """The outcomes of a lab, given by its code."""
    return outcomes(decode(code, Lab), SEEDS)


def panel(topic: Topic) -> None:
    """A button, and then what came out."""
    lab: Lab = st.session_state[topic.slug]
    st.markdown("#### The claims of the notes, measured")
    st.caption(f"On the network and the points of the controls, each of {SEEDS} seeds with its own draw.")
    label = f"Measure them here: train six networks for each of {SEEDS} seeds, {lab.epochs:,} epochs long"
    if asked(f"{topic.slug} claims", encode(lab), label, outcomes_cost(lab, SEEDS)):
        found = measured(encode(lab))
        st.dataframe([row(found, slug) for slug in found], hide_index=True, width="stretch")
        st.markdown("\n".join(f"- {each}" for each in sentences(found)))


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


def sentences(found: dict[str, Outcome]) -> list[str]:
    """Each claim, and what these numbers say of it."""
    mean = lambda slug, name: found[slug].mean(name)  # noqa: E731
    losses = found["none"].dev_losses
    rose = float((losses[-1] > 1.1 * losses.min(axis=0)).mean())
    ratio = losses[-1].mean() / losses.min(axis=0).mean()
    said = [
        f"L2 is weight decay: the norm is {mean('l2', 'norm'):.1f} with it, {mean('none', 'norm'):.1f} without.",
        f"L1 makes weights sparse: {100 * mean('l1', 'zeros'):.0f} % are near 0, against "
        f"{100 * mean('none', 'zeros'):.0f} % without and {100 * mean('l2', 'zeros'):.0f} % with L2.",
        f"Dropout acts like shrinking, and spreads the weights: the norm is {mean('dropout', 'norm'):.1f} against "
        f"{mean('none', 'norm'):.1f}, the spread {mean('dropout', 'spread'):.2f} against "
        f"{mean('none', 'spread'):.2f}. " + verdict(found),
        f"The dev loss first falls, then rises: in {100 * rose:.0f} % of the seeds it ends more than a tenth above its "
        f"lowest value, {ratio:.1f} times as high on average.",
    ]
    if not np.isnan(mean("none", "linear")):
        shares = f"{100 * mean('l2', 'linear'):.0f} % of tanh units lie within ±½, against"
        said.insert(2, f"L2 keeps z small: {shares} {100 * mean('none', 'linear'):.0f} %.")
    return said


def verdict(found: dict[str, Outcome]) -> str:
    """Whether dropout shrinks, spreads, both or neither here."""
    pairs = list(zip(found["dropout"].habits, found["none"].habits, strict=True))
    shrinks = np.mean([own.norm < bare.norm for own, bare in pairs])
    spreads = np.mean([own.spread > bare.spread for own, bare in pairs])
    return f"Here it shrinks in {100 * shrinks:.0f} % and spreads in {100 * spreads:.0f} % of the seeds."
