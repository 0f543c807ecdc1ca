"""The curves of a sweep: errors with their bands, and what the test error is made of.

What is still in training is drawn apart from what is finished, for its errors are not yet what they will be: a thin
broken line leads to a hollow mark, and layers are pale.
"""

from __future__ import annotations

from operator import attrgetter
from typing import Any

import numpy as np

from engine.datasets.truth import bayes_error
from engine.studies.bias_variance.axes import AXES
from engine.studies.bias_variance.decomposition import Decomposition
from engine.studies.bias_variance.looks import PARTS_OF_A_VALUE
from engine.studies.bias_variance.proving_ground import proving_ground
from engine.studies.bias_variance.sweep import Sweep
from engine.values.codec import encode
from pages.plots.style import ACCENT, BIAS, DEV_LINE, INK, NOISE, SOFT, TEST, TRAIN_LINE, VARIANCE, axis, layout, rgb
from pages.plots.sweep.moment import Reached, SweepMoment

Line = tuple[list[float], list[float | None]]  # x and y

LINES = (("train", TRAIN_LINE), ("dev", DEV_LINE), ("test", {"color": TEST, "width": 2, "dash": "dot"}))
PARTS = (("noise", NOISE), ("bias²", BIAS), ("variance", VARIANCE))
BROKEN = "2px,4px"
STILL = {"label": "in training", "color": SOFT, "symbol": "ring"}
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
    traces += [band(fill) for fill in FILLS]
    for name, style in LINES:
        traces += course(name, style, "%{y:.4f}")
    legend = [{"label": name, "color": style["color"], "dash": style.get("dash")} for name, style in LINES]
    legend += [{"label": f"noise floor {floor:.3g}", "color": SOFT, "dash": True}, STILL]
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
    known, growing, changes = moment.known, moment.growing, {}
    means, lows, highs = (known.three(attrgetter(name)) for name in ("mean", "low", "high"))
    for index, now in enumerate(growing.three(attrgetter("mean"))):
        changes[str(1 + index)] = ribbon(known.x, lows[index], highs[index])
        changes |= stretch(4 + 3 * index, (known.x, means[index]), (growing.x, now))
    return {"restyle": changes}


def band(fill: str) -> dict[str, Any]:
    """The area between the lowest and the highest of what is finished."""
    area = {"type": "scatter", "mode": "none", "x": [], "y": [], "fill": "toself", "fillcolor": fill}
    return area | {"hoverinfo": "skip", "showlegend": False}


def ribbon(x: list[float], low: list[float | None], high: list[float | None]) -> dict[str, Any]:
    """The outline of a band: along what is lowest, and back along what is highest."""
    return {"x": x + x[::-1], "y": low + high[::-1]}


def course(name: str, style: dict[str, Any], hover: str) -> list[dict[str, Any]]:
    """A curve through what is finished, the way on to what is still in training, and the mark at its end."""
    base = {"type": "scatter", "x": [], "y": [], "hovertemplate": hover}
    dots = {"size": 6, "color": style["color"]}
    hollow = {"size": 7, "color": "rgba(0,0,0,0)", "line": {"color": style["color"], "width": 1.2}}
    way = {"type": "scatter", "mode": "lines", "x": [], "y": [], "hoverinfo": "skip"}
    return [
        base | {"mode": "lines+markers", "name": name, "line": style, "marker": dots},
        way | {"line": {"color": style["color"], "width": 1, "dash": BROKEN}},
        base | {"mode": "markers", "name": f"{name}, still training", "marker": hollow},
    ]


def stretch(first: int, known: Line, growing: Line) -> dict[str, Any]:
    """What the three traces of a course show, the first of which has a place among all traces."""
    lines = (known, growing, tuple(each[-1:] for each in growing))
    return {str(first + index): {"x": x, "y": y} for index, (x, y) in enumerate(lines)}


def parts_spec(sweep: Sweep) -> dict[str, Any]:
    """Noise, squared bias and variance as layers upon each other, under the test error that was measured."""
    traces = [*pile("parts", 0.42, "solid", hovertemplate="%{y:.4f}"), rings("test error", INK, 1.6)]
    traces += [*pile("growing", 0.12, BROKEN, hoverinfo="skip"), rings("test error, still training", SOFT, 1)]
    classified = sweep.experiment.data.source.task != "regression"
    y = upward(sweep, "error" if classified else error_name(sweep))
    legend = [{"label": name, "color": color, "symbol": "square"} for name, color in reversed(PARTS)]
    return {
        "painter": "plotly",
        "title": "What the test error is made of",
        "weight": 1.25,
        "caption": "Squared error: Geman et al. 1992; wrong labels: Domingos 2000",
        "legend": [
            *legend,
            {"label": "as measured", "color": INK, "symbol": "ring"},
            {"label": "pale: in training", "symbol": "none"},
        ],
        "figure": {"data": traces, "layout": layout(across(sweep), y)},
        "every": 2,
        "picks": picks(sweep),
        "switches": [{"label": "0-1 loss", "effect": "variant:zero_one"}] if classified else [],
    }


def pile(group: str, strength: float, dash: str, **more: Any) -> list[dict[str, Any]]:
    """The parts as layers upon each other."""
    layer = {"type": "scatter", "mode": "lines", "x": [], "y": [], "stackgroup": group, **more}
    lines = [{"color": color, "width": 1, "dash": dash} for _, color in PARTS]
    fills = [f"rgba{(*rgb(color), strength)}" for _, color in PARTS]
    return [
        layer | {"name": name, "fillcolor": fill, "line": line}
        for (name, _), fill, line in zip(PARTS, fills, lines, strict=True)
    ]


def rings(name: str, color: str, width: float) -> dict[str, Any]:
    """Where a test error was measured."""
    ring = {"size": 8, "color": "rgba(0,0,0,0)", "line": {"color": color, "width": width}}
    return {"type": "scatter", "mode": "markers", "name": name, "x": [], "y": [], "marker": ring}


def parts_patch(moment: SweepMoment) -> dict[str, Any]:
    """Of classes the squared error of the predicted chance has no measured counterpart in the curves."""
    classified = moment.sweep.experiment.data.source.task != "regression"
    return stacked(moment, "squared", measured=not classified)


def zero_one_patch(moment: SweepMoment) -> dict[str, Any]:
    return stacked(moment, "zero_one", measured=True)


def norms_spec(sweep: Sweep) -> dict[str, Any]:
    """The norm of all weights against what varies, with its band."""
    traces = [band(FILLS[1]), *course("√ Σ w²", {"color": ACCENT, "width": 2}, "%{y:.3g}")]
    y = axis("norm of the weights", rangemode="tozero")
    return {
        "painter": "plotly",
        "title": "Weights",
        "caption": "mean over the redraws, and the band from 10 % to 90 % of them",
        "legend": [{"label": "√ Σ w²", "color": ACCENT}, STILL],
        "figure": {"data": traces, "layout": layout(across(sweep), y)},
        "every": 3,
        "picks": picks(sweep),
    }


def norms_patch(moment: SweepMoment) -> dict[str, Any]:
    known, growing = moment.known, moment.growing
    (mean, low, high), (now, _, _) = (each.three(attrgetter("norms")) for each in (known, growing))
    return {"restyle": {"0": ribbon(known.x, low, high)} | stretch(1, (known.x, mean), (growing.x, now))}


def stacked(moment: SweepMoment, name: str, measured: bool) -> dict[str, Any]:
    both = moment.known, moment.growing
    (x, test), (further, now) = ((each.x, each.three(attrgetter("mean"))[2]) if measured else ([], []) for each in both)
    changes = layers(0, moment.known, name) | layers(len(PARTS) + 1, moment.growing, name)
    return {"restyle": changes | {"3": {"x": x, "y": test}, "7": {"x": further[-1:], "y": now[-1:]}}}


def layers(first: int, reached: Reached, name: str) -> dict[str, Any]:
    """The parts of some values upon each other; the first of them has a place among all traces."""
    bias, variance, noise = reached.three(lambda summary: means(getattr(summary, name)))
    return {str(first + index): {"x": reached.x, "y": row} for index, row in enumerate((noise, bias, variance))}


def means(parts: Decomposition | None) -> tuple[float, float, float]:
    """Bias, variance and noise; nothing where networks diverged."""
    return parts.means if parts else (np.nan,) * 3
