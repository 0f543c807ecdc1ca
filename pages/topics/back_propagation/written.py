"""Numbers and names as they are written on this page."""

from __future__ import annotations

from engine.studies.back_propagation.numbers import Name
from engine.studies.back_propagation.operations import written
from engine.studies.back_propagation.shapes import Shape

EMPTY = "·"  # where a number is still to come


def short(value: float) -> str:
    """A number in at most seven signs: three digits after the point, fewer of large ones, a power of tiny ones."""
    value = float(value) + 0.0  # −0 is 0
    size = abs(value)
    if size and (size < 0.0005 or size >= 99_999.5):
        mantissa, power = f"{value:.0e}".split("e")
        text = f"{mantissa}e{int(power)}"
    else:
        text = f"{value:.{3 if size < 9.9995 else 2 if size < 99.995 else 1 if size < 999.95 else 0}f}"
    return text.replace("-", "−")


def shape_of(shape: Shape) -> str:
    """Rows and columns."""
    return f"({shape[0]}, {shape[1]})"


def parts(name: Name) -> dict[str, str]:
    """A letter and what stands above it, for a formula."""
    text = written(name)
    letter, _, layer = text.partition("[")
    return {"letter": letter.removesuffix("+"), "up": f"[{layer}" if layer else ""}
