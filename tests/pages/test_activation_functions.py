"""The page of activations without a browser: its knob, its one function, its layouts, and what it refuses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.experiment import Experiment
from engine.networks.network import Dense, Network
from engine.studies.activation_functions.activations import PLACES, Activations
from engine.values.bounds import Refused
from engine.values.codec import encode
from pages.controls import look
from pages.topics.activation_functions.panels import ACTS, on
from pages.topics.activation_functions.recording import KIND
from pages.topics.activation_functions.topic import TOPIC
from tests.pages.test_topics import again, menu, offer, opened


def viewed(**seen: str) -> str:
    return look.write(look.usual(TOPIC.options) | seen, TOPIC.options)


def widget(kind, label: str):
    return next(each for each in kind if each.label == label)


def test_it_opens_at_z_2_and_waits_for_a_hand():
    _, (given,) = opened(TOPIC)
    knob = given["clock"]["knob"]
    assert not given["autoplay"] and knob["label"] == "z" and knob["values"][given["at"]] == "2.0"
    assert given["clock"]["last"] == len(PLACES) - 1 == len(knob["values"]) - 1


def test_the_function_that_is_looked_at_is_that_of_the_live_network_and_of_the_playground():
    page, _ = opened(TOPIC, encode(Activations("tanh")), viewed(layout="live"))
    widget(page.selectbox, "Function (also of the live network)").set_value("linear")
    given = again(page)[-1]
    study = page.session_state[TOPIC.slug]
    assert {layer.activation for layer in study.live.network.layers} == {"linear"}
    assert given["run"] == encode(study.live)
    assert offer(study.live) in [each.value for each in page.markdown]


def test_a_function_chosen_for_one_layer_is_chosen_for_all():
    study = Activations()
    layers = (Dense(8, "relu"), study.live.network.layers[1])
    wished = on(study, replace(study.live, network=Network(layers)))
    assert wished.first == "relu" and {layer.activation for layer in wished.live.network.layers} == {"relu"}
    assert on(study, study.live) is study


def test_a_click_in_the_network_changes_it_and_the_last_layer_stays():
    one = Activations(experiment=Experiment(network=Network((Dense(4),))))
    assert len(ACTS["edit"](one, {"layers": 1}).experiment.network.layers) == 2
    assert ACTS["reseed"](one).experiment.seed == 1
    with pytest.raises(Refused, match="there is no hidden layer"):
        ACTS["edit"](one, {"layers": -1})


def test_what_one_of_its_layouts_cannot_play_is_refused_with_a_sentence():
    wide = Network((Dense(32),) * 8)
    heavy = replace(Activations().experiment, network=wide, data=replace(Activations().experiment.data, points=2000))
    with pytest.raises(Refused, match="a page takes on"):
        KIND.open(encode(Activations(experiment=heavy, networks=50)))
    with pytest.raises(Refused, match=r"Dense.units"):
        KIND.open(encode(Activations(experiment=Experiment(network=Network((Dense(64),))))))


def test_examples_open_in_the_layout_that_they_are_about():
    page, _ = opened(TOPIC, view=viewed(predict="off"))
    for name, example in TOPIC.examples.items():
        menu(page).set_value(name)
        given = again(page)[-1]
        layout = TOPIC.layouts[example.look.get("layout", "shape")]
        assert given["run"] == encode(layout.run(example.value))
        assert given["autoplay"] == (layout.kind is not None)
