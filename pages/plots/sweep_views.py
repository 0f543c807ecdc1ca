"""What can be watched of a sweep, in the order of the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.studies.bias_variance.sweep import Sweep
from pages.plots import fits, sweep_curves, verdict
from pages.plots.glance import Glance

SWEEP_SPECS: dict[str, Callable[[Sweep], dict[str, Any]]] = {
    "errors": sweep_curves.errors_spec,
    "fits": fits.spec,
    "parts": sweep_curves.parts_spec,
    "verdict": verdict.spec,
    "norms": sweep_curves.norms_spec,
}

# Every name that a frame may be asked for: a view, or a view and one of its variants.
SWEEP_PATCHES: dict[str, Callable[[Glance], dict[str, Any]]] = {
    "errors": sweep_curves.errors_patch,
    "fits": fits.patch,
    "parts": sweep_curves.parts_patch,
    "parts:zero_one": sweep_curves.zero_one_patch,
    "verdict": verdict.patch,
    "norms": sweep_curves.norms_patch,
}
