"""All claims as squares, nine in a row, in the colour of their verdict; the present one is ringed."""

from __future__ import annotations

from typing import Any

from engine.claims import CLAIMS
from engine.claims.claim import FAILS, HOLDS, HOLDS_IF
from engine.claims.record import measured
from engine.studies.ledger.ledger import Ledger
from pages.plots.style import INK, axis, layout
from pages.topics.ledger.chosen import Page, chosen, passes

HUES = {HOLDS: "#12936f", HOLDS_IF: "#cf9a12", FAILS: "#d6336c"}
MARKS = {HOLDS: "square", HOLDS_IF: "diamond", FAILS: "cross"}
WIDE, HIGH = 9, 5
NUMBERS, RING = len(HUES), len(HUES) + 1  # traces


def places() -> dict[int, tuple[int, int]]:
    """Column and row of every claim."""
    return {number: (index % WIDE, index // WIDE) for index, number in enumerate(CLAIMS)}


def spec(ledger: Ledger) -> dict[str, Any]:
    """The view as the player takes it."""
    where, shown = places(), chosen(ledger)
    steps = [None] * WIDE * HIGH
    for step, number in enumerate(shown):
        x, y = where[number]
        steps[y * WIDE + x] = step
    return {
        "painter": "plotly",
        "title": f"{len(CLAIMS)} claims",
        "caption": "point at one to read it; the bar, or the keys ← and →, go from one to the next",
        "legend": [
            {"label": f"{name}: {count(name)}", "color": hue, "symbol": MARKS[name]} for name, hue in HUES.items()
        ],
        "figure": figure(ledger, where),
        "every": 1,
        "tall": True,
        "picks": {"x": list(range(WIDE)), "y": list(range(HIGH)), "steps": steps},
    }


def count(verdict: str) -> int:
    """How many claims have come to a verdict."""
    return sum(entry.verdict.holds == verdict for entry in measured().values())


def figure(ledger: Ledger, where: dict[int, tuple[int, int]]) -> dict[str, Any]:
    """A trace for each verdict, the numbers, and the ring; claims that do not pass are faint."""
    traces = []
    for verdict, hue in HUES.items():
        own = [number for number, entry in measured().items() if entry.verdict.holds == verdict]
        faint = [1.0 if passes(ledger, number) else 0.18 for number in own]
        marker = {"color": hue, "size": 26, "symbol": MARKS[verdict], "opacity": faint}
        traces.append(dots(own, where) | {"name": verdict, "marker": marker})
    numbers = dots(list(CLAIMS), where) | {"mode": "text", "text": [str(number) for number in CLAIMS]}
    traces.append(numbers | {"textfont": {"color": "#ffffff", "size": 11}})
    ring = {"color": "rgba(0,0,0,0)", "size": 38, "line": {"color": INK, "width": 2}}
    traces.append({"type": "scatter", "mode": "markers", "x": [], "y": [], "marker": ring, "hoverinfo": "skip"})
    x = axis(range=[-0.6, WIDE - 0.4], tickvals=[], showgrid=False)
    y = axis(range=[HIGH - 0.4, -0.6], tickvals=[], showgrid=False)
    return {"data": traces, "layout": layout(x, y, hovermode="closest", margin={"l": 8, "r": 8, "t": 6, "b": 8})}


def dots(numbers: list[int], where: dict[int, tuple[int, int]]) -> dict[str, Any]:
    """Marks for some claims."""
    x, y = ([where[number][k] for number in numbers] for k in (0, 1))
    words = [f"{CLAIMS[number].section}: {CLAIMS[number].words[:80]}" for number in numbers]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": x,
        "y": y,
        "text": words,
        "hovertemplate": "%{text}<extra></extra>",
    }


def patch(page: Page) -> dict[str, Any]:
    """The ring around the present one."""
    x, y = places()[page.number] if page.number else (None, None)
    return {"restyle": {str(RING): {"x": [x], "y": [y]} if page.number else {"x": [], "y": []}}}
