"""The page of moving averages without a browser: its series, its knob, and what its examples say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.experiment import Experiment
from engine.networks.network import Dense, Network
from engine.studies.moving_averages.averages import BETAS, Averages
from engine.studies.moving_averages.made import Temperatures
from engine.studies.moving_averages.series import SERIES
from engine.studies.moving_averages.trained import LEARNING, BatchLoss, WeightGradient
from engine.values.bounds import Refused
from engine.values.codec import encode
from pages.topics.moving_averages.recording import KIND
from pages.topics.moving_averages.topic import TOPIC
from tests.pages.test_topics import again, menu, opened

GRADIENT = Averages(WeightGradient(replace(LEARNING, seed=5), parameter=3))


def shown(page) -> Averages:
    return page.session_state["moving_averages"]


def widget(kind, label: str):
    return next(each for each in kind if each.label == label)


def test_it_opens_at_beta_09_and_waits_for_a_hand():
    _, (given,) = opened(TOPIC)
    assert given["at"] == given["first"]["step"] == BETAS.index(0.9)
    assert not given["autoplay"]
    knob, last = given["clock"]["knob"], given["clock"]["last"]
    assert knob["label"] == "β" and knob["values"][given["at"]] == "0.9" and last == len(knob["values"]) - 1


def test_an_example_stands_at_its_beta_and_says_what_to_look_at():
    page, _ = opened(TOPIC)
    for name, example in TOPIC.examples.items():
        menu(page).set_value(name)
        given = again(page)[-1]
        assert given["at"] == example.step
        assert example.text in [each.value for each in page.caption]
    assert {example.step for example in TOPIC.examples.values()} >= {BETAS.index(beta) for beta in (0.5, 0.9, 0.98)}


def test_each_example_begins_anew_and_a_changed_field_does_not():
    page, (given,) = opened(TOPIC)
    begin = given["begin"]
    widget(page.slider, "Weather σ (°C)").set_value(1.0)
    given = again(page)[-1]
    assert shown(page).series.weather == 1.0 and given["begin"] == begin
    menu(page).set_value(next(iter(TOPIC.examples)))
    assert again(page)[-1]["begin"] == begin + 1


@pytest.mark.parametrize("slug", SERIES)
def test_a_series_brings_its_own_fields(slug):
    page, _ = opened(TOPIC)
    widget(page.selectbox, "Series").set_value(slug)
    again(page)
    assert shown(page) == Averages(SERIES[slug]())
    assert len([*page.slider, *page.number_input]) == len(set(vars(SERIES[slug]())) - {"experiment"})


def test_another_series_of_a_network_is_of_the_network_that_was_there():
    page, _ = opened(TOPIC, encode(GRADIENT))
    widget(page.selectbox, "Series").set_value("batch_loss")
    again(page)
    assert shown(page) == Averages(BatchLoss(GRADIENT.series.experiment))


def test_the_panels_of_the_network_are_there_where_there_is_one():
    page, _ = opened(TOPIC, encode(GRADIENT), "panel:Network")
    widget(page.number_input, "Hidden layers").set_value(3)
    again(page)
    assert len(shown(page).series.experiment.network.layers) == 3
    page, _ = opened(TOPIC, view="panel:Network")
    assert not page.number_input and any("made by a recipe" in each.value for each in page.caption)


def test_a_parameter_beyond_the_network_is_refused_and_all_stays():
    page, _ = opened(TOPIC, encode(GRADIENT))
    widget(page.number_input, "Parameter j").set_value(500)
    again(page)
    assert shown(page) == GRADIENT
    assert "500 is not a whole number between 1 and 31" in page.session_state["moving_averages note"]


def test_a_link_with_a_wrong_field_opens_the_default_and_names_it():
    page, (given,) = opened(TOPIC, "average1.eyJzZXJpZXMiOlsidGVtcGVyYXR1cmVzIix7ImRheXMiOjF9XX0")  # {"days": 1}
    assert shown(page) == Averages(Temperatures())
    assert "Days: 1 is not a whole number between 30 and 730" in given["note"]


@pytest.mark.parametrize(
    ("experiment", "word"),
    [
        (replace(LEARNING, network=Network((Dense(64),))), "Dense.units"),
        (replace(LEARNING, data=replace(LEARNING.data, points=4000)), "Data.points"),
        (Experiment(network=Network((Dense(32),) * 8), data=replace(LEARNING.data, points=2000), batch_size=500),
         "a page takes on"),
    ],
)  # fmt: skip
def test_what_takes_too_long_is_refused(experiment, word):
    with pytest.raises(Refused, match=word):
        KIND.open(encode(Averages(BatchLoss(experiment))))
