"""A contender's boundary as a tile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.datasets.samples import draw
from engine.studies.regularization_lab.lab import CONTENDERS, Lab
from pages.plots import boundary
from pages.plots.view import View
from pages.topics.regularization_lab.contenders import COLORS, titled
from pages.topics.regularization_lab.recording import LabMoment


def spec_of(slug: str) -> Callable[[Lab], dict[str, Any]]:
    """A contender's boundary over the points it trains on."""

    def spec(lab: Lab) -> dict[str, Any]:
        experiment = CONTENDERS[slug].change(lab)
        figure = boundary.plane(experiment.data.source, boundary.points(draw(experiment.data), ("train",)))
        figure["layout"] |= {"margin": {"l": 4, "r": 4, "t": 2, "b": 4}, "hovermode": False}
        for name in ("xaxis", "yaxis"):
            figure["layout"][name] |= {"tickvals": []}
        for each in figure["data"]:
            each["marker"]["size"] = 4 if slug == "more" else 5.5
            each["marker"]["line"]["width"] = 0.7
        return {
            "painter": "plotly",
            "shape": "tile",
            "title": titled(lab, slug),
            "caption": CONTENDERS[slug].help,
            "legend": [{"label": "…", "color": COLORS[slug], "symbol": "square"}],
            "figure": figure,
            "every": 1,
        }

    return spec


def patch_of(slug: str) -> Callable[[LabMoment], dict[str, Any]]:
    """This epoch's picture, with train and dev error beside the contender's colour."""

    def patch(moment: LabMoment) -> dict[str, Any]:
        scene = moment.scene
        portrait, task = scene.portraits[slug], scene.lab.experiment.data.source.task
        train, dev = portrait.error
        words = f"train {100 * train:.0f} % · dev {100 * dev:.0f} %"
        if slug == "early" and scene.stopped is not None:
            words += f" · epoch {scene.best}"
        return {"images": [boundary.picture(portrait.output, task)], "note": words}

    return patch


def tile(slug: str) -> View:
    """A contender's view."""
    return View(spec_of(slug), patch_of(slug))
