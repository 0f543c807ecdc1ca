"""What can be watched in the regularization lab, in the order of the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.studies.regularization_lab.lab import Lab
from pages.plots import lab_dropout, lab_tiles
from pages.plots.lab_scene import SLUGS, Scene

LAB_SPECS: dict[str, Callable[[Lab], dict[str, Any]]] = {
    **{slug: lab_tiles.tile_spec(slug) for slug in SLUGS},
    "weights": lab_tiles.weights_spec,
    "train": lab_tiles.curve_spec("Train loss", "cross-entropy without penalty, without dropout", rangemode="tozero"),
    "dev": lab_tiles.curve_spec("Dev loss", "cross-entropy without penalty", rangemode="tozero"),
    "norm": lab_tiles.curve_spec("Norm of the weights", "√ Σ w²: weight decay holds it down", rangemode="tozero"),
    "table": lab_tiles.table_spec,
    "mask": lab_dropout.mask_spec,
    "fog": lab_dropout.fog_spec,
    "cost": lab_dropout.cost_spec,
    "modes": lab_dropout.modes_spec,
}

# Every name that a frame may be asked for: a view, or a view and one of its variants.
LAB_PATCHES: dict[str, Callable[[Scene], dict[str, Any]]] = {
    **{slug: lab_tiles.tile_patch(slug) for slug in SLUGS},
    "weights": lab_tiles.weights_patch,
    "train": lab_tiles.curve_patch(lambda scene, slug: scene.losses(slug)[0]),
    "dev": lab_tiles.curve_patch(lambda scene, slug: scene.losses(slug)[1]),
    "norm": lab_tiles.curve_patch(lambda scene, slug: scene.norm(slug)),
    "table": lab_tiles.table_patch,
    "mask": lab_dropout.mask_patch,
    "fog": lab_dropout.fog_patch,
    "fog:plain": lab_dropout.plain_patch,
    "cost": lab_dropout.cost_patch,
    "modes": lab_dropout.modes_patch,
}
