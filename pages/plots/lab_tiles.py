"""The seven contenders side by side: a boundary each, their curves, their weights, and a table of it all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from engine.datasets.samples import draw
from engine.datasets.truth import bayes_error
from engine.studies.regularization_lab.lab import CONTENDERS, Lab
from pages.plots import boundary
from pages.plots.lab_scene import SLUGS, Scene
from pages.plots.snapshot import finite
from pages.plots.style import LAB_COLORS, axis, layout

BINS = np.linspace(-3, 3, 41)
RIDGE = 0.85  # height of the tallest bin, in rows


def tile_spec(slug: str) -> Callable[[Lab], dict[str, Any]]:
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
            "legend": [{"label": "…", "color": LAB_COLORS[slug], "symbol": "square"}],
            "figure": figure,
            "every": 1,
        }

    return spec


def titled(lab: Lab, slug: str) -> str:
    """A contender's name and how strong it is."""
    contender = CONTENDERS[slug]
    if contender.field is None:
        return contender.label
    value = getattr(lab, contender.field)
    return f"{contender.label} {SIGNS[slug]}{value:g}"


SIGNS = {"l2": "λ = ", "l1": "λ = ", "dropout": "keep ", "augmentation": "σ = ", "early": "after ", "more": "× "}


def tile_patch(slug: str) -> Callable[[Scene], dict[str, Any]]:
    """This epoch's picture, with train and dev error beside the contender's colour."""

    def patch(scene: Scene) -> dict[str, Any]:
        train, dev = scene.errors(slug)
        task = scene.lab.experiment.data.source.task
        words = f"train {100 * train:.0f} % · dev {100 * dev:.0f} %"
        if slug == "early" and scene.stopped:
            words += f" · epoch {scene.now.best}"
        return {"images": [boundary.picture(scene.output(slug), task)], "note": words}

    return patch


def curve_spec(title: str, caption: str, **y: Any) -> Callable[[Lab], dict[str, Any]]:
    """Seven lines that grow, one for each contender."""

    def spec(lab: Lab) -> dict[str, Any]:
        line = {"type": "scatter", "mode": "lines", "x": [], "y": [], "hovertemplate": "%{y:.3f}"}
        traces = [
            {**line, "name": CONTENDERS[slug].label, "line": {"color": LAB_COLORS[slug], "width": 1.8}}
            for slug in SLUGS
        ]
        traces[SLUGS.index("early")]["line"]["dash"] = "4px,3px"
        x = axis("epoch", rangemode="tozero", hoverformat=".0f")
        return {
            "painter": "plotly",
            "title": title,
            "caption": caption,
            "legend": [],
            "figure": {"data": traces, "layout": layout(x, axis(**y), hovermode="x")},
            "every": 3,
            "switches": [{"label": "log scale", "effect": "log-y"}],
        }

    return spec


def curve_patch(value: Callable[[Scene, str], float]) -> Callable[[Scene], dict[str, Any]]:
    """One more point of each line."""

    def patch(scene: Scene) -> dict[str, Any]:
        return {"point": {str(index): finite(value(scene, slug), 4) for index, slug in enumerate(SLUGS)}}

    return patch


def weights_spec(lab: Lab) -> dict[str, Any]:
    """A ridge of all weights for each contender, the bare network at the top."""
    middles = ((BINS[1:] + BINS[:-1]) / 2).round(3).tolist()
    traces = []
    for index, slug in enumerate(SLUGS):
        base = len(SLUGS) - 1 - index
        color = LAB_COLORS[slug]
        floor = {"type": "scatter", "mode": "lines", "x": middles, "y": [base] * len(middles), "line": {"width": 0}}
        ridge = floor | {"y": [], "fill": "tonexty", "fillcolor": f"{color}55", "line": {"color": color, "width": 1.3}}
        traces += [floor | {"hoverinfo": "skip"}, ridge | {"hoverinfo": "skip"}]
    x = axis("weight", range=[-3, 3], zeroline=False)
    names = [CONTENDERS[slug].label.split()[0] for slug in reversed(SLUGS)]
    y = axis(range=[-0.1, len(SLUGS) + 0.1], tickvals=list(range(len(SLUGS))), ticktext=names, showgrid=False)
    frame = layout(x, y, hovermode=False, margin={"l": 74, "r": 8, "t": 2, "b": 30})
    return {
        "painter": "plotly",
        "shape": "tile",
        "title": "All weights",
        "caption": "bins of 0.15; what lies beyond ±3 is in the last bins",
        "legend": [],
        "figure": {"data": traces, "layout": frame},
        "every": 4,
    }


def weights_patch(scene: Scene) -> dict[str, Any]:
    """The bins of this epoch, each ridge as high as its tallest."""
    mask = scene.lens.places.weight_mask() > 0
    changes = {}
    for index, slug in enumerate(SLUGS):
        weights = np.clip(np.nan_to_num(scene.network(slug)[0][mask]), BINS[0], BINS[-1])
        counts, _ = np.histogram(weights, BINS)
        base = len(SLUGS) - 1 - index
        changes[str(2 * index + 1)] = {"y": (base + RIDGE * counts / max(counts.max(), 1)).round(3).tolist()}
    return {"restyle": changes}


COLUMNS = ("train", "dev", "test", "‖W‖", "near 0", "spread", "linear")


def table_spec(lab: Lab) -> dict[str, Any]:
    """Everything in numbers, a row for each contender."""
    rows = [{"label": titled(lab, slug), "color": LAB_COLORS[slug]} for slug in SLUGS]
    return {
        "painter": "table",
        "title": "In numbers",
        "caption": "errors; norm of the weights; share of weights below 0.02; how evenly units lean on their inputs "
        "(1 is even); share of tanh units with |z| < ½",
        "rows": rows,
        "columns": list(COLUMNS),
        "tall": True,
        "weight": 1.15,
    }


def table_patch(scene: Scene) -> dict[str, Any]:
    """This epoch's numbers; the best of each column that has a best is stressed."""
    cells, tests, devs = [], [], []
    for slug in SLUGS:
        (train, dev), (test, found) = scene.errors(slug), scene.measured(slug)
        tests.append(test)
        devs.append(dev)
        shares = (train, dev, test)
        cells.append([f"{100 * each:.1f} %" for each in shares] + [f"{found.norm:.1f}", f"{100 * found.zeros:.0f} %"])
        cells[-1] += [f"{found.spread:.2f}", "–" if np.isnan(found.linear) else f"{100 * found.linear:.0f} %"]
    best = [None, int(np.argmin(devs)), int(np.argmin(tests))] + [None] * 4
    return {"cells": cells, "best": best, "sum": told(scene)}


def told(scene: Scene) -> str:
    """What early stopping has done, and the error that nobody can avoid."""
    floor = f"noise floor {100 * bayes_error(scene.lab.experiment.data.source):.1f} %"
    if scene.stopped:
        return f"{floor}; early stopping gave up at epoch {scene.now.stopped} and went back to epoch {scene.now.best}"
    waiting = f"the best dev loss so far was at epoch {scene.now.best}"
    return f"{floor}; early stopping still trains: {waiting}"
