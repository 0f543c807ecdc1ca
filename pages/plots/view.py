"""A view: one figure on a page, and how each moment of a run changes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Spec = Callable[[Any], dict[str, Any]]
Patch = Callable[[Any], dict[str, Any]]


@dataclass(frozen=True)
class View:
    """A figure made of what is played, a small patch made of each of its moments, and other looks of it by name."""

    spec: Spec
    patch: Patch
    variants: Mapping[str, Patch] = field(default_factory=dict)


def patches(views: Mapping[str, View]) -> dict[str, Patch]:
    """Every name that a frame may be asked for, ``view`` or ``view:variant``, and its patch."""
    return {name: view.patch for name, view in views.items()} | {
        f"{name}:{variant}": patch for name, view in views.items() for variant, patch in view.variants.items()
    }
