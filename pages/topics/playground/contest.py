"""A contest: a goal, the code of one's own result, and a table of pasted results, each computed again."""

from __future__ import annotations

from functools import partial

import streamlit as st

from engine.experiment import Experiment
from engine.training.contest import GOALS, Goal, Result, checking, checking_cost, entry
from engine.training.cost import Cost, one_after_the_other
from engine.training.pieces import Work, one_by_one
from engine.values.bounds import Refused
from engine.values.codec import encode
from pages.controls import history
from pages.controls.job import job
from pages.controls.topic import Topic
from pages.topics.playground.take import at_the_playhead

MOST_ROWS, LONGEST = 30, 60_000


def panel(topic: Topic) -> None:
    """The goal, one's own code, and everybody's."""
    slug = st.selectbox("Goal", list(GOALS), format_func=lambda name: GOALS[name].label, key="contest goal")
    goal = GOALS[slug]
    own(topic, goal)
    text = st.text_area("Results, one a line: a name, then its code", key="contest codes", height=140,
                        placeholder="Ada net1.e30@5000\nAlan net1.e30@900", max_chars=LONGEST)  # fmt: skip
    rows, refused = entries(goal, text)
    for line in refused:
        st.warning(line, icon=":material/error:")
    if rows:
        seconds = one_after_the_other(checking_cost(*each) for _, *each in rows).seconds
        label, work = f"Compute {len(rows)} again", partial(checked, goal, rows)
        if found := job("contest", (slug, tuple(rows)), label, work, Cost(seconds=seconds)):
            standings(goal, rows, found)


def own(topic: Topic, goal: Goal) -> None:
    """The code of what is on screen, or the way to the contest's points."""
    experiment: Experiment = st.session_state[topic.slug]
    step = at_the_playhead(topic, experiment)
    code = f"{encode(experiment)}@{step}"
    try:
        entry(goal, code)
        st.markdown("Your result, as a code that anybody can compute again:")
        st.code(code, language=None, wrap_lines=True)
    except Refused as refused:
        st.caption(f"What is on screen cannot take part: {refused.sentence}.")
        take = partial(history.start, topic, Experiment(data=goal.data))
        st.button("Take the contest's points", key="contest points", on_click=take)


def entries(goal: Goal, text: str) -> tuple[list[tuple[str, Experiment, int]], list[str]]:
    """Those who take part, name, experiment and step; and a sentence for each line that cannot be used."""
    rows, refused = [], []
    for number, line in enumerate(filter(str.strip, text[:LONGEST].splitlines()), 1):
        name, _, code = line.strip().rpartition(" ")
        try:
            if number > MOST_ROWS:
                raise Refused("result", f"only the first {MOST_ROWS} lines are read")
            rows.append((name.strip()[:40] or f"line {number}", *entry(goal, code)))
        except Refused as each:
            refused.append(f"Line {number}: {each.sentence}.")
        if number > MOST_ROWS:
            break
    return rows, refused


def checked(goal: Goal, rows: list[tuple[str, Experiment, int]]) -> Work:
    """Every result, computed again."""
    return one_by_one([checking(goal, experiment, step) for _, experiment, step in rows])


def standings(goal: Goal, rows: list[tuple[str, Experiment, int]], found: list[Result]) -> None:
    """Who reached the goal, by what counts; then the others, by how near they came."""
    merit = lambda i: found[i].count if found[i].reached else -found[i].accuracy  # noqa: E731
    order = sorted(range(len(rows)), key=lambda i: (not found[i].reached, merit(i)))
    lines = [f"| place | name | {goal.counts} | test accuracy |", "| ---: | --- | ---: | ---: |"]
    for place, i in enumerate(order, 1):
        name, (result, shown) = rows[i][0].replace("|", "/"), (found[i], f"{found[i].accuracy:.1%}")
        lines.append(f"| {place if result.reached else '–'} | {name} | {result.count:,} | {shown} |")
    st.markdown("\n".join(lines))
