"""What can be watched of a network while it trains, in the order of the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from engine.training.trainer import Trainer
from pages.plots import boundary, curves, diagram, signals
from pages.plots.snapshot import Snapshot

Patch = Callable[[Snapshot], dict[str, Any]]


@dataclass(frozen=True)
class View:
    """A figure for a run, a small patch for each of its moments, and other looks of the same figure by name."""

    spec: Callable[[Trainer], dict[str, Any]]
    patch: Patch
    variants: dict[str, Patch] = field(default_factory=dict)


VIEWS = {
    "network": View(diagram.spec, diagram.patch),
    "boundary": View(boundary.spec, boundary.patch, {"hard": boundary.hard_patch}),
    "loss": View(curves.loss_spec, curves.loss_patch),
    "score": View(curves.score_spec, curves.score_patch),
    "signals": View(signals.spec, signals.patch),
}

# Every name that a frame may be asked for: a view, or a view and one of its variants.
PATCHES: dict[str, Patch] = {name: view.patch for name, view in VIEWS.items()} | {
    f"{name}:{variant}": patch for name, view in VIEWS.items() for variant, patch in view.variants.items()
}
