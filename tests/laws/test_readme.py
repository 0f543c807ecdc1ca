"""The README says what is so: its table of pages is that of the topics, and what it names exists."""

from __future__ import annotations

import re
from pathlib import Path

from pages.topics import table

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_table_of_pages_is_that_of_the_topics():
    assert table() in README, "python -m pages.topics prints it"


def test_every_path_that_it_names_exists():
    for path in re.findall(r"`((?:engine|pages|tests)/(?!studies/x|topics/x|x\.)[\w/.]*)`", README):
        assert (ROOT / path).exists(), path
