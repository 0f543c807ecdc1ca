"""All lessons, in the order of the course: each is one text in ``texts/``, made of the pages' own examples."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from engine.values.bounds import Refused, brief
from pages.lessons.lesson import Lesson, parse, unpack

TEXTS = Path(__file__).with_name("texts")
LESSONS = (  # the names of their files, in the order of the menu
    "a_first_network",
    "one_neuron",
    "first_weights",
    "back_propagation",
    "too_much_too_little",
    "holding_back",
    "scales_and_batches",
    "faster_downhill",
    "searching",
    "is_it_true",
)
OWN = "own."  # begins the code of a lesson that somebody wrote


@cache
def lesson(name: str) -> Lesson:
    """A lesson of the house."""
    return parse((TEXTS / f"{name}.md").read_text(encoding="utf-8"))


def opened(code: str) -> Lesson:
    """The lesson of a link: one of the house by its name, or an own one that the link holds.

    Raises: Refused.
    """
    if code.startswith(OWN):
        return parse(unpack(code.removeprefix(OWN)))
    if code not in LESSONS:
        raise Refused("lesson", f"{brief(code)} is unknown; there are {', '.join(LESSONS)}")
    return lesson(code)
