"""What people call a field: the words on its widget, and those with which a sentence about it begins."""

from __future__ import annotations

LABELS: dict[str, str] = {  # where the name itself, its underscores as spaces, would not do
    "at": "Step at value",
    "batch_size": "Mini-batch size",
    "clip": "Clip the gradient's norm at",
    "count": "Values",
    "dev_percent": "Share of the dev set",
    "features": "Inputs",
    "first": "From",
    "initializer": "First weights",
    "keep_prob": "Keep probability",
    "l1": "L1",
    "l2": "L2",
    "last": "To",
    "layers": "Hidden layers",
    "normalize": "Normalise inputs",
    "rate": "Learning rate",
    "schedule": "Schedule of the rate",
    "source": "Problem",
    "train_percent": "Share of the training set",
    "vary": "What varies",
}


def label(name: str) -> str:
    """The words for a field, given as ``name`` or as ``Type.name``; other names are words already."""
    field = name.rpartition(".")[2]
    words = LABELS.get(field) or field.replace("_", " ")
    return words[:1].upper() + words[1:]
