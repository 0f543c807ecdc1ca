"""Every number and every shape of the page of backpropagation against PyTorch (make_back_propagation.py)."""

from __future__ import annotations

import json
import pathlib

import numpy as np
import pytest

from engine.datasets.samples import from_arrays
from engine.networks.activations import ACTIVATIONS
from engine.networks.network import layout
from engine.studies.back_propagation.numbers import Name, numbers
from engine.studies.back_propagation.operations import Factor, operations
from engine.studies.back_propagation.passage import TASKS, Hidden, Passage
from engine.studies.back_propagation.shapes import asked, shape
from engine.studies.back_propagation.walk import Moment
from pages.topics.back_propagation import circuit, formula
from pages.topics.back_propagation.places import plan
from pages.topics.back_propagation.written import short

GOLDEN = json.loads(pathlib.Path(__file__).with_name("back_propagation.json").read_text(encoding="utf-8"))
every_case = pytest.mark.parametrize(
    "case", GOLDEN["cases"], ids=lambda case: "-".join(str(case[each]) for each in ("activation", "loss", "task", "m"))
)
OURS_ALONE = {"gʹ", "J+"}  # the slope of g by itself, and the cost after the update: PyTorch was not asked for them


def passage(case) -> Passage:
    """A passage of the same kind; its numbers are the golden ones."""
    layers = tuple(Hidden(units, case["activation"]) for units in case["units"])
    return Passage(layers, case["task"], case["loss"], examples=case["m"], rate=GOLDEN["rate"])


def golden(case, name: Name) -> np.ndarray:
    letter = {"ℒ": "L"}.get(name.letter, name.letter)
    return np.array(case["found"][f"{letter}{name.layer}"])


def ours(case) -> dict[Name, np.ndarray]:
    """What the engine makes of the same weights and examples."""
    shown, found = passage(case), case["found"]
    places = layout(shown.experiment.network, 2, 1)
    theta = np.zeros(places.P)
    for layer in range(shown.depth):
        places.weights(theta, layer)[...] = found[f"W{layer + 1}"]
        places.bias(theta, layer)[...] = found[f"b{layer + 1}"]
    return numbers(shown.experiment, from_arrays(found["A0"], found["Y0"], case["task"]), theta)


@every_case
def test_every_matrix_is_that_of_pytorch(case):
    found = ours(case)
    compared = {name for name in found if name.letter not in OURS_ALONE}
    assert {f"{name.letter}{name.layer}".replace("ℒ", "L") for name in compared} == set(case["found"])
    for name in compared:
        np.testing.assert_allclose(found[name], golden(case, name), rtol=1e-11, atol=1e-14, err_msg=str(name))


@every_case
def test_every_shape_is_that_of_pytorch(case):
    for name in asked(passage(case)):
        assert shape(passage(case), name) == golden(case, name).shape, name


@every_case
def test_every_number_in_the_drawing_and_in_the_formulas_is_that_of_pytorch(case):
    shown, found = passage(case), ours(case)
    made = operations(shown)
    for step in range(len(made) + 1):
        moment = Moment(shown, found, made, step)
        for place, word in zip(plan(shown).places, circuit.patch(moment)["words"], strict=True):
            if place.name is None or place.name not in moment.known:
                continue
            later = Name(f"{place.name.letter}+", place.name.layer)
            numbers_of = golden(case, later if later in moment.known else place.name)
            assert word == short(numbers_of[place.index[0], place.index[1] or 0]), (step, place)
        if step:
            operation = moment.operation
            wanted = [Factor(operation.makes[0]), *(each for each in operation.terms if isinstance(each, Factor))]
            told = [part for part in formula.patch(moment)["parts"] if "rows" in part]
            assert len(wanted) == len(told)
            for factor, part in zip(wanted, told, strict=True):
                if factor.name.letter not in OURS_ALONE:
                    matrix = golden(case, factor.name)
                    matrix = matrix.T if factor.turned else matrix
                    assert part["rows"] == [[short(each) for each in row] for row in matrix]
                    assert part["shape"] == f"({matrix.shape[0]}, {matrix.shape[1]})"


def test_the_first_case_is_what_the_page_opens_with():
    case, default = GOLDEN["cases"][0], Passage()
    assert passage(case) == default
    found = numbers(default.experiment, default.samples, default.theta)
    for name in found:
        if name.letter not in OURS_ALONE:
            np.testing.assert_allclose(found[name], golden(case, name), rtol=1e-11, atol=1e-14, err_msg=str(name))


def test_every_activation_and_every_loss_is_compared():
    assert {case["activation"] for case in GOLDEN["cases"]} == set(ACTIVATIONS)
    heads = {(case["loss"], case["task"]) for case in GOLDEN["cases"]}
    assert heads == {("cross_entropy", "binary"), ("squared_error", "binary"), ("squared_error", "regression")}
    assert {case["task"] for case in GOLDEN["cases"]} == set(TASKS)
    assert {case["m"] for case in GOLDEN["cases"]} >= {1, 4}
