"""Find the bug: a mistake is planted, the pictures show what it does, and somebody says which it is."""

from __future__ import annotations

import dataclasses
import random

import streamlit as st

from engine.studies.gradient_checking.checking import PLANTS, Checking
from engine.studies.gradient_checking.faults import FAULTS, possible
from engine.studies.gradient_checking.grounds import ground
from pages.controls import fields

NONE = "none"
ANOTHER = "another"
MENU = "gradient_checking fault"  # the key of the widget


@dataclasses.dataclass
class Score:
    """What was found in this session, and in how many guesses."""

    found: set[str] = dataclasses.field(default_factory=set)
    shown: set[str] = dataclasses.field(default_factory=set)  # solved, by a guess or by giving up
    guesses: int = 0
    last: tuple[str, str] = ("", "")  # a bug, and what was wrongly guessed of it
    asked: str = ""  # by a button that was just pressed: a bug, or another one

    def ask(self, fault: str) -> None:
        """Note what a button asks for."""
        self.asked = fault


def panel(study: Checking) -> Checking:
    """The game's part of the page; the study with the bug that is wished, which is what it shows."""
    score = st.session_state.setdefault("gradient_checking score", Score())
    study = planted(study, score)
    if study.fault != NONE:
        solved(study, score) if study.fault in score.shown else riddle(study, score)
    with st.container(horizontal=True, gap="small"):
        label, known = "Plant a bug" if study.fault == NONE else "Another bug", study.fault in {NONE, *score.shown}
        st.button(label, type="primary" if known else "secondary", on_click=score.ask, args=(ANOTHER,))
        if study.fault != NONE:
            st.button("Take it out", type="tertiary", on_click=score.ask, args=(NONE,))
    st.caption(f"Found {len(score.found)} of {len(FAULTS)} bugs in {score.guesses} guesses.")
    return by_hand(study)


def planted(study: Checking, score: Score) -> Checking:
    """The study as a button or the menu has just asked for it."""
    asked, score.asked = score.asked or fields.wished(MENU), ""
    if asked == ANOTHER:
        return surprise(study, score)
    return dataclasses.replace(study, fault=asked) if asked in PLANTS else study


def riddle(study: Checking, score: Score) -> None:
    """The question, a hint, and the way out."""
    names = possible(study.experiment)
    labels = {name: FAULTS[name].label for name in names}
    with st.form("gradient_checking guess", border=False):
        guess = st.radio("What is wrong?", names, index=None, format_func=labels.get)
        sent = st.form_submit_button("That is it")
    if sent and guess:
        judge(study.fault, guess, score)
    if score.last[0] == study.fault:
        guessed = FAULTS[score.last[1]]
        st.markdown(f"Not **{guessed.label}**. That would show so: {guessed.explanation}")
    with st.expander("A hint"):
        st.markdown(FAULTS[study.fault].explanation)
    st.button("Show me", type="tertiary", on_click=give_up, args=(study.fault, score))


def judge(fault: str, guess: str, score: Score) -> None:
    """Count a guess; a right one solves it."""
    score.guesses += 1
    score.last = ("", "") if guess == fault else (fault, guess)
    if guess == fault:
        score.found.add(fault)
        score.shown.add(fault)
        st.rerun()


def give_up(fault: str, score: Score) -> None:
    """Show a bug without counting it as found."""
    score.shown.add(fault)


def solved(study: Checking, score: Score) -> None:
    """What the bug was, how it shows, and the line of this engine that it is in, with its repair."""
    fault = FAULTS[study.fault]
    verb = "Found" if study.fault in score.found else "It is"
    st.markdown(f"{verb}: **{fault.label}**. {fault.explanation}")
    st.markdown(f"Right: {fault.right}  \nHere: {fault.wrong}")
    lines = fault.lines(study.experiment)
    st.caption(f"{lines.path}, line {lines.number}: red is the bug, green the repair, as it stands in this engine")
    st.code("\n".join(diff(lines.wrong, "-") + diff(lines.right, "+")), language="diff", wrap_lines=True)


def diff(text: str, sign: str) -> list[str]:
    """Lines with a sign before each."""
    return [f"{sign} {line}" for line in text.splitlines()]


def surprise(study: Checking, score: Score) -> Checking:
    """Another bug that is not yet solved, in this network if it can be made there, or else in one of ours."""
    left = [name for name in FAULTS if name not in score.shown | {study.fault}]
    left = left or [name for name in FAULTS if name != study.fault]
    if not set(left) - score.shown:
        score.shown.clear()
    fault = random.choice(left)
    fits = fault in possible(study.experiment)
    return dataclasses.replace(study, experiment=study.experiment if fits else ground(fault), fault=fault)


def by_hand(study: Checking) -> Checking:
    """Any bug by name, for whoever wants to show it to others."""
    with st.expander("Choose the bug yourself"):
        options = [NONE, *possible(study.experiment)]
        spec = fields.specs(study)["fault"]
        chosen = fields.menu("Bug", options, study.fault, MENU, PLANTS, spec.help)
    return dataclasses.replace(study, fault=chosen)
