"""The trials of one method as dots over the two first knobs, with their marginals; a click opens one."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import Any

from engine.studies.hyperparameter_search.hunt import METHODS, Hunt, Tried
from engine.studies.hyperparameter_search.knobs import KNOBS
from engine.studies.hyperparameter_search.search import Dimension, Result
from engine.values.codec import encode
from pages.plots.style import INK, axis, layout
from pages.plots.view import View
from pages.topics.hyperparameter_search.looks import MARKS, SHADES, SIZES, level, levels

EDGE, RUG = 0.05, -0.1  # beyond the ends of a way; where the marginals stand
LOW = -0.14
BEST = len(SHADES)  # the trace of the ring around the best; the marginals follow


def spec(method: str, hunt: Hunt) -> dict[str, Any]:
    """The view as the player takes it."""
    return {
        "painter": "plotly",
        "title": METHODS[method].capitalize(),
        "caption": "Along the axes: values tried. Click a dot: open it",
        "legend": levels() if method == "grid" else [],
        "figure": figure(hunt),
        "every": 1,
        "picks": {"x": [], "y": [], "runs": []},
    }


def figure(hunt: Hunt) -> dict[str, Any]:
    """A trace for each level of the loss, one for the best, one for each marginal."""
    dots = {"type": "scatter", "mode": "markers", "x": [], "y": [], "hoverinfo": "none"}
    traces = [
        dots | {"name": str(k), "marker": {"color": shade, "symbol": mark, "size": size, "opacity": 0.9}}
        for k, (shade, mark, size) in enumerate(zip(SHADES, MARKS, SIZES, strict=True))
    ]
    ring = {"color": "rgba(0,0,0,0)", "size": 18, "line": {"color": INK, "width": 1.8}}
    rug = {"color": INK, "size": 4, "symbol": "square"}
    traces += [dots | {"name": "best", "marker": ring}, *(dots | {"name": each, "marker": rug} for each in "xy")]
    x, y = (ends(hunt, k) for k in (0, 1))
    return {"data": traces, "layout": layout(x, y, hovermode="closest")}


def ends(hunt: Hunt, place: int) -> dict[str, Any]:
    """The axis of one of the first two knobs, over the share of its way."""
    knob, dimension = KNOBS[hunt.knobs[place]], hunt.space[place]
    shares = (0.0, 0.25, 0.5, 0.75, 1.0)
    words = [f"{dimension.value(share):.3g}" for share in shares]
    return axis(knob.symbol, range=[LOW, 1 + EDGE], tickvals=list(shares), ticktext=words, showgrid=False)


def patch(method: str, tried: Tried) -> dict[str, Any]:
    """All trials by now."""
    hunt, results = tried.hunt, tried.of(method)
    found = [place(hunt.space, each) for each in results]
    grouped = [[spot for spot, each in zip(found, results, strict=True) if level(each.score) == k]
               for k in range(len(SHADES))]  # fmt: skip
    best = tried.best[method]
    rings = [place(hunt.space, best)] if best else []
    rugs = [[(x, RUG) for x in sorted({x for x, _ in found})], [(RUG, y) for y in sorted({y for _, y in found})]]
    changes = {str(k): spots(each) for k, each in enumerate((*grouped, rings, *rugs))}
    runs = [code(hunt, tuple(each.trial.items())) for each in results]
    return {"restyle": changes, "picks": {**spots(found), "runs": runs}}


@lru_cache(maxsize=2000)
def code(hunt: Hunt, trial: tuple[tuple[str, float], ...]) -> str:
    """The run of a trial; every frame asks for those of all before it."""
    return encode(hunt.experiment(dict(trial)))


def place(space: tuple[Dimension, ...], result: Result) -> tuple[float, float]:
    """Where a trial lies: shares of the ways of the two first knobs."""
    first, second = space[:2]
    return round(first.share(result.trial[first.name]), 4), round(second.share(result.trial[second.name]), 4)


def spots(places: list[tuple[float, float]]) -> dict[str, list[float]]:
    """Places as a chart takes them."""
    return {"x": [x for x, _ in places], "y": [y for _, y in places]}


VIEWS = {method: View(partial(spec, method), partial(patch, method)) for method in METHODS}
