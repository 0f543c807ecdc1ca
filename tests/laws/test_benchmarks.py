"""Benchmarks are not run by the tests, so at least each of them can be started."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

from tests import benchmarks

NAMES = [module.name for module in pkgutil.iter_modules(benchmarks.__path__)] + ["charts.page"]


@pytest.mark.parametrize("name", NAMES)
def test_every_benchmark_can_be_imported(name):
    assert importlib.import_module(f"tests.benchmarks.{name}").__doc__
