"""Which tests stay together when two processes share them (pyproject.toml)."""

from __future__ import annotations

from pathlib import Path

import pytest

HERE = Path(__file__).parent
WHOLE = ("browser", "claims")  # one browser and one server; runs that several claims look at are trained once


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A file is one process's work, and so are all files of a folder that shares what is dear to make."""
    for item in items:
        folder = item.path.relative_to(HERE).parts[0]
        item.add_marker(pytest.mark.xdist_group(folder if folder in WHOLE else item.path.stem))
