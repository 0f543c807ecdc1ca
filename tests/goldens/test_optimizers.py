"""Optimizers and schedules against ten steps of PyTorch's (optimizers.json; make_optimizers.py made it)."""

from __future__ import annotations

import json
import pathlib

import numpy as np
import pytest

from engine.optimizers import OPTIMIZERS
from engine.optimizers.descent import descend
from engine.optimizers.schedules import SCHEDULES, Constant

GOLDEN = json.loads(pathlib.Path(__file__).with_name("optimizers.json").read_text(encoding="utf-8"))
NOT_IN_PYTORCH = {"lion"}


def gradient(theta, t):
    hessian, noise = np.array(GOLDEN["problem"]["hessian"]), np.array(GOLDEN["problem"]["noise"])
    return theta @ hessian + noise[t - 1]


@pytest.mark.parametrize("case", GOLDEN["cases"], ids=lambda case: f"{case['optimizer']}{case['fields']}")
def test_ten_steps_are_those_of_pytorch(case):
    optimizer = OPTIMIZERS[case["optimizer"]](**case["fields"])
    expected = np.array(case["path"])
    path = descend(optimizer, Constant(case["rate"]), gradient, np.array(GOLDEN["problem"]["start"]), len(expected))
    np.testing.assert_allclose(path[1:], expected, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("case", GOLDEN["schedules"], ids=lambda case: case["schedule"])
def test_ten_rates_are_those_of_pytorch(case):
    schedule = SCHEDULES[case["schedule"]](rate=case["rate"], **case["fields"])
    rates = [schedule(float(epoch)) for epoch in range(len(case["rates"]))]
    np.testing.assert_allclose(rates, case["rates"], rtol=1e-12, atol=1e-16)


def test_every_optimizer_that_pytorch_has_is_compared():
    assert {case["optimizer"] for case in GOLDEN["cases"]} == set(OPTIMIZERS) - NOT_IN_PYTORCH


def test_provenance_is_stated():
    assert GOLDEN["provenance"].keys() >= {"source", "made by", "date", "seed"}
