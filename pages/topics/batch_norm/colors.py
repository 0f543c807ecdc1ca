"""What all views here share: a colour for each network, and one for what comes before batch norm."""

from __future__ import annotations

from typing import Any

from engine.studies.batch_norm.norms import LABELS
from pages.plots.style import POSITIVE, SOFT, TRUTH

WITHOUT, WITH, OWN, BEFORE = "#8a5cd6", POSITIVE, "#12936f", SOFT
HUES = (WITHOUT, WITH)
LEGEND: list[dict[str, Any]] = [{"label": label, "color": hue} for label, hue in zip(LABELS, HUES, strict=True)]
WRONG = TRUTH
