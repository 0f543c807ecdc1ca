"""What can be watched of a network while it trains, in the order of a page."""

from __future__ import annotations

from pages.plots import boundary, curves, diagram, signals, units
from pages.plots.view import View

VIEWS = {
    "network": View(diagram.spec, diagram.patch),
    "boundary": View(boundary.spec, boundary.patch, {"hard": boundary.hard_patch, **units.VARIANTS}),
    "loss": View(curves.loss_spec, curves.loss_patch),
    "score": View(curves.score_spec, curves.score_patch),
    "signals": View(signals.spec, signals.patch),
}
