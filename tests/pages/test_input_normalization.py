"""The page of input normalization without a browser: its knobs, its two layouts, and what its examples say."""

from __future__ import annotations

from dataclasses import replace

from engine.studies.input_normalization.apart import SHARES
from engine.studies.input_normalization.bowl import NEVER
from engine.studies.input_normalization.inputs import Inputs
from engine.studies.input_normalization.scales import RATIOS, scaled
from engine.values.codec import encode
from pages.topics.input_normalization.examples import EXAMPLES
from pages.topics.input_normalization.topic import TOPIC
from tests.pages.test_topics import again, menu, opened


def shown(page) -> Inputs:
    return page.session_state["input_normalization"]


def test_it_opens_on_a_ratio_and_waits_for_a_hand():
    _, (given,) = opened(TOPIC)
    assert not given["autoplay"] and given["clock"]["knob"]["values"][given["at"]] == "5.01"


def test_the_test_set_has_a_knob_of_its_own():
    page, (given,) = opened(TOPIC, view="layout:apart,panel:Test set")
    assert given["clock"]["knob"]["values"][given["at"]] == "75%" and given["clock"]["last"] == len(SHARES) - 1
    next(each for each in page.slider if "Test points" in each.label).set_value(10)
    again(page)
    assert shown(page) == Inputs(test_points=10)


def test_other_points_by_the_dice():
    page, _ = opened(TOPIC, encode(Inputs(share=0.5)))
    assert TOPIC.acts["reseed"](shown(page), True) == replace(shown(page), seed=1)
    assert TOPIC.acts["reseed"](Inputs(seed=999_999), True).seed == 1


def test_a_share_beyond_what_is_allowed_is_named():
    page, (given,) = opened(TOPIC, "inputs1.eyJzaGFyZSI6MjB9")  # {"share": 20}
    assert shown(page) == Inputs()
    assert "Share: 20.0 is not a number between 0.05 and 1.1" in given["note"]


def test_examples_are_as_they_say():
    page, _ = opened(TOPIC)
    for name, example in EXAMPLES.items():
        menu(page).set_value(name)
        assert again(page)[-1]["at"] == example.step
    found = {name: scaled(each.value, each.step) for name, each in EXAMPLES.items() if not each.look}
    narrow, settles, leaves, alike, off, small = found.values()
    assert narrow.raw.bowl.astray > 45 and scaled(Inputs(), RATIOS.index(100.0)).raw.steps > 1000
    assert settles.raw.steps < NEVER == leaves.raw.steps == leaves.normalized.steps
    assert alike.normalized.bowl.condition > 0.9 * alike.raw.bowl.condition > 10
    assert off.raw.bowl.condition > 100 > off.normalized.bowl.condition
    assert 1.9 < small.raw.bowl.largest_rate < 2.0 + 1e-9 and small.raw.steps > 50 * small.normalized.steps
