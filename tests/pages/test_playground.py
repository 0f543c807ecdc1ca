"""The Playground without a browser: its widgets and the experiment they make."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from engine.chain import Chain, encode_chain
from engine.datasets import DATASETS
from engine.datasets.samples import Data
from engine.experiment import Experiment
from engine.networks.activations import ACTIVATIONS
from engine.networks.initializers import INITIALIZERS
from engine.optimizers import OPTIMIZERS
from engine.optimizers.schedules import SCHEDULES
from engine.values.codec import encode
from pages.topics.playground.examples import EXPERIMENTS

INDEX = str(Path(__file__).parents[2] / "pages" / "index.py")


@pytest.fixture
def page() -> AppTest:
    return AppTest.from_file(INDEX, default_timeout=30)


def run(page: AppTest) -> AppTest:
    page.run()
    assert not page.exception
    return page


def turn_to(page: AppTest, panel: str) -> AppTest:
    """The page with another panel open: only the open one runs."""
    if "playground" not in page.session_state:
        run(page)
    page.session_state["playground panel"] = panel
    return run(page)


def widget(kind, label: str):
    return next(each for each in kind if each.label == label)


def shown(page: AppTest) -> Experiment:
    return page.session_state.playground


def test_it_opens_on_the_default(page):
    assert shown(run(page)) == Experiment()


def test_a_link_opens_its_experiment(page):
    experiment = Experiment(data=Data(source=DATASETS["moons"](noise=0.3), points=120), batch_size=32, seed=7)
    page.query_params["run"] = encode(experiment)
    assert shown(run(page)) == experiment
    assert widget(page.slider, "Points m").value == 120
    assert shown(run(page)) == experiment, "widgets give back what the link said"


def test_a_chained_link_opens_on_its_last_experiment(page):
    later = replace(Experiment(), penalty=replace(Experiment().penalty, l2=0.1))
    page.query_params["run"] = encode_chain(Chain(((0, Experiment()), (90, later))))
    assert shown(run(page)) == later


@pytest.mark.parametrize("code", ["net1.x", "net9.e30", "~~~", "net1.eyJzZWVkIjotMX0", "x" * 20000])
def test_a_bad_link_opens_the_default_with_a_note(page, code):
    page.query_params["run"] = code
    assert shown(run(page)) == Experiment()
    assert "could not be opened" in page.session_state["playground note"]


def test_a_bad_link_names_its_field(page):
    page.query_params["run"] = "net1.eyJzZWVkIjotMX0"  # {"seed":-1}
    run(page)
    assert "Seed: -1 is not a whole number between 0 and 999999" in page.session_state["playground note"]


def test_widgets_change_the_experiment_and_undo_takes_it_back(page):
    run(page)
    widget(page.slider, "Points m").set_value(200)
    assert shown(run(page)).data.points == 200
    widget(page.button, ":material/undo:").click()
    assert shown(run(page)).data.points == 300
    assert widget(page.slider, "Points m").value == 300
    widget(page.button, ":material/redo:").click()
    assert shown(run(page)).data.points == 200


def test_the_split_says_the_shares_that_the_points_have(page):
    run(page)
    split = lambda: page.select_slider(key="data.split")  # noqa: E731
    assert split().options[0] == "1 %", "no training set is empty, and the scale does not say that one may be"
    assert split().label == "Train 60 % | dev 20 % | test 20 %"
    for train, dev in ((1, 0), (50, 50), (100, 0), (5, 90)):
        split().set_value((train, train + dev))
        run(page)
        assert (shown(page).data.train_percent, shown(page).data.dev_percent) == (train, dev)
        assert split().label == f"Train {train} % | dev {dev} % | test {100 - train - dev} %"


@pytest.mark.parametrize("train, dev", [(62, 3), (99, 1), (2, 0)])
def test_an_odd_split_of_a_link_stays_as_it_is(page, train, dev):
    page.query_params["run"] = encode(Experiment(Data(train_percent=train, dev_percent=dev)))
    assert shown(run(page)) == Experiment(Data(train_percent=train, dev_percent=dev))
    assert page.select_slider(key="data.split").value == (train, train + dev)


@pytest.mark.parametrize("slug", OPTIMIZERS)
def test_an_optimizer_brings_its_own_knobs_and_only_those(page, slug):
    turn_to(page, "Training")
    widget(page.selectbox, "Optimizer").set_value(slug)
    run(page)
    assert isinstance(shown(page).optimizer, OPTIMIZERS[slug])
    assert shown(page).optimizer == OPTIMIZERS[slug](), "a new optimizer starts from its defaults"
    labels = [each.label for each in [*page.slider, *page.select_slider, *page.toggle]]
    assert ("β₂" in labels) == hasattr(shown(page).optimizer, "beta2")
    assert shown(run(page)).optimizer == OPTIMIZERS[slug]()


@pytest.mark.parametrize("slug", SCHEDULES)
def test_schedules_keep_the_rate(page, slug):
    turn_to(page, "Training")
    widget(page.selectbox, "Schedule of the rate").set_value(slug)
    run(page)
    assert isinstance(shown(page).schedule, SCHEDULES[slug])
    assert shown(page).schedule.rate == 0.003
    assert isinstance(shown(run(page)).schedule, SCHEDULES[slug])


@pytest.mark.parametrize("slug", INITIALIZERS)
def test_first_weights(page, slug):
    turn_to(page, "Network")
    widget(page.selectbox, "First weights").set_value(slug)
    assert isinstance(shown(run(page)).network.initializer, INITIALIZERS[slug])


@pytest.mark.parametrize("slug", ACTIVATIONS)
def test_each_layer_has_its_own_activation(page, slug):
    turn_to(page, "Network")
    page.selectbox(key="layer0.activation").set_value(slug)
    layers = shown(run(page)).network.layers
    assert (layers[0].activation, layers[1].activation) == (slug, "tanh")


@pytest.mark.parametrize("count", [0, 1, 8])
def test_layers_come_and_go(page, count):
    turn_to(page, "Network")
    widget(page.number_input, "Hidden layers").set_value(count)
    assert len(shown(run(page)).network.layers) == count
    assert len(shown(run(page)).network.layers) == count


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_every_example_opens_whole(page, name):
    run(page)
    widget(page.selectbox, "Examples").set_value(name)
    assert shown(run(page)) == EXPERIMENTS[name]
    for panel in ("Network", "Training", "Data"):
        assert shown(turn_to(page, panel)) == EXPERIMENTS[name], "widgets that come onto the page do not change it"


def test_going_to_regression_and_back_takes_the_loss_along(page):
    run(page)
    next(each for each in page.button_group if each.label == "Regression: a value").set_value("plane")

    assert shown(run(page)).loss == "squared_error"
    next(each for each in page.button_group if each.label == "Two classes").set_value("xor")
    assert shown(run(page)).loss == "cross_entropy"


def test_batch_norm_with_a_batch_of_one_is_refused_with_the_reason(page):
    turn_to(page, "Training")
    widget(page.select_slider, "Mini-batch size (examples)").set_value(1)
    run(page)
    turn_to(page, "Network")
    page.toggle(key="layer0.batch_norm").set_value(True)
    run(page)
    assert "batch norm nothing to average over" in page.session_state["playground note"]
    assert not shown(page).network.layers[0].batch_norm
    assert not run(page).toggle(key="layer0.batch_norm").value, "the control shows what holds"


def test_the_strip_turns_all_layers_at_once_and_the_panel_shows_it_at_once(page):
    turn_to(page, "Network")
    page.selectbox(key="strip.activation").set_value("relu")
    page.toggle(key="strip.batch_norm").set_value(True)
    layers = shown(run(page)).network.layers
    assert [(each.activation, each.batch_norm, each.units) for each in layers] == [("relu", True, 4), ("relu", True, 3)]
    assert [page.selectbox(key=f"layer{index}.activation").value for index in (0, 1)] == ["relu", "relu"]


def test_the_strip_leaves_layers_that_differ_as_they_are(page):
    turn_to(page, "Network")
    page.selectbox(key="layer0.activation").set_value("relu")
    run(page)
    assert page.selectbox(key="strip.activation").value == "mixed", "shown at once, though the strip stands above"
    page.select_slider(key="strip.rate").set_value(0.03)
    assert [each.activation for each in shown(run(page)).network.layers] == ["relu", "tanh"]
    assert shown(page).schedule.rate == 0.03


def test_the_strip_stays_when_there_is_no_hidden_layer(page):
    turn_to(page, "Network")
    widget(page.number_input, "Hidden layers").set_value(0)
    run(page)
    page.slider(key="strip.noise").set_value(0.5)
    assert shown(run(page)).data.source.noise == 0.5
