"""Figures and rows under the race: the sweep of rates, many starts, the curvature at a point, how far to trust a plane.

These stand still, so Streamlit draws them in its own theme.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import plotly.graph_objects as go

from engine.studies.landscapes.curvature import Spectrum
from engine.studies.landscapes.landscape import cost_beside_plane
from engine.studies.optimizer_race.contest import Trials, Tuning
from engine.studies.optimizer_race.fates import stable_rate
from engine.studies.optimizer_race.race import Race
from engine.training.pieces import Work, outcome
from pages.plots.style import NEGATIVE, POSITIVE, rgb
from pages.topics.optimizer_race.tracks import Tracks, looks_of

Array = np.ndarray
FLOOR = 1e-12
TRUSTED = 60  # places of a path at which it is asked how far the plane can be trusted, or up to twice as many
MARGIN = {"l": 8, "r": 8, "t": 8, "b": 8}
RED = "#e4572e"
OUTLINE = {"color": RED, "width": 2.6}
DASH = ("solid", "dash", "dot", "dashdot")


def tuning(race: Race, found: Tuning) -> go.Figure:
    """The whole sweep: rates across, runners down; a blank cell is a run that was lost."""
    names, log = [look["name"] for look in looks_of(race)], np.log10(found.rates)
    if race.hill.minimum is None:
        shade, what = found.arrived, "steps until it left"
    else:
        shade, what = np.log10(np.maximum(found.final - race.hill.minimum, FLOOR)), "final loss, power of ten"
    hover = "%{y}<br>α = %{customdata[0]:.3g}<br>final loss %{customdata[1]:.3g}<extra></extra>"
    shown = np.stack([np.tile(found.rates, (len(names), 1)), found.final], axis=-1)
    cells = go.Heatmap(x=log, y=names, z=shade, customdata=shown, hovertemplate=hover, colorscale="Cividis",
                       colorbar={"title": {"text": what, "side": "right"}, "thickness": 12}, ygap=3)  # fmt: skip
    powers = np.arange(np.ceil(log.min()), np.floor(log.max()) + 1)
    figure = go.Figure([cells, *marks(race, found, names)])
    figure.update_xaxes(title="learning rate α", tickvals=powers, ticktext=[f"{10.0**each:g}" for each in powers])
    figure.update_yaxes(autorange="reversed")
    legend = {"orientation": "h", "y": 1.02, "yanchor": "bottom"}
    return figure.update_layout(height=150 + 34 * len(names), margin=MARGIN, legend=legend)


def marks(race: Race, found: Tuning, names: list[str]) -> list[go.Scatter]:
    """What the sweep has found in each runner's row, the rates it has now, and theory's limits where they are known."""
    limits = [stable_rate(race.hill, runner) for runner in race.active]
    return [
        mark("lowest at the end", found.lowest, names, "square-open", RED),
        mark("first to arrive", found.best, names, "star", "#ffffff", {"color": "#111827", "width": 1.6}),
        mark("largest stable", found.largest_stable, names, "line-ns", RED),
        mark("now", [runner.schedule.rate for runner in race.active], names, "circle-open", RED),
        mark("limit by theory", limits, names, "diamond-tall", "#d1453b", {"width": 0}),
    ]


def mark(
    label: str, rates: Iterable[float | None], names: list[str], symbol: str, color: str, line: dict = OUTLINE
) -> go.Scatter:
    """One symbol for each rate that is known, in the row of its runner."""
    known = [(np.log10(rate), name) for rate, name in zip(rates, names, strict=True) if rate is not None]
    marker = {"symbol": symbol, "size": 13, "color": color, "line": line}
    return go.Scatter(x=[rate for rate, _ in known], y=[name for _, name in known], mode="markers", name=label,
                      marker=marker, hoverinfo="skip", visible=bool(known))  # fmt: skip


def league_rows(race: Race, trials: list[Trials]) -> list[dict[str, Any]]:
    """A row for each runner: how often it arrived, after how many steps, how it ended, how often it was lost."""
    rows = []
    for look, runner, one in zip(looks_of(race), race.active, trials, strict=True):
        steps, final = one.arrived[np.isfinite(one.arrived)], one.final[np.isfinite(one.final)]
        rows.append({
            "Runner": look["name"],
            "α": runner.schedule.rate,
            "arrived": 100 * len(steps) / len(one.final),
            "steps, median": float(np.median(steps)) if len(steps) else None,
            "middle half": band(steps, "{:.0f}"),
            "final loss, median": float(np.median(final)) if len(final) else None,
            "of final loss": band(final, "{:.2g}"),
            "lost": 100 * float(one.lost.mean()),
        })  # fmt: skip
    return rows


def band(values: Array, form: str) -> str:
    """The middle half of values: from the first to the third quartile."""
    return " – ".join(form.format(each) for each in np.quantile(values, (0.25, 0.75))) if len(values) else ""


def league(race: Race, trials: list[Trials]) -> go.Figure:
    """Loss on the way: the median over all starts, and the band of their middle half."""
    figure, low = go.Figure(), race.hill.minimum
    for look, one in zip(looks_of(race), trials, strict=True):
        every = max(1, len(one.values) // 200)
        steps = np.arange(len(one.values))[::every]
        values = np.nan_to_num(one.values[::every] - (low or 0.0), nan=np.inf)
        first, median, third = np.quantile(values, (0.25, 0.5, 0.75), axis=1, method="nearest")
        if low is not None:
            first, median, third = (np.maximum(each, FLOOR) for each in (first, median, third))
        fill = "rgba({},{},{},0.16)".format(*rgb(look["color"]))
        kept = np.isfinite(third)
        around = np.concatenate([third[kept], first[kept][::-1]])
        figure.add_scatter(x=np.concatenate([steps[kept], steps[kept][::-1]]), y=around, fill="toself", mode="none",
                           fillcolor=fill, showlegend=False, hoverinfo="skip")  # fmt: skip
        line = {"color": look["color"], "width": 2, "dash": "dash" if look["dash"] else "solid"}
        figure.add_scatter(x=steps, y=np.where(np.isfinite(median), median, np.nan), name=look["name"], line=line)
    figure.update_xaxes(title="step")
    kind = {"type": "log", "exponentformat": "power"} if low is not None else {}
    figure.update_yaxes(title="loss above the minimum" if low is not None else "loss", **kind)
    figure.update_layout(
        height=340, margin=MARGIN, hovermode="x unified", legend={"orientation": "h", "y": 1.02, "yanchor": "bottom"}
    )
    return figure


def spectrum(found: Spectrum) -> go.Figure:
    """Eigenvalues of the Hessian, largest first; what bends down is orange."""
    values = found.eigenvalues
    colors = np.where(values < -found.flat, NEGATIVE, np.where(values > found.flat, POSITIVE, "#9aa3af"))
    bars = go.Bar(x=np.arange(1, len(values) + 1), y=values, marker={"color": colors, "line": {"width": 0}},
                  hovertemplate="%{y:.3g}<extra>eigenvalue %{x}</extra>")  # fmt: skip
    figure = go.Figure([bars])
    figure.update_xaxes(title="direction")
    figure.update_yaxes(title="curvature")
    figure.update_layout(height=260, margin=MARGIN, bargap=0.15 if len(values) > 8 else 0.8)
    return figure


def trust(tracks: Tracks) -> go.Figure:
    """The true loss on each path, solid, and the loss of the plane's point under it, dotted."""
    return outcome(trust_in_pieces(tracks))


def trust_in_pieces(tracks: Tracks) -> Work:
    """``trust`` in pieces, a path in each."""
    figure, every = go.Figure(), max(1, tracks.race.steps // TRUSTED)
    for row, look in enumerate(tracks.looks):
        yield row / len(tracks.looks)
        path = tracks.paths.points[::every, row]
        path = path[np.isfinite(path).all(axis=-1)]
        true, seen = cost_beside_plane(tracks.objective.cost, tracks.plane, path)
        steps = np.arange(len(path)) * every
        line = {"color": look["color"], "width": 2}
        figure.add_scatter(x=steps, y=true, name=look["name"], line=line)
        figure.add_scatter(x=steps, y=seen, name=f"{look['name']}, in the plane", line=line | {"dash": "dot"})
    figure.update_xaxes(title="step")
    figure.update_yaxes(title="loss", type="log", exponentformat="power")
    figure.update_layout(height=320, margin=MARGIN, hovermode="x unified", showlegend=False)
    return figure
