"""Kinds of run that the frame route serves, by the first letters of their codes."""

from __future__ import annotations

from pages.live.lab import LabKind
from pages.live.network import NetworkKind
from pages.live.race import RaceKind
from pages.live.recording import Kind
from pages.live.sweep import SweepKind

KINDS: dict[str, Kind] = {"net": NetworkKind(), "race": RaceKind(), "sweep": SweepKind(), "lab": LabKind()}
