"""What measuring every claim has come to: the file that ``python -m engine.claims`` writes, and how it is read."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from engine.claims.claim import Claim, Figure, Timed, Verdict

FILE = Path(__file__).with_name("measured.json")


@dataclass(frozen=True)
class Entry:
    """One claim as it was measured: the verdict, over which seeds, on which day, with which versions."""

    number: int
    verdict: Verdict
    seeds: tuple[int, int]  # the first, and how many
    date: str
    versions: str
    timed: bool  # seconds are those of one machine


def entry(number: int, claim: Claim, verdict: Verdict, date: str) -> Entry:
    """A verdict over a claim's usual seeds, with what it was measured with."""
    versions = f"Python {platform.python_version()}, NumPy {np.__version__}"
    return Entry(number, verdict, (0, claim.count), date, versions, isinstance(claim, Timed))


def plain(each: Entry) -> dict[str, Any]:
    """An entry as JSON's own types; figures to six digits."""
    figures = [[one.name, float(f"{one.value:.6g}"), one.unit] for one in each.verdict.figures]
    verdict = {"verdict": each.verdict.holds, "figures": figures, "sentence": each.verdict.sentence}
    about = {"seeds": list(each.seeds), "date": each.date, "versions": each.versions, "timed": each.timed}
    return {"number": each.number, **verdict, **about}


def read(each: dict[str, Any]) -> Entry:
    """An entry of the file."""
    figures = tuple(Figure(*one) for one in each["figures"])
    verdict = Verdict(each["verdict"], figures, each["sentence"])
    return Entry(each["number"], verdict, tuple(each["seeds"]), each["date"], each["versions"], each["timed"])


def write(entries: Iterable[Entry], file: Path = FILE) -> None:
    """Write the file anew."""
    file.write_text(json.dumps([plain(each) for each in entries], ensure_ascii=False, indent=1) + "\n", "utf-8")


@lru_cache(maxsize=1)
def measured() -> dict[int, Entry]:
    """Every claim as it was measured last, by number."""
    return {each["number"]: read(each) for each in json.loads(FILE.read_text("utf-8"))}
