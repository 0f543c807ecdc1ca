"""What holds for every page: any value that it can play opens, with every tab, and nobody's value is changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from engine.chain import Chain
from engine.values.bounds import Refused
from engine.values.codec import decode, encode
from pages.controls import look
from pages.controls.topic import Topic
from pages.live import network
from pages.topics import KINDS, TOPICS, reader, topics
from tests.laws.values import built, near

PAGES = Path(__file__).parents[2] / "pages"
every_topic = pytest.mark.parametrize("topic", topics(), ids=lambda topic: topic.slug)
several = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def opened(topic: Topic, run: str = "", view: str = "") -> tuple[AppTest, list[dict]]:
    """The page at an address, and what its player was given at each run of the script."""
    page = AppTest.from_file(str(PAGES / "index.py"), default_timeout=60)
    page.switch_page(f"{topic.slug}.py")
    page.query_params["run"], page.query_params["view"] = run, view
    return page, again(page)


def menu(page: AppTest):
    """The page's menu of examples."""
    return next(each for each in page.selectbox if each.label == "Examples")


def again(page: AppTest) -> list[dict]:
    """Run the script once more; what its player was given."""
    with patch("pages.controls.stage.player") as player:
        page.run()
    assert not page.exception
    return [call.args[0] for call in player.call_args_list]


def offer(experiment) -> str:
    """What leads to the Playground, the start page; its kind reads the code."""
    code = encode(experiment)
    assert topics()[0].kind.version == code.partition(".")[0]
    return f":material/open_in_new: [Open this network in the Playground](./?run={code})"


def playable(topic: Topic, value) -> bool:
    try:
        topic.kind.open(encode(value))
    except Refused:
        return False
    return True


def values(topic: Topic) -> st.SearchStrategy:
    """Values of a topic that its page can play: its examples with some of their fields changed, and any others."""
    examples = st.sampled_from([example.value for example in topic.examples.values()]).flatmap(near)
    return (examples | built(type(topic.default))).filter(lambda value: playable(topic, value))


def looks(topic: Topic) -> st.SearchStrategy:
    return st.fixed_dictionaries({name: st.sampled_from(allowed) for name, allowed in topic.options.items()})


def turns(topic: Topic) -> Iterator[tuple[str, str]]:
    """Every tab, layout and way of looking."""
    return ((name, each) for name, allowed in topic.options.items() for each in allowed)


@every_topic
@several
@given(st.data())
def test_a_value_that_can_be_played_opens_with_every_tab_and_stays_as_it_is(topic, data):
    value, seen = data.draw(values(topic)), data.draw(looks(topic))
    page, (given,) = opened(topic, encode(value), look.write(seen, topic.options))
    assert page.session_state[topic.slug] == value, "opening"
    assert page.session_state[f"{topic.slug} note"] is None
    assert given["address"]["view"] == look.write(seen, topic.options)
    experiment = topic.network(value)
    offers = [each.value for each in page.main.markdown if "in the Playground" in each.value]
    leads = experiment is not None and experiment is not value and drawn(experiment)
    assert offers == ([offer(experiment)] if leads else [])
    assert decode(given["address"]["run"] or given["run"]) == value, "the address it writes opens to the same value"
    for name, each in turns(topic):
        page.session_state[f"{topic.slug} {name}"] = each
        again(page)
        assert page.session_state[topic.slug] == value, f"{name} {each}"
        assert page.session_state[f"{topic.slug} look"][name] == each


def drawn(experiment) -> bool:
    """Whether the Playground takes it; where it does not, the page says why instead."""
    try:
        network.playable(Chain(((0, experiment),)))
    except Refused:
        return False
    return True


@every_topic
@pytest.mark.parametrize(
    "run, view", [("x" * 20_000, ""), ("net1.x", ""), ("%00~~", ""), ("", "panel:%"), ("", "a,b:")]
)
def test_a_hostile_address_opens_the_default_and_says_why(topic, run, view):
    page, (given,) = opened(topic, run, view)
    if reader(run, topic.slug) in (topic, None):
        assert page.session_state[topic.slug] == topic.default
        assert "could not be opened" in given["note"]


@every_topic
def test_every_example_opens_with_its_look(topic):
    page, _ = opened(topic)
    for name, example in topic.examples.items():
        menu(page).set_value(name)
        again(page)
        assert page.session_state[topic.slug] == example.value, name
        assert example.look.items() <= page.session_state[f"{topic.slug} look"].items(), name
        assert page.session_state[f"{topic.slug} note"] is None, name


@every_topic
def test_undo_goes_back_and_redo_forward(topic):
    page, _ = opened(topic)
    name, example = next((name, each) for name, each in topic.examples.items() if each.value != topic.default)
    menu(page).set_value(name)
    again(page)
    for icon, value in (("undo", topic.default), ("redo", example.value)):
        next(each for each in page.button if each.label == f":material/{icon}:").click()
        again(page)
        assert page.session_state[topic.slug] == value


@every_topic
def test_a_new_run_comes_with_its_first_frame(topic):
    _, (given,) = opened(topic)
    assert given["first"]["step"] == given["at"]
    assert set(given["first"]["views"]) == set(given["figures"])


@every_topic
def test_what_the_player_may_ask_for_answers_only_what_makes_sense(topic):
    hostile = [
        None,
        True,
        [],
        {},
        {"layer": "a", "units": 1},
        {"point": [float("nan"), 1]},
        {"layers": 10**9},
        "x" * 99,
    ]
    for act in topic.acts.values():
        for wish in hostile:
            assert type(act(topic.default, wish)) is type(topic.default)


@every_topic
def test_a_link_of_another_topic_goes_to_the_first_page_that_reads_it(topic):
    here = topics().index(topic)
    around = [*topics()[here + 1 :], *topics()[:here]]
    version = next(other.kind.version for other in around if other.kind.version != topic.kind.version)
    goal = next(other for other in topics() if other.kind.version == version)
    page, _ = opened(topic, encode(goal.default))
    assert goal.slug in page.session_state
    assert topic.slug not in page.session_state


@every_topic
@given(st.data())
def test_looks_survive_their_text(topic, data):
    seen = data.draw(looks(topic))
    assert look.read(look.write(seen, topic.options), topic.options) == seen


@every_topic
@given(st.text(max_size=60))
def test_any_text_is_a_look_or_is_refused(topic, text):
    try:
        assert set(look.read(text, topic.options)) == set(topic.options)
    except Refused as refused:
        assert len(str(refused)) < 300


@every_topic
def test_names_can_stand_in_a_link(topic):
    for name, each in turns(topic):
        assert not set(name + each) & set(",:&?#"), each


@every_topic
def test_every_view_that_stands_on_the_page_can_be_asked_for(topic):
    for layout in topic.layouts.values():
        kind = layout.kind or topic.kind
        assert set(layout.views) <= set(kind.views)
        assert set(kind.patches) <= set(KINDS[kind.version].patches)


def test_each_topic_has_its_script_and_each_script_its_topic():
    assert {topic.slug for topic in topics()} == {path.stem for path in PAGES.glob("*.py")} - {"index"}
    assert len(topics()) == sum(map(len, TOPICS.values()))
