"""The panels: those of every experiment; of the problems, those with classes."""

from __future__ import annotations

from functools import partial

from pages.controls import data, experiment
from pages.controls.topic import Panel


def with_classes(source: type) -> bool:
    """Whether a problem asks for a class."""
    return source.task != "regression"


PANELS: dict[str, Panel] = experiment.PANELS | {"Data": partial(data.panel, offered=with_classes)}
