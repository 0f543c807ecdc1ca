"""The engine by itself: its map, and the README's example of a notebook."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

import engine
from engine import Dense, Experiment, Network, from_arrays, train

README = Path(__file__).parents[2] / "README.md"


def test_the_map_names_what_there_is():
    assert 20 <= len(engine.__all__) <= 32 and len(set(engine.__all__)) == len(engine.__all__)
    for name in engine.__all__:
        thing = getattr(engine, name)
        assert isinstance(thing, dict) or thing.__doc__


def test_five_lines_train_a_network_on_ones_own_arrays():
    x = np.random.default_rng(0).uniform(-1, 1, (2, 200))
    samples = from_arrays(x, x[0] * x[1] > 0, "binary", counts=(150, 50, 0))
    run = train(Experiment(network=Network((Dense(8), Dense(8)))), epochs=60, samples=samples)
    assert run.score[-1, 1] > 0.9
    assert run.predict([[0.5, -0.5], [0.5, 0.5]]).round().tolist() == [[1, 0]]


def test_the_example_of_the_readme_runs():
    text = README.read_text(encoding="utf-8") if README.exists() else ""
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    if not blocks:
        pytest.skip("README.md has no example in Python yet")
    code = compile(blocks[0], "the example in README.md", "exec")
    exec(code, {})
