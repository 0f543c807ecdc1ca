"""The page of logistic regression without a browser: what is dragged and drawn, its layouts, its numbers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.studies.logistic_regression.descent import updates
from engine.studies.logistic_regression.neuron import Neuron
from engine.studies.logistic_regression.picture import Picture
from engine.studies.logistic_regression.two_ways import Times
from engine.studies.logistic_regression.unrolled import unrolling
from engine.training.run import train
from engine.values.bounds import Refused
from engine.values.codec import decode, encode
from pages.controls import history
from pages.topics.logistic_regression import houses, image, loop, numbers, surface
from pages.topics.logistic_regression.image import drawn
from pages.topics.logistic_regression.panel import pointed
from pages.topics.logistic_regression.topic import TOPIC
from tests.pages.test_topics import again, opened
from tests.pages.waiting import settled


def test_what_is_dragged_is_the_start_and_what_is_too_far_is_refused():
    assert pointed(Neuron(), {"point": [1, -2.5, 0.25]}) == Neuron(w1=1.0, w2=-2.5, b=0.25)
    for wish in ({"point": [1, 2]}, {"point": ["1", 2, 3]}, {"point": [1, 2, float("inf")]}, {"point": None}):
        assert pointed(Neuron(), wish) == Neuron()
    with pytest.raises(Refused, match="drag it less far"):
        pointed(Neuron(), {"point": [1, 2, 30]})


def test_a_refused_drag_loses_nothing(monkeypatch):
    state = {"logistic_regression": Neuron(w1=3.0), "logistic_regression note": None}
    monkeypatch.setattr(history.st, "session_state", state)
    history.attempt(TOPIC, pointed, {"point": [99, 0, 0]})
    assert state["logistic_regression"] == Neuron(w1=3.0) and "drag it less far" in state["logistic_regression note"]


def test_what_is_drawn_is_in_the_link_and_nonsense_is_not():
    pixels = [0] * 63 + [7]
    neuron = drawn(Neuron(), {"pixels": pixels})
    assert neuron.picture.colors[7][7] == 7 and sum(map(sum, neuron.picture.colors)) == 7
    for wish in ({"pixels": pixels[:5]}, {"pixels": [8, *pixels[1:]]}, {"pixels": [True, *pixels[1:]]}, {"pixels": 1}):
        assert drawn(Neuron(), wish) == Neuron()
    _, (given,) = opened(TOPIC, encode(neuron), "layout:image")
    assert decode(given["run"]) == neuron.picture and decode(given["address"]["run"]) == neuron
    first = next(each for each in unrolling(neuron.picture) if each)
    assert image.drawing_patch(first)["cells"] == pixels


def test_one_class_only_is_a_sentence_and_the_slider_goes_back():
    page, _ = opened(TOPIC)
    next(each for each in page.slider if each.label == "Points m").set_value(1)
    again(page)
    assert page.session_state["logistic_regression"] == Neuron()
    assert "one class only" in page.session_state["logistic_regression note"]


@pytest.mark.parametrize("neuron", [Neuron(), Neuron(loss="squared_error"), Neuron(batch_size=1, rate=2.5)])
def test_the_numbers_of_an_update_are_those_that_come_next(neuron):
    made = [each for each in updates(neuron) if each]
    cells = [row[0] for row in numbers.patch(made[4])["cells"]]
    assert len(cells) == len(numbers.spec(neuron)["rows"])
    after = [float(cell.split("= ")[1].replace("−", "-")) for cell in cells[-3:]]
    assert np.allclose(after, made[5].theta, rtol=0.01, atol=1e-3)
    z = float(cells[0].split("= ")[1].replace("−", "-"))
    a = float(cells[1].split("= ")[1])
    assert a == pytest.approx(1 / (1 + np.exp(-z)), rel=0.02)


def test_the_picture_of_the_cost_shows_where_it_bends_only_under_squared_error():
    tinted = {}
    for loss in ("cross_entropy", "squared_error"):
        first = next(each for each in updates(Neuron(loss=loss)) if each)
        grid = first.landscapes[0].at(first.theta)
        tinted[loss] = bool((grid.bend < surface.BENT).any())
        assert surface.patch((0, 1), 0, first)["images"][0].startswith("data:image/png")
    assert tinted == {"cross_entropy": False, "squared_error": True}


def test_the_ratio_is_told_in_words_and_the_machine_is_named():
    said = loop.words(Times((10, 100_000), (8e-6, 0.08), (2e-5, 0.002), 1e-13))
    assert "loop takes 8 µs and the arrays 20 µs: the loop only **1/2.5** as long" in said
    assert "loop takes 80 ms and the arrays 2 ms: the loop **40 times as long**" in said
    page, _ = opened(TOPIC, view="more:Loop or arrays")
    assert any(f"NumPy {np.__version__}" in each.value for each in page.caption)


def test_another_way_to_unroll_is_another_run():
    page, _ = opened(TOPIC, view="layout:image,panel:Image")
    next(each for each in page.selectbox if each.label == "Unrolled by").set_value("upright")
    given = again(page)[-1]
    assert decode(given["run"]) == Picture(reading="upright")
    assert given["clock"]["last"] == 4 and page.session_state["logistic_regression"] == replace(
        Neuron(), picture=Picture(reading="upright")
    )


def test_both_ways_are_timed_after_a_click():
    page, _ = opened(TOPIC, view="more:Loop or arrays")
    page.button(key="logistic_regression loop button").click()
    settled(page)
    assert any("With 100,000 examples the loop takes" in each.value for each in page.markdown)


def test_one_relu_learns_the_price_of_a_house():
    run = train(houses.HOUSES, epochs=400)
    assert run.loss[-1, 0] < 1.1 * houses.HOUSES.data.source.deviation**2 / 2, "what is left is the noise"
    assert run.predict([[0.7, 1.5, 5.5]])[0] == pytest.approx([0, 0, 1], abs=0.06)
