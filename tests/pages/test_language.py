"""Languages: the Playground in German leaves no word of English, and a page in English is as it was."""

from __future__ import annotations

import json

import pytest

from engine.datasets.own import Own
from engine.datasets.samples import Data
from engine.experiment import Experiment
from engine.values.codec import encode
from pages.controls import frame, history, page, share, tongue
from pages.topics.playground.examples import EXPERIMENTS
from pages.topics.playground.topic import TOPIC
from tests.pages.waiting import arrived, unfolded

OTHERS = [name for name in tongue.LANGUAGES if name != "en"]
NAMES = {  # that are the same in every language
    "Softmax", "softmax", "Arena", "tanh", "sigmoid", "ReLU", "ELU", "GELU", "softplus", "swish", "XOR", "Iris",
    "Momentum", "Nesterov", "AdaGrad", "RMSprop", "Adadelta", "Adam", "AdamW", "AMSGrad", "Nadam", "Lion",
    "Xavier, 1/n", "He, 2/n", "ŷ − y",
    "Glorot, 2/(n + n')", "RMSE", "sin x₁", "sin x₂", "L1 λ₁", "L2 λ₂",
}  # fmt: skip


@pytest.mark.parametrize("name", OTHERS)
def test_every_text_has_its_gaps_and_none_is_empty(name):
    for english, other in json.loads((tongue.FOLDER / f"{name}.json").read_text(encoding="utf-8")).items():
        assert english.count("{}") == other.count("{}") and english.strip() and other.strip()
        assert english.startswith(" ") == other.startswith(" ")


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("panel", ["Data", "Network", "Training"])
def test_no_word_of_the_playground_is_missing(name, panel, monkeypatch):
    missing, real = set(), tongue.said

    def said(text: str, *where: str) -> str:
        told = real(text, *where)
        if told == text and text not in tongue.words(name) and text not in NAMES and any(map(str.isalpha, text[1:])):
            missing.add(text)
        return told

    for module in (tongue, page, history, frame, share):
        monkeypatch.setattr(module, "said", said)
    for experiment in (Experiment(), EXPERIMENTS["Regression: hills and valleys"], EXPERIMENTS["Softmax: six blobs"]):
        menus = unfolded(arrived(run=encode(experiment), view=f"panel:{panel}", lang=name), "lessons")
        unfolded(menus, "playground share")
        arrived(run=encode(experiment), view=f"layout:metrics,panel:{panel}", lang=name)
    for example, each in TOPIC.examples.items():
        said(example), said(each.text)
    assert not {
        text
        for text in missing
        if not is_number(text) and not text.startswith(("![", "data:")) and "x₁" not in text and "x₂" not in text
    }


def is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def test_the_address_chooses_and_the_visit_keeps_it():
    app = arrived(lang="de")
    assert "# Was kann ein Netz lernen?" in [each.value for each in app.markdown]
    assert any(each.label == "Punkte m" for each in app.slider)
    app.query_params.pop("lang")
    app.run()
    assert "# Was kann ein Netz lernen?" in [each.value for each in app.markdown]
    app.button(key="language en").click().run()
    assert "# What can a network learn?" in [each.value for each in app.markdown]


@pytest.mark.parametrize(("lang", "address"), [("de", "./arena?lang=de"), ("en", "./arena")])
def test_the_ways_to_other_pages_keep_the_language(lang, address):
    app = arrived(lang=lang)
    assert any(f'<a href="{address}">' in each.proto.body for each in app.get("html"))


@pytest.mark.parametrize("lang", ["", "xx", "../de", "DE" * 400])
def test_an_unknown_language_is_english(lang):
    assert "# What can a network learn?" in [each.value for each in arrived(lang=lang).markdown]


def test_a_change_in_german_is_the_same_change():
    app = arrived(lang="de", run=encode(Experiment(Data(Own()))))
    slider = next(each for each in app.slider if each.label == "Punkte m")
    slider.set_value(12).run()
    assert not app.exception and app.session_state.playground.data.points == 12


def test_gaps_are_filled_in_order_and_what_fills_them_is_translated():
    assert tongue.filled("a {} b {}", ["1", "2"]) == "a 1 b 2"
    assert [each for each, _ in tongue.patterns("de")] and tongue.patterns("en") == []


def test_a_figure_keeps_all_but_its_words(monkeypatch):
    monkeypatch.setattr(tongue, "language", lambda: "de")
    tree = {"title": "Loss", "legend": [{"label": "train", "color": "#fff"}], "figure": {"x": [1], "name": "train"},
            "switches": [{"label": "smooth", "effect": "smooth"}]}  # fmt: skip
    found = tongue.spec(tree)
    assert found["title"] == "Verlust" and found["legend"] == [{"label": "Train", "color": "#fff"}]
    assert found["figure"] == tree["figure"] and found["switches"] == [{"label": "glätten", "effect": "smooth"}]
