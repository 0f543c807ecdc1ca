"""The curves of a sweep: errors with their bands, and what the test error is made of."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.datasets.truth import bayes_error
from engine.studies.bias_variance.axes import AXES
from engine.studies.bias_variance.decomposition import Decomposition
from engine.studies.bias_variance.looks import PARTS_OF_A_VALUE
from engine.studies.bias_variance.proving_ground import proving_ground
from engine.studies.bias_variance.sweep import Sweep
from engine.values.codec import encode
from pages.plots.snapshot import finite
from pages.plots.style import ACCENT, BIAS, DEV_LINE, INK, NOISE, SOFT, TEST, TRAIN_LINE, VARIANCE, axis, layout
from pages.plots.sweep.moment import SweepMoment

LINES = (("train", TRAIN_LINE), ("dev", DEV_LINE), ("test", {"color": TEST, "width": 2, "dash": "dot"}))
PARTS = (
    ("noise", NOISE, "rgba(128,134,146,0.30)"),
    ("bias²", BIAS, "rgba(138,92,214,0.42)"),
    ("variance", VARIANCE, "rgba(226,108,90,0.42)"),
)
FILLS = ("rgba(128,134,146,0.16)", "rgba(92,124,250,0.13)", "rgba(18,147,111,0.12)")


def across(sweep: Sweep) -> dict[str, Any]:
    """The axis of what varies, with room on both sides."""
    values = [sweep.shown(value) for value in sweep.values]
    known = AXES[sweep.vary]
    title, log, sparse = known.label, known.scale == "log", not known.whole and len(values) > 7
    ends = np.log10([values[0], values[-1]]) if log else np.array([values[0], values[-1]], float)
    room = 0.04 * (ends[1] - ends[0])
    texts = ["" if sparse and index % 2 else f"{value:g}" for index, value in enumerate(values)]
    marks = {"tickvals": values, "ticktext": texts, "tickangle": 0}
    return axis(title, type="log" if log else "linear", range=[ends[0] - room, ends[1] + room], **marks)


def upward(sweep: Sweep, title: str) -> dict[str, Any]:
    """The axis of errors: from nothing to a little more than a guess would cost."""
    top = 1.12 * proving_ground(sweep.experiment.data.source).guess_error
    return axis(title, range=[0, top], hoverformat=".4f")


def picks(sweep: Sweep) -> dict[str, Any]:
    """What a point of the curves stands for: the last step of its value, and the run of its first network."""
    x = [sweep.shown(value) for value in sweep.values]
    steps = [PARTS_OF_A_VALUE * (index + 1) for index in range(len(x))]
    return {"x": x, "steps": steps, "runs": [encode(sweep.at(value)) for value in sweep.values]}


def error_name(sweep: Sweep) -> str:
    regression = sweep.experiment.data.source.task == "regression"
    return "mean squared error" if regression else "share of wrong labels"


def errors_spec(sweep: Sweep) -> dict[str, Any]:
    """Train, dev and test error against what varies, each with its band, and the noise floor."""
    values = [sweep.shown(value) for value in sweep.values]
    floor = bayes_error(sweep.experiment.data.source)
    ends = [values[0] * 0.5, values[-1] * 2] if AXES[sweep.vary].scale == "log" else [values[0] - 1, values[-1] + 1]
    level = {"type": "scatter", "mode": "lines", "x": ends, "y": [floor, floor], "hoverinfo": "skip"}
    traces = [level | {"name": "noise floor", "line": {"color": SOFT, "width": 1.2, "dash": "dot"}}]
    for fill in FILLS:
        traces.append({"type": "scatter", "x": [], "y": [], "fill": "toself", "fillcolor": fill, "hoverinfo": "skip"})
        traces[-1] |= {"mode": "none", "showlegend": False}
    for name, style in LINES:
        dots = {"size": 6, "color": style["color"]}
        traces.append({"type": "scatter", "mode": "lines+markers", "name": name, "x": [], "y": [], "line": style})
        traces[-1] |= {"marker": dots, "hovertemplate": "%{y:.4f}"}
    legend = [{"label": name, "color": style["color"], "dash": style.get("dash")} for name, style in LINES]
    legend.append({"label": f"noise floor {floor:.3g}", "color": SOFT, "dash": True})
    return {
        "painter": "plotly",
        "title": "Errors",
        "caption": f"Lines: mean over {sweep.redraws} redraws; bands: 10 % to 90 % of them",
        "legend": legend,
        "figure": {"data": traces, "layout": layout(across(sweep), upward(sweep, error_name(sweep)))},
        "every": 2,
        "weight": 1.25,
        "picks": picks(sweep),
        "switches": [{"label": "log scale", "effect": "log-y"}],
    }


def errors_patch(moment: SweepMoment) -> dict[str, Any]:
    x, summaries = moment.x, [each.summary for each in moment.standings]
    changes = {}
    for index in range(len(LINES)):
        low, high = numbers(s.low[index] for s in summaries), numbers(s.high[index] for s in summaries)
        changes[str(1 + index)] = {"x": x + x[::-1], "y": low + high[::-1]}
        changes[str(4 + index)] = {"x": x, "y": numbers(s.mean[index] for s in summaries)}
    return {"restyle": changes}


def parts_spec(sweep: Sweep) -> dict[str, Any]:
    """Noise, squared bias and variance as layers upon each other, under the test error that was measured."""
    layer = {"type": "scatter", "mode": "lines", "x": [], "y": [], "stackgroup": "parts", "hovertemplate": "%{y:.4f}"}
    traces = [
        {**layer, "name": name, "fillcolor": fill, "line": {"color": color, "width": 1}} for name, color, fill in PARTS
    ]
    dots = {"size": 8, "color": "rgba(0,0,0,0)", "line": {"color": INK, "width": 1.6}}
    traces.append({"type": "scatter", "mode": "markers", "name": "test error", "x": [], "y": [], "marker": dots})
    classified = sweep.experiment.data.source.task != "regression"
    y = upward(sweep, "error" if classified else error_name(sweep))
    legend = [{"label": name, "color": color, "symbol": "square"} for name, color, _ in reversed(PARTS)]
    return {
        "painter": "plotly",
        "title": "What the test error is made of",
        "weight": 1.25,
        "caption": "Squared error: Geman et al. 1992; wrong labels: Domingos 2000",
        "legend": [*legend, {"label": "test error, measured", "color": INK, "symbol": "ring"}],
        "figure": {"data": traces, "layout": layout(across(sweep), y)},
        "every": 2,
        "picks": picks(sweep),
        "switches": [{"label": "0-1 loss", "effect": "variant:zero_one"}] if classified else [],
    }


def parts_patch(moment: SweepMoment) -> dict[str, Any]:
    """Of classes the squared error of the predicted chance has no measured counterpart in the curves."""
    classified = moment.sweep.experiment.data.source.task != "regression"
    return stacked(moment, [each.summary.squared for each in moment.standings], measured=not classified)


def zero_one_patch(moment: SweepMoment) -> dict[str, Any]:
    return stacked(moment, [each.summary.zero_one for each in moment.standings], measured=True)


def norms_spec(sweep: Sweep) -> dict[str, Any]:
    """The norm of all weights against what varies, with its band."""
    band = {"type": "scatter", "x": [], "y": [], "fill": "toself", "fillcolor": FILLS[1], "mode": "none"}
    line = {"type": "scatter", "mode": "lines+markers", "name": "√ Σ w²", "x": [], "y": [], "hovertemplate": "%{y:.3g}"}
    line |= {"line": {"color": ACCENT, "width": 2}, "marker": {"size": 6, "color": ACCENT}}
    y = axis("norm of the weights", rangemode="tozero")
    return {
        "painter": "plotly",
        "title": "Weights",
        "caption": "mean over the redraws, and the band from 10 % to 90 % of them",
        "figure": {"data": [band | {"hoverinfo": "skip"}, line], "layout": layout(across(sweep), y)},
        "every": 3,
        "picks": picks(sweep),
    }


def norms_patch(moment: SweepMoment) -> dict[str, Any]:
    x, norms = moment.x, [each.summary.norms for each in moment.standings]
    mean, low, high = (numbers(each[index] for each in norms) for index in range(3))
    return {"restyle": {"0": {"x": x + x[::-1], "y": low + high[::-1]}, "1": {"x": x, "y": mean}}}


def stacked(moment: SweepMoment, parts: list[Decomposition | None], measured: bool) -> dict[str, Any]:
    x = moment.x
    means = [each.means if each else (np.nan,) * 3 for each in parts]
    bias, variance, noise = ([each[index] for each in means] for index in range(3))
    changes = {str(index): {"x": x, "y": numbers(row)} for index, row in enumerate((noise, bias, variance))}
    tests = [each.summary.mean[2] for each in moment.standings] if measured else []
    return {"restyle": changes | {"3": {"x": x[: len(tests)], "y": numbers(tests)}}}


def numbers(values: Any) -> list[float | None]:
    return [finite(value, 4) for value in values]
