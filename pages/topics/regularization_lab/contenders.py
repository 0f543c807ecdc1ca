"""What each contender is called and which colour it has, in every view."""

from __future__ import annotations

from engine.studies.regularization_lab.lab import CONTENDERS, Lab

COLORS = {
    "none": "#7d8794",
    "l2": "#2f7fe0",
    "l1": "#7a6ff0",
    "dropout": "#e0468f",
    "augmentation": "#cf9a12",
    "early": "#e4572e",
    "more": "#17a06f",
}
SIGNS = {"l2": "λ = ", "l1": "λ = ", "dropout": "keep ", "augmentation": "σ = ", "early": "after ", "more": "× "}
SLUGS = tuple(CONTENDERS)


def titled(lab: Lab, slug: str) -> str:
    """A contender's name and how strong it is."""
    contender = CONTENDERS[slug]
    if contender.field is None:
        return contender.label
    value = getattr(lab, contender.field)
    return f"{contender.label} {SIGNS[slug]}{value:g}"
