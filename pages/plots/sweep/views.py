"""What can be watched of a sweep."""

from __future__ import annotations

from pages.plots.sweep import curves, fits, verdict
from pages.plots.view import View

VIEWS: dict[str, View] = {
    "errors": View(curves.errors_spec, curves.errors_patch),
    "fits": View(fits.spec, fits.patch),
    "parts": View(curves.parts_spec, curves.parts_patch, {"zero_one": curves.zero_one_patch}),
    "verdict": View(verdict.spec, verdict.patch),
    "norms": View(curves.norms_spec, curves.norms_patch),
}
