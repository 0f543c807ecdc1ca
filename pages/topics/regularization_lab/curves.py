"""Seven lines that grow: losses, and norms of the weights."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.studies.regularization_lab.lab import CONTENDERS, Lab
from engine.studies.regularization_lab.scene import Portrait
from pages.plots.snapshot import finite
from pages.plots.style import axis, layout
from pages.plots.view import View
from pages.topics.regularization_lab.contenders import COLORS, SLUGS
from pages.topics.regularization_lab.recording import LabMoment


def spec_of(title: str, caption: str) -> Callable[[Lab], dict[str, Any]]:
    """Seven lines that grow, one for each contender."""

    def spec(lab: Lab) -> dict[str, Any]:
        line = {"type": "scatter", "mode": "lines", "x": [], "y": [], "hovertemplate": "%{y:.3f}"}
        traces = [
            {**line, "name": CONTENDERS[slug].label, "line": {"color": COLORS[slug], "width": 1.8}} for slug in SLUGS
        ]
        traces[SLUGS.index("early")]["line"]["dash"] = "4px,3px"
        x = axis("epoch", rangemode="tozero", hoverformat=".0f")
        return {
            "painter": "plotly",
            "title": title,
            "caption": caption,
            "legend": [],
            "figure": {"data": traces, "layout": layout(x, axis(rangemode="tozero"), hovermode="x")},
            "every": 3,
            "switches": [{"label": "log scale", "effect": "log-y"}],
        }

    return spec


def patch_of(value: Callable[[Portrait], float]) -> Callable[[LabMoment], dict[str, Any]]:
    """One more point of each line."""

    def patch(moment: LabMoment) -> dict[str, Any]:
        portraits = moment.scene.portraits.values()
        return {"point": {str(index): finite(value(each), 4) for index, each in enumerate(portraits)}}

    return patch


CURVES: dict[str, View] = {
    "train": View(
        spec_of("Train loss", "cross-entropy without penalty, without dropout"), patch_of(lambda each: each.loss[0])
    ),
    "dev": View(spec_of("Dev loss", "cross-entropy without penalty"), patch_of(lambda each: each.loss[1])),
    "norm": View(
        spec_of("Norm of the weights", "√ Σ w²: weight decay holds it down"), patch_of(lambda each: each.norm)
    ),
}
