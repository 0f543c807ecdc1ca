"""What can be watched in the regularization lab, in the order of the page."""

from __future__ import annotations

from pages.plots.view import View
from pages.topics.regularization_lab import costs, dropout, table, weights
from pages.topics.regularization_lab.contenders import SLUGS
from pages.topics.regularization_lab.curves import CURVES
from pages.topics.regularization_lab.tiles import tile

VIEWS: dict[str, View] = {
    **{slug: tile(slug) for slug in SLUGS},
    "weights": View(weights.spec, weights.patch),
    **CURVES,
    "table": View(table.spec, table.patch),
    "mask": View(dropout.mask_spec, dropout.mask_patch),
    "fog": View(dropout.fog_spec, dropout.fog_patch, {"plain": dropout.plain_patch}),
    "cost": View(costs.spec, costs.patch),
    "modes": View(costs.modes_spec, costs.modes_patch),
}
