"""Where a step of a lesson leads: a page, a run on it, and how it is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

import streamlit as st

from engine.values.bounds import Refused, brief
from engine.values.codec import encode
from pages.controls import history, look
from pages.controls.topic import Topic
from pages.topics import reader, topics


@dataclass(frozen=True)
class Place:
    """A state of a page."""

    topic: Topic
    run: str
    view: str = ""
    step: int | None = None


def place(opens: str) -> Place:
    """The place that a lesson names: ``page / example``, or a link.

    Raises: Refused, saying what there is instead.
    """
    if "run=" in opens or opens.startswith(("http:", "https:")):
        return linked(opens)
    slug, _, name = (each.strip() for each in opens.partition("/"))
    topic = next((each for each in topics() if each.slug == slug), None)
    if topic is None:
        raise Refused("lesson", f"page {brief(slug)} is unknown; there are {', '.join(each.slug for each in topics())}")
    if not name:
        return Place(
            topic, encode(topic.default), look.write(look.usual(topic.options) | unasked(topic), topic.options)
        )
    if name not in topic.examples:
        raise Refused("lesson", f"{topic.title} has no example {brief(name)}; there are {', '.join(topic.examples)}")
    example = topic.examples[name]
    seen = look.write(look.usual(topic.options) | unasked(topic) | dict(example.look), topic.options)
    return Place(topic, encode(example.value), seen, example.step)


def unasked(topic: Topic) -> dict[str, str]:
    """A lesson asks for itself, so the page does not."""
    return {"predict": "off"} if topic.predictions else {}


def linked(link: str) -> Place:
    """The place of a link; only what stands in it counts, not whose server it names.

    Raises: Refused.
    """
    parts = urlsplit(link)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    topic = reader(query.get("run", ""), parts.path.rpartition("/")[2] or topics()[0].slug)
    if topic is None:
        raise Refused("lesson", f"no page opens the link {brief(link)}")
    topic.kind.open(query["run"])
    view = look.write(look.read(query.get("view", ""), topic.options), topic.options)
    at = query.get("at", "")
    return Place(topic, query["run"], view, int(at) if at.isascii() and at.isdigit() and len(at) < 10 else None)


def go(goal: Place, parameters: dict[str, str]) -> None:
    """Show a place: its page is opened, or, where it was before, put into that state; undo leads back."""
    topic = goal.topic
    if topic.slug in st.session_state:
        history.start(topic, topic.kind.shown(topic.kind.open(goal.run)), goal.step)
        st.session_state[f"{topic.slug} look"] = look.read(goal.view, topic.options)
    at = {"at": str(goal.step)} if goal.step else {}
    given = {"run": goal.run, "view": goal.view, **at, **parameters}
    st.switch_page(f"{topic.slug}.py", query_params={name: value for name, value in given.items() if value})
