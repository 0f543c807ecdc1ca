"""A program as a notebook: nbformat 4, a cell for each part."""

from __future__ import annotations

import json

CELL = "# %%"


def notebook(program: str) -> str:
    """The program cut at its marks; what the first cell says of itself stands above it as text."""
    head, *parts = program.split(CELL)
    words, _, imports = head.partition('"""')[2].partition('"""')
    cells = [markdown(words.strip()), code(imports.strip())]
    cells += [code(f"#{part}".rstrip()) for part in parts]
    about = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    about["language_info"] = {"name": "python"}
    return json.dumps({"cells": cells, "metadata": about, "nbformat": 4, "nbformat_minor": 4}, indent=1)


def markdown(text: str) -> dict:
    """A cell of text."""
    return {"cell_type": "markdown", "metadata": {}, "source": text.splitlines(keepends=True)}


def code(text: str) -> dict:
    """A cell of code that has not been run."""
    source = text.splitlines(keepends=True)
    return {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": source}
