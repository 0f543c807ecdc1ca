"""The regularization lab without a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from engine.studies.regularization_lab.lab import CONTENDERS, Lab
from engine.values.codec import encode

PAGE = str(Path(__file__).parents[2] / "pages" / "regularization_lab.py")


@pytest.fixture
def page() -> AppTest:
    page = AppTest.from_file(PAGE, default_timeout=60)
    return run(page)


def run(page: AppTest) -> AppTest:
    page.run()
    assert not page.exception
    return page


def widget(kind, label: str):
    return next(each for each in kind if each.label == label)


def test_each_method_has_its_one_slider(page):
    labels = [each.label for each in [*page.slider, *page.select_slider]]
    for contender in CONTENDERS.values():
        if contender.field:
            assert any(label.startswith(contender.label) for label in labels), contender.label


@pytest.mark.parametrize("label, field, value", [("Dropout", "keep_prob", 0.5), ("More data", "factor", 3)])
def test_a_slider_moves_its_contender_only(page, label, field, value):
    widget(page.slider, label if field != "factor" else "More data").set_value(value)
    run(page)
    assert page.session_state.lab == Lab(**{field: value})


@pytest.mark.parametrize("mode", ["Side by side", "Dropout, up close", "λ over a log grid"])
def test_every_view_opens(page, mode):
    page.button_group(key="lab.mode").set_value(mode)
    run(page)


def test_the_network_stays_bare(page):
    page.session_state["lab.panel"] = "Training"
    run(page)
    widget(page.select_slider, "L2 λ₂").set_value(0.1)
    run(page)
    assert page.session_state.lab == Lab()


def test_only_problems_with_classes_are_offered(page):
    page.session_state["lab.panel"] = "Data"
    run(page)
    offered = widget(page.button_group, "Problem").options
    assert any("XOR" in each for each in offered) and not any("Plane" in each or "Sine" in each for each in offered)


def test_a_link_is_opened():
    page = AppTest.from_file(PAGE, default_timeout=60)
    page.query_params["run"] = encode(Lab(l1=1.0))
    assert run(page).session_state.lab == Lab(l1=1.0)
