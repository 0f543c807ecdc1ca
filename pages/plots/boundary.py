"""The decision boundary over the data: what the network answers at every point of the plane."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.datasets.samples import Samples
from engine.training.trainer import Trainer
from pages.plots import curve, pictures, scores
from pages.plots.snapshot import Snapshot
from pages.plots.style import CLASS_COLORS, CLASS_SYMBOLS, NEGATIVE, POSITIVE, TEST, axis, layout

SHOWN = ("train", "dev")
SPLITS = (*SHOWN, "test")
RIM = {"train": "#ffffff", "dev": "#1c2330", "test": TEST}
SIZE = {"train": 7.5, "dev": 6.5, "test": 7.5}
FIELD = 0.42  # how strong the picture is where the network is certain: points of its colour stand out


def figure(trainer: Trainer) -> dict[str, Any]:
    """Points of the train and dev sets, on demand of the test set, over a picture that each frame replaces."""
    samples = trainer.samples[0]
    asked = [{**trace, "meta": "test"} for trace in points(samples, ("test",))]
    return plane(trainer.each[0].data.source, points(samples) + asked)


def plane(source: Any, traces: list[dict[str, Any]], pictures: int = 1) -> dict[str, Any]:
    """Traces over the plane of a problem, upon so many pictures that each frame replaces."""
    (left, right), (bottom, top) = source.bounds
    image = {"source": "", "xref": "x", "yref": "y", "sizing": "stretch", "layer": "below", "opacity": 1}
    image |= {"x": left, "y": top, "sizex": right - left, "sizey": top - bottom}
    x = axis(range=[left, right], tickvals=[-5, 0, 5], showgrid=False, constrain="domain")
    y = axis(range=[bottom, top], tickvals=[-5, 0, 5], showgrid=False, scaleanchor="x", constrain="domain")
    frame = layout(x, y, hovermode="closest", margin={"l": 22, "r": 6, "t": 4, "b": 20}, images=[image] * pictures)
    return {"data": traces, "layout": frame}


def points(samples: Samples, splits: tuple[str, ...] = SHOWN) -> list[dict[str, Any]]:
    """One trace for each split and class, or for each split of a real target."""
    traces = []
    for split in splits:
        cut = samples.bounds[split]
        positions, values = samples.points[:, cut], samples.values[0, cut]
        if samples.task == "regression":
            traces.append(trace(split, split, positions, real_marker(values), values))
            continue
        for k in range(samples.targets.shape[0] if samples.task == "multiclass" else 2):
            own = values == k
            marker = {"color": CLASS_COLORS[k], "symbol": CLASS_SYMBOLS[k]}
            traces.append(trace(split, f"class {k}, {split}", positions[:, own], marker, None))
    return traces


def trace(split: str, name: str, positions: np.ndarray, marker: dict[str, Any], values: Any) -> dict[str, Any]:
    """Points as marks: the training set has a light rim, the dev set a dark one."""
    marker = {**marker, "size": SIZE[split], "line": {"color": RIM[split], "width": 1.1}}
    hover = (
        "%{x:.2f}, %{y:.2f}" + ("<br>y = %{customdata:.2f}" if values is not None else "") + f"<extra>{name}</extra>"
    )
    out = {"type": "scatter", "mode": "markers", "name": name, "marker": marker, "hovertemplate": hover}
    if values is not None:
        out["customdata"] = values.round(3).tolist()
    return out | {"x": positions[0].round(3).tolist(), "y": positions[1].round(3).tolist()}


def real_marker(values: np.ndarray) -> dict[str, Any]:
    """Colours of real targets, on the scale of the picture."""
    scale = [[0, NEGATIVE], [0.5, "#dfe3e8"], [1, POSITIVE]]
    return {"color": np.clip(values, -1, 1).round(3).tolist(), "colorscale": scale, "cmin": -1, "cmax": 1}


def patch(snapshot: Snapshot, hard: bool = False) -> dict[str, Any]:
    """This moment's picture, shaded by probability; on a line, the curve."""
    if snapshot.lens.source.dimensions == 1:
        return curve.patch(snapshot)
    image = picture(snapshot.output, snapshot.trainer.samples[0].task, hard)
    return {"images": [image], "scores": scores.patch(snapshot)}


def picture(output: np.ndarray, task: str, hard: bool = False) -> str:
    """A network's answer (n_y, height, width) as a picture's address."""
    if task == "multiclass":
        return pictures.png(pictures.most_likely(output, hard), pictures.by_class(len(output), FIELD))
    value = output[0] if task == "regression" else 2 * output[0] - 1
    if hard:
        value = np.round(value * 4) / 4 if task == "regression" else np.where(value > 0, 0.8, -0.8)
    return pictures.png(pictures.signed(value), pictures.diverging(FIELD))


def hard_patch(snapshot: Snapshot) -> dict[str, Any]:
    """This moment's picture as plain regions; of a real target, in steps of a quarter."""
    return patch(snapshot, hard=True)


def legend(trainer: Trainer) -> list[dict[str, Any]]:
    """What the colours of the picture mean, and the rims of the points."""
    samples = trainer.samples[0]
    if samples.task == "multiclass":
        colors = zip(CLASS_COLORS, CLASS_SYMBOLS, range(samples.targets.shape[0]), strict=False)
        scale = [{"symbol": symbol, "color": color, "label": str(k)} for color, symbol, k in colors]
    else:
        low, high = ("−1", "1") if samples.task == "regression" else ("ŷ 0", "1")
        scale = [{"symbol": "scale", "from": low, "label": high, "colors": [NEGATIVE, POSITIVE]}]
    return [*scale, *({"symbol": "rim", "color": RIM[split], "label": split} for split in SHOWN)]


def spec(trainer: Trainer) -> dict[str, Any]:
    """The view as the player takes it."""
    if trainer.each[0].data.source.dimensions == 1:
        return curve.spec(trainer)
    regression = trainer.samples[0].task == "regression"
    return {
        "painter": "plotly",
        "title": "Output",
        "caption": "white rim: train · black rim: dev",
        "legend": legend(trainer),
        "scores": scores.spec(trainer),
        "figure": figure(trainer),
        "every": 1,
        "switches": [
            {"label": "test", "effect": "show:test", "title": "Show the points that nothing was chosen by"},
            {"label": "steps" if regression else "hard regions", "effect": "variant:hard"},
        ],
    }
