"""How many of a test set are right, normalised together and apart, for every mixture of classes."""

from __future__ import annotations

from typing import Any

from engine.studies.input_normalization.apart import DRAWS, SHARES, Apart, Mixture, mixture
from pages.plots.style import ACCENT, INK, NEGATIVE, axis, layout

MARKS = 2  # the trace of the present mixture, on both lines


def spec(study: Apart) -> dict[str, Any]:
    """The view as the player takes it."""
    return {
        "painter": "plotly",
        "title": "Accuracy on the test set",
        "caption": f"Mean of {DRAWS} test sets of each mixture; the training set is even",
        "legend": [{"label": "together", "color": ACCENT}, {"label": "apart", "color": NEGATIVE}],
        "figure": figure(study),
        "every": 1,
        "picks": {"x": list(SHARES), "steps": list(range(len(SHARES)))},
    }


def figure(study: Apart) -> dict[str, Any]:
    """Both at every mixture."""
    found = [heights(mixture(study, index)) for index in range(len(SHARES))]
    traces = [
        {"type": "scatter", "mode": "lines", "name": name, "x": list(SHARES), "y": [each[k] for each in found],
         "line": {"color": color, "width": 2.2}, "hovertemplate": "%{y:.1%}"}
        for k, (name, color) in enumerate({"together": ACCENT, "apart": NEGATIVE}.items())
    ]  # fmt: skip
    marks = {"type": "scatter", "mode": "markers", "name": "now", "x": [], "y": [], "hoverinfo": "skip"}
    x = axis("share of class 1 in the test set", range=[-0.02, 1.02], tickformat=".0%")
    y = axis("right", range=[0.35, 1.02], tickformat=".0%")
    return {"data": [*traces, marks | {"marker": {"color": INK, "size": 8}}], "layout": layout(x, y)}


def heights(moment: Mixture) -> list[float]:
    """The mean accuracies, together and apart."""
    return [round(each, 4) for each in moment.mean]


def patch(moment: Mixture) -> dict[str, Any]:
    """Where the present mixture stands on the lines."""
    return {"restyle": {str(MARKS): {"x": [SHARES[moment.index]] * 2, "y": heights(moment)}}}
