"""All pages, by part of the course: navigation, kinds of run, links and the README's table come from here."""

from __future__ import annotations

from importlib import import_module

from pages.controls.topic import Topic
from pages.live.kind import Kind, together

PARTS = {  # of the course, in the order of the navigation: the folders of their pages
    "The network": (
        "playground",
        "logistic_regression",
        "activation_functions",
        "back_propagation",
        "weight_initialization",
        "softmax_regions",
    ),
    "Optimization": (
        "input_normalization",
        "mini_batches",
        "optimizer_race",
        "moving_averages",
        "rate_decay",
        "gradient_checking",
        "saddle_points",
    ),
    "Bias and variance": (
        "bias_variance",
        "regularization_lab",
    ),
    "Tuning": (
        "hyperparameter_search",
        "batch_norm",
    ),
    "In practice": (
        "framework_export",
        "arena",
        "ledger",
    ),
}  # fmt: skip

TOPICS: dict[str, list[Topic]] = {
    part: [import_module(f"pages.topics.{slug}.topic").TOPIC for slug in slugs] for part, slugs in PARTS.items()
}


def topics() -> list[Topic]:
    """All topics, in the order of the navigation; the first is the start page."""
    return [topic for part in TOPICS.values() for topic in part]


def reader(code: str, here: str) -> Topic | None:
    """The topic whose page opens a code: the one at ``here``, if it can, or else the first that can."""
    version = code.partition(".")[0]
    able = [topic for topic in topics() if topic.kind.version == version]
    return next((topic for topic in able if topic.slug == here), able[0] if able else None)


def table() -> str:
    """All pages as a table in Markdown, for the README."""
    start = topics()[0]
    rows = [
        f"| **{topic.title}** | `/{'' if topic is start else topic.slug}` | {topic.sections} | {topic.text} |"
        for part in TOPICS.values()
        for topic in part
    ]
    return "\n".join(["| page | address | notes | what it is |", "| --- | --- | --- | --- |", *rows])


KINDS: dict[str, Kind] = together(kind for topic in topics() for kind in topic.kinds)
