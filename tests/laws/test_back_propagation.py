"""Laws of the study of backpropagation: its formulas give its numbers, and each needs only what is known."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.networks.activations import ACTIVATIONS
from engine.networks.network import first_theta
from engine.studies.back_propagation.nudge import nudges
from engine.studies.back_propagation.numbers import Name, numbers
from engine.studies.back_propagation.operations import Factor, Operation, operations
from engine.studies.back_propagation.passage import DIGITS, TASKS, Hidden, Passage
from engine.studies.back_propagation.shapes import asked, mistakes, shape
from engine.studies.back_propagation.walk import steps, walk
from engine.values.bounds import Refused

PASSAGES = [
    Passage(),
    Passage(examples=4, seed=5),
    Passage((Hidden(2, "sigmoid"),), loss="squared_error", examples=3, seed=2),
    Passage((Hidden(1, "swish"), Hidden(3, "relu"), Hidden(1, "gelu")), "regression", "squared_error", examples=5),
    Passage(()),
    Passage((Hidden(3, "sine"),), scale=0.0),
]
every_passage = pytest.mark.parametrize(
    "passage", PASSAGES, ids=lambda each: f"{each.sizes} {each.task} m={each.examples}"
)


def by_formula(passage: Passage, operation: Operation, found) -> np.ndarray:
    """What an operation makes, from nothing but its own terms: matrices side by side are multiplied."""
    words = {
        "+": "+", "−": "-", "∗": "*", "(": "(", ")": ")", ",": ",",
        "α": f"{passage.rate} *", "1/m": f"{1 / passage.examples} *", "1/m Σ": f"{1 / passage.examples} * total(",
        "g(": "g(", "ℒ(": "loss(",
    }  # fmt: skip
    matrices, text, before = {}, "", None
    for term in operation.terms:
        if isinstance(term, Factor):
            name = f"m{len(matrices)}"
            matrices[name] = term.of(found)
            text += f" @ {name}" if isinstance(before, Factor) else f" {name}"
        else:
            text += words[term]
        before = term
    text += ")" * ("1/m Σ" in operation.terms)
    layer = operation.layer
    function = passage.layers[layer - 1].activation if 1 <= layer <= len(passage.layers) else None

    def g(z):
        if function:
            return ACTIVATIONS[function].function(z, np.empty_like(z))
        return 1 / (1 + np.exp(-z)) if passage.task == "binary" else z

    def loss(a, y):
        return -(y * np.log(a) + (1 - y) * np.log(1 - a)) if passage.loss == "cross_entropy" else 0.5 * (a - y) ** 2

    total = lambda z: z.sum(axis=1, keepdims=True)  # noqa: E731
    return eval(text, {"g": g, "loss": loss, "total": total, **matrices})  # the text is made above


@every_passage
def test_each_formula_gives_what_the_engine_has(passage):
    moved = passage.theta + np.linspace(-0.3, 0.4, passage.theta.size)  # no b is 0
    found = numbers(passage.experiment, passage.samples, moved)
    for operation in operations(passage):
        made = by_formula(passage, operation, found)
        np.testing.assert_allclose(made, found[operation.makes[0]], rtol=1e-12, atol=1e-14, err_msg=operation.label)


@every_passage
def test_each_operation_needs_only_what_is_known_and_makes_something_new(passage):
    for before, after in zip(moments(passage)[:-1], moments(passage)[1:], strict=True):
        kept = {Name("Z", name.layer) if name.letter == "gʹ" else name for name in after.operation.reads}
        assert kept <= before.known, after.operation.label
        assert after.known - before.known == set(after.operation.makes)


def moments(passage: Passage) -> list:
    return list(walk(passage))


def test_the_order_is_that_of_the_notes():
    assert steps(Passage((Hidden(3),))) == [
        *("given", "Z[1]", "A[1]", "Z[2]", "A[2]", "ℒ"),
        *("dZ[2]", "dW[2]", "db[2]", "dA[1]", "dZ[1]", "dW[1]", "db[1]", "update 1", "update 2"),
    ]


@every_passage
def test_the_end_says_whether_the_cost_fell(passage):
    making, last = walk(passage), None
    while True:
        try:
            last = next(making)
        except StopIteration as finished:
            before, after = (last.found[Name(letter, 0)].item() for letter in ("J", "J+"))
            word = "fell" if after < before else "rose" if after > before else "stayed"
            assert f"the cost {word}" in finished.value
            return


@every_passage
def test_two_sides_of_every_parameter_give_its_gradient_and_the_curve_goes_through_its_cost(passage):
    found = nudges(passage)
    np.testing.assert_allclose(found.difference, found.gradient, atol=1e-7)
    middle = found.offsets.tolist().index(0)
    np.testing.assert_allclose(found.costs[:, middle], found.cost, rtol=1e-12)
    assert found.costs.shape == (passage.theta.size, found.offsets.size)


@every_passage
def test_shapes_are_those_of_the_numbers_and_each_question_has_one_right_answer(passage):
    found = numbers(passage.experiment, passage.samples, passage.theta)
    for name in asked(passage):
        assert shape(passage, name) == found[name].shape, name
        answers = mistakes(passage, name)
        assert answers.count(found[name].shape) == 1 and len(set(answers)) == len(answers) == 4


def test_the_weights_are_those_of_the_playground_to_two_digits():
    passage = Passage(seed=3)
    assert np.abs(passage.theta - first_theta(passage.experiment.network, 2, 1, 3)).max() <= 0.5 * 10**-DIGITS + 1e-12
    np.testing.assert_array_equal(passage.theta, passage.theta.round(DIGITS))


@pytest.mark.parametrize("task", TASKS)
def test_more_examples_leave_the_first_ones_as_they_are(task):
    base = Passage(task=task, loss="squared_error", y=1.0)
    longest = replace(base, examples=5).samples
    for count in range(1, 5):
        fewer = replace(base, examples=count).samples
        np.testing.assert_array_equal(fewer.rows, longest.rows[:count])
        np.testing.assert_array_equal(fewer.targets, longest.targets[:, :count])


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"y": 0.5}, "Passage.y: 0.5 is not a class; allowed are 0 and 1"),
        ({"examples": 2, "shown": 3}, "Passage.shown: 3 is not a whole number between 1 and 2, as many as there are"),
        ({"task": "regression"}, "squared_error"),
        ({"layers": (Hidden(),) * 4}, "Passage.layers"),
        ({"x1": float("nan")}, "Passage.x1"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(fields, sentence):
    with pytest.raises(Refused, match=sentence):
        Passage(**fields)
