"""Views of backpropagation: every network within bounds yields a drawing in which no number hides another."""

from __future__ import annotations

import json
from itertools import combinations

import pytest

from engine.studies.back_propagation.numbers import Name
from engine.studies.back_propagation.passage import Hidden, Passage
from engine.studies.back_propagation.walk import steps, walk
from pages.topics.back_propagation import circuit, flow, formula
from pages.topics.back_propagation.places import plan
from pages.topics.back_propagation.recording import VIEWS
from pages.topics.back_propagation.written import EMPTY, short

NETWORKS = [(), (1,), (3,), (3, 2), (2, 3), (3, 3), (1, 3, 1), (3, 3, 3)]
WIDE, HIGH = 6.0, 12.0  # px of a sign of the drawing's numbers, and of a line


def network(units, **more) -> Passage:
    return Passage(tuple(Hidden(each) for each in units), **more)


every_network = pytest.mark.parametrize("units", NETWORKS, ids=str)


@every_network
@pytest.mark.parametrize("examples", [1, 5])
def test_every_view_takes_every_patch(units, examples):
    passage = network(units, examples=examples, shown=examples)
    specs = {name: view.spec(passage) for name, view in VIEWS.items()}
    for moment in walk(passage):
        for name, view in VIEWS.items():
            patch = view.patch(moment)
            json.dumps([patch, specs[name], moment.facts], allow_nan=False)
            if specs[name]["painter"] == "circuit":
                drawn = specs[name]
                assert [len(patch[each]) for each in ("boxes", "wires", "places")] == [
                    len(drawn[each]) for each in ("boxes", "wires", "places")
                ]
                assert len(patch["words"]) == len(drawn["places"])
                assert 0 <= patch["focus"][0] < patch["focus"][1] <= drawn["size"][0]


def extent(place, word: str) -> tuple[float, float, float, float]:
    (x, y), wide = place.at, WIDE * len(word)
    left = x - {"left": 0, "middle": wide / 2, "right": wide}[place.align]
    return left, y - HIGH / 2, left + wide, y + HIGH / 2


@every_network
def test_no_number_lies_on_another_and_all_lie_within(units):
    passage = network(units, examples=5)
    drawn, last = plan(passage), list(walk(passage))[-1]
    words = circuit.patch(last)["words"]
    places = [extent(*each) for each in zip(drawn.places, words, strict=True)]
    for left, top, right, bottom in places:
        assert left >= 0 and top >= 0 and right <= drawn.size[0] and bottom <= drawn.size[1]
    for one, other in combinations(places, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] + 0.01 or other[3] <= one[1] + 0.01
        assert apart, (one, other)


def test_a_place_is_empty_until_its_number_is_made_and_then_lit():
    passage = Passage()
    drawn, found = plan(passage), list(walk(passage))
    index = next(i for i, each in enumerate(drawn.places) if each.name == Name("dW", 2) and each.index == (1, 2))
    at = steps(passage).index("dW[2]")
    assert circuit.patch(found[at - 1])["words"][index] == EMPTY
    patch = circuit.patch(found[at])
    assert patch["words"][index] == "0.182" and patch["places"][index] == "m"
    lit = {drawn.wires[i].layer for i, look in enumerate(patch["wires"]) if look != "."}
    assert lit == {2}


def test_after_the_update_the_new_weight_stands_on_its_wire():
    passage = Passage()
    drawn, found = plan(passage), list(walk(passage))
    index = next(i for i, each in enumerate(drawn.places) if each.name == Name("W", 1) and each.index == (0, 0))
    assert [circuit.patch(found[at])["words"][index] for at in (0, -1)] == ["−0.420", "−0.495"]


def test_what_was_kept_is_dashed_and_its_arrow_lit():
    passage = Passage()
    found, at = list(walk(passage)), steps(passage).index("dW[2]")
    parts = {part.get("letter"): part["look"] for part in formula.patch(found[at])["parts"] if "letter" in part}
    assert parts == {"dW": "m", "dZ": "", "A": "c"}
    arrows = list(flow.arrows(passage.depth))
    lit = [arrows[i] for i, look in enumerate(flow.patch(found[at])["wires"]) if look == "r"]
    assert [(each.names, each.kept) for each in lit] == [((Name("A", 1),), True)]


def test_a_tip_tells_the_gradient_twice_and_draws_the_cost():
    passage = Passage()
    drawn = circuit.spec(passage)
    wire = next(
        each for each, at in zip(drawn["wires"], plan(passage).wires, strict=True) if at.layer == 3 and at.below == 1
    )
    told = drawn["tips"][wire["tip"]]
    assert told["title"] == "W[3], row 1, column 2"
    numbers = dict(told["rows"])
    derived, checked = numbers["dW[3], by the chain rule"], numbers["two-sided check, ε = 1e-07"]
    assert derived.startswith("0.135") and derived[:9] == checked[:9]
    assert len(told["curve"]["x"]) == len(told["curve"]["y"]) and told["curve"]["at"][0] == -0.6


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0.000"), (-0.0, "0.000"), (0.12345, "0.123"), (-1.0, "−1.000"), (12.345, "12.35"), (123.45, "123.5"),
     (-0.00042, "−4e-4"), (3.6e-9, "4e-9"), (12345.6, "12346"), (1e6, "1e6"), (9.9996, "10.00")],
)  # fmt: skip
def test_numbers_are_short(value, text):
    assert short(value).replace("e−", "e-") == text and len(text) <= 7


def test_on_the_way_back_each_layer_takes_up_what_it_needs_and_no_more():
    """The first layer hands nothing down, so its W is not kept; an update takes nothing from the cache."""
    passage = Passage()
    arrows, lit = list(flow.arrows(passage.depth)), set()
    for moment in walk(passage):
        used = {arrows[i].names for i, look in enumerate(flow.patch(moment)["wires"]) if look == "r" and arrows[i].kept}
        assert not used or moment.operation.way == "backward"
        lit |= used
    assert lit == {each.names for each in arrows if each.kept}
    assert Name("W", 1) not in {name for each in arrows if each.kept for name in each.names}
