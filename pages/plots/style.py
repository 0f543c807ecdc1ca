"""How everything looks, in one place: colours, marks, axes.

A figure names the page's colours as ``var(--ink)`` and the like; the player puts in what the light or the dark theme
says. Colours that mean something (classes, optimizers) are the same in both.
"""

from __future__ import annotations

from typing import Any

INK, SOFT, RULE, PANEL, ACCENT = "var(--ink)", "var(--ink-soft)", "var(--rule)", "var(--panel)", "var(--accent)"
NEGATIVE, POSITIVE = "#f59322", "#0877bd"

# Told apart by the colour-blind too (tests/figures/test_colors.py); the marker's shape says the class a second time.
CLASS_COLORS = (NEGATIVE, POSITIVE, "#94d1a3", "#7042fa", "#6b6b2e", "#1f7a7a")
CLASS_SYMBOLS = ("circle", "square", "triangle-up", "diamond", "cross", "star")

TRAIN_LINE = {"color": INK, "width": 2}
DEV_LINE = {"color": ACCENT, "width": 2, "dash": "5px,4px"}
TEST, TRUTH = "#12936f", "#d6336c"
BIAS, VARIANCE, NOISE = "#8a5cd6", "#e8705a", "#8a93a0"


def axis(title: str = "", **more: Any) -> dict[str, Any]:
    """A quiet axis: hairline grid, outside title, nothing that moves when numbers do."""
    return {
        "title": {"text": title, "standoff": 6, "font": {"color": SOFT, "size": 11}},
        "gridcolor": RULE,
        "zeroline": False,
        "linecolor": RULE,
        "tickfont": {"color": SOFT, "size": 10},
        "ticks": "",
        "nticks": 6,
        "automargin": False,
        "fixedrange": True,
        **more,
    }


def layout(x: dict[str, Any], y: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The frame of a chart: narrow margins, transparent paper, hover that follows the pointer along x."""
    return {
        "template": {},
        "margin": {"l": 40, "r": 10, "t": 6, "b": 32},
        "xaxis": x,
        "yaxis": y,
        "showlegend": False,
        "hovermode": "x unified",
        "hoverlabel": {"bgcolor": PANEL, "bordercolor": RULE, "font": {"color": INK, "size": 11}},
        **more,
    }


def rgb(color: str) -> tuple[int, int, int]:
    """Red, green, blue of ``#rrggbb``."""
    return tuple(int(color[i : i + 2], 16) for i in (1, 3, 5))


def mixed(one: str, other: str, share: float) -> str:
    """A colour between two, ``share`` of the way to the other."""
    return "#" + "".join(f"{round(a + share * (b - a)):02x}" for a, b in zip(rgb(one), rgb(other), strict=True))


# One colour for each optimizer, the same on every page; the four usual ones are told apart by the colour-blind too.
OPTIMIZER_COLORS = {
    "gradient_descent": "#67717e",
    "momentum": "#2f7fe0",
    "classical_momentum": "#22a6c9",
    "nesterov": "#7a6ff0",
    "adagrad": "#cf9a12",
    "rmsprop": "#22ab75",
    "adadelta": "#86b52c",
    "adam": "#e4572e",
    "adamw": "#e0468f",
    "amsgrad": "#b5713f",
    "nadam": "#b04fd0",
    "lion": "#f08ba8",
}
