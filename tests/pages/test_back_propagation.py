"""The page of backpropagation without a browser: its operations, its panels, its quiz, and what its examples say."""

from __future__ import annotations

import base64
import json

import numpy as np
import pytest

from engine.studies.back_propagation.numbers import Name, numbers
from engine.studies.back_propagation.passage import Hidden, Passage
from engine.studies.back_propagation.shapes import asked, shape
from engine.studies.back_propagation.walk import steps
from engine.values.codec import ROOTS, encode
from pages.topics.back_propagation.examples import DEAD, SIGMOIDS, SURE
from pages.topics.back_propagation.predictions import PREDICTIONS
from pages.topics.back_propagation.topic import TOPIC
from pages.topics.back_propagation.written import shape_of
from tests.pages.test_topics import again, menu, opened


def shown(page) -> Passage:
    return page.session_state["back_propagation"]


def widget(kind, label: str):
    return next(each for each in kind if each.label == label)


def found(passage: Passage) -> dict[Name, np.ndarray]:
    return numbers(passage.experiment, passage.samples, passage.theta)


def size(passage: Passage, layer: int) -> float:
    return float(np.sqrt(np.mean(found(passage)[Name("dW", layer)] ** 2)))


def test_it_opens_where_the_loss_is_known_and_waits_for_a_hand():
    _, (given,) = opened(TOPIC)
    knob = given["clock"]["knob"]
    assert knob["values"][given["at"]] == "ℒ" and not given["autoplay"]
    assert given["clock"]["last"] == len(knob["values"]) - 1 == 21


def test_an_example_stands_after_the_operation_that_it_speaks_of():
    page, _ = opened(TOPIC)
    for name, example in TOPIC.examples.items():
        menu(page).set_value(name)
        given = again(page)[-1]
        assert given["at"] == example.step and example.text in [each.value for each in page.caption]


def test_another_last_function_brings_a_loss_and_a_label_that_fit():
    page, _ = opened(TOPIC, view="panel:Network")
    widget(page.selectbox, "Last function").set_value("regression")
    again(page)
    assert (shown(page).task, shown(page).loss) == ("regression", "squared_error")
    widget(page.selectbox, "Last function").set_value("binary")
    again(page)
    assert shown(page) == Passage()


def test_layers_are_added_and_taken_away():
    page, _ = opened(TOPIC, view="panel:Network")
    widget(page.number_input, "Hidden layers").set_value(3)
    given = again(page)[-1]
    assert shown(page).layers == (Hidden(3), Hidden(2), Hidden(2))
    assert given["clock"]["knob"]["values"] == steps(shown(page))
    widget(page.number_input, "Hidden layers").set_value(0)
    again(page)
    assert shown(page).layers == ()


def test_fewer_examples_than_the_one_that_is_shown_show_the_last():
    page, _ = opened(TOPIC, encode(Passage(examples=4, shown=4)))
    widget(page.slider, "Examples m").set_value(2)
    again(page)
    assert (shown(page).examples, shown(page).shown) == (2, 2)
    widget(page.slider, "Examples m").set_value(1)
    again(page)
    assert (shown(page).examples, shown(page).shown) == (1, 1)


def test_the_quiz_checks_every_answer_and_counts():
    page, _ = opened(TOPIC)
    names = asked(shown(page))
    for number, name in enumerate(names):
        right, wrong = shape_of(shape(shown(page), name)), number == 2
        options = [
            each for each in page.button if (each.key or "").startswith("shapes ") and each.label.startswith("(")
        ]
        next(each for each in options if (each.label == right) != wrong).click()
        again(page)
        words = [each.value for each in page.markdown]
        mark = ":red[Not" if wrong else ":green[Right:]"
        assert any(each.startswith(mark) and f"**{right}**" in each for each in words), name
    count = len(names)
    assert f"{count - 1} of {count} right, 0 to go." in [each.value for each in page.caption]
    next(each for each in page.button if each.label == "Begin again").click()
    again(page)
    assert f"0 of 0 right, {count} to go." in [each.value for each in page.caption]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"y": 0.5}, "Y: 0.5 is not a class"),
        ({"shown": 4}, "Shown: 4"),
        ({"rate": 99.0}, "Learning rate: 99"),
    ],
)
def test_a_link_with_a_wrong_field_opens_the_default_and_names_it(fields, sentence):
    version = next(version for version, kind in ROOTS.items() if kind is Passage)
    code = base64.urlsafe_b64encode(json.dumps(fields).encode()).decode().rstrip("=")
    page, (given,) = opened(TOPIC, f"{version}.{code}")
    assert shown(page) == Passage() and sentence in given["note"]


# what examples and predictions say


def test_the_default_says_0614_where_1_is_right():
    assert found(Passage())[Name("A", 3)].item() == pytest.approx(0.614, abs=5e-4)
    assert found(Passage())[Name("dZ", 3)].item() == pytest.approx(-0.386, abs=5e-4)


def test_an_input_of_0_leaves_its_column_of_dw_0():
    gradient = found(Passage(x1=0.0))[Name("dW", 1)]
    assert not gradient[:, 0].any() and gradient[:, 1].all()
    both = found(Passage(x1=0.0, x2=0.0))
    assert not both[Name("dW", 1)].any()


def test_through_three_sigmoid_layers_the_gradient_falls_to_a_seventieth():
    sizes = [size(SIGMOIDS, layer) for layer in (1, 2, 3, 4)]
    assert sizes == sorted(sizes) and 65 < sizes[3] / sizes[0] < 75
    for seed in range(30):
        each = [size(Passage(SIGMOIDS.layers, seed=seed), layer) for layer in (1, 4)]
        assert each[0] < each[1] / 5, "the first layer's is the smallest, whatever the weights"


def test_two_silent_relus_let_nothing_past_and_leaky_ones_a_little():
    silent = found(DEAD)
    assert (silent[Name("Z", 2)] < 0).all() and not silent[Name("dW", 1)].any() and not silent[Name("dW", 3)].any()
    assert silent[Name("db", 3)].any()
    leaking = found(Passage((DEAD.layers[0], Hidden(2, "leaky_relu"))))
    assert leaking[Name("dW", 1)].any()


def test_with_no_weights_only_the_last_b_moves():
    zero = found(Passage(scale=0.0))
    moving = {name for name, each in zero.items() if name.letter in ("dW", "db") and each.any()}
    assert moving == {Name("db", 3)}


def test_squared_error_hides_an_error_that_cross_entropy_shows():
    assert found(SURE)[Name("A", 3)].item() < 1e-5
    assert abs(found(SURE)[Name("dZ", 3)].item()) < 1e-5
    shown = found(Passage(scale=8.0, seed=2))[Name("dZ", 3)].item()
    assert shown == pytest.approx(-1, abs=1e-4)


def test_every_prediction_is_asked_somewhere():
    values = [example.value for example in TOPIC.examples.values()]
    assert all(any(each.fits(value) for value in values) for each in PREDICTIONS)
