"""Pictures that need no browser's library: curves and a plane as SVG, for pages that are printed and kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import numpy as np

from pages.plots.style import CLASS_COLORS, NEGATIVE, POSITIVE, mixed

WIDTH, HEIGHT, LEFT, BOTTOM = 480, 240, 46, 26
LINES = ("stroke:#1c2330", "stroke:#3b5bdb;stroke-dasharray:5 4", "stroke:#12936f;stroke-dasharray:2 3")
MOST_POINTS = 500


def curves(x: np.ndarray, lines: Mapping[str, np.ndarray], title: str, across: str) -> str:
    """Up to three lines over x as an SVG; what is not finite leaves a gap."""
    values = np.concatenate([np.asarray(line)[np.isfinite(line)] for line in lines.values()] or [np.zeros(1)])
    low, high = (float(values.min()), float(values.max())) if len(values) else (0.0, 1.0)
    low, high = min(low, 0.0), high if high > low else low + 1
    place = lambda each, y: (LEFT + each / max(float(x[-1]), 1e-9) * (WIDTH - LEFT - 8),  # noqa: E731
                             8 + (high - y) / (high - low) * (HEIGHT - BOTTOM - 8))  # fmt: skip
    drawn = [path(x, line, place, style) for line, style in zip(lines.values(), LINES, strict=False)]
    ticks = [text(LEFT - 6, place(0, y)[1] + 4, f"{y:.3g}", "end") for y in (low, high)]
    ends = [text(LEFT, HEIGHT - 8, "0"), text(WIDTH - 8, HEIGHT - 8, f"{float(x[-1]):.4g} {across}", "end")]
    names = " · ".join(escape(name) for name in lines)
    frame = f'<path d="M{LEFT} 8V{HEIGHT - BOTTOM}H{WIDTH - 8}" fill="none" stroke="#99a"/>'
    return figure(frame + "".join([*drawn, *ticks, *ends]), WIDTH, HEIGHT, f"{escape(title)}: {names}")


def path(x: np.ndarray, line: np.ndarray, place, style: str) -> str:
    """One line."""
    parts, down = [], False
    for each, y in zip(x, line, strict=True):
        if np.isfinite(y):
            across, up = place(float(each), float(y))
            parts.append(f"{'L' if down else 'M'}{across:.1f} {up:.1f}")
        down = bool(np.isfinite(y))
    return f'<path d="{"".join(parts)}" fill="none" style="{style};stroke-width:1.6"/>'


def plane(picture: str, points: np.ndarray, colors: Sequence[str], bounds: tuple, title: str) -> str:
    """A picture's data address under points (2, m), each in its colour."""
    (left, right), (bottom, top) = bounds
    side = HEIGHT
    across, up = (points[0] - left) / (right - left) * side, (top - points[1]) / (top - bottom) * side
    marks = [
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.6" fill="{color}" stroke="#fff" stroke-width=".7"/>'
        for x, y, color in list(zip(across, up, colors, strict=True))[:MOST_POINTS]
    ]
    image = f'<image href="{picture}" width="{side}" height="{side}" preserveAspectRatio="none"/>'
    return figure(image + "".join(marks), side, side, escape(title))


def figure(inside: str, width: int, height: int, caption: str) -> str:
    """An SVG with its caption."""
    box = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" role="img"'
    return f"<figure>{box}>{inside}</svg><figcaption>{caption}</figcaption></figure>"


def text(x: float, y: float, words: str, anchor: str = "start") -> str:
    """Small words."""
    return f'<text x="{x:.0f}" y="{y:.0f}" font-size="11" fill="#556" text-anchor="{anchor}">{escape(words)}</text>'


def class_colors(values: np.ndarray) -> list[str]:
    """The colour of each point by its class."""
    return [CLASS_COLORS[int(each)] for each in values]


def value_colors(values: np.ndarray) -> list[str]:
    """The colour of each point by its real target, on the scale of the picture."""
    return [mixed("#dfe3e8", POSITIVE if each > 0 else NEGATIVE, min(abs(float(each)), 1.0)) for each in values]
