"""Codes of runs: they bring back what was written, and whatever is written wrongly is refused by name, never worse."""

from __future__ import annotations

import base64
import dataclasses
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.chain import MOST_SEGMENTS, Chain, decode_chain, encode_chain
from engine.experiment import Experiment
from engine.networks.initializers import INITIALIZERS
from engine.networks.network import Dense, Network
from engine.optimizers import OPTIMIZERS
from engine.optimizers.schedules import SCHEDULES, Constant, StepTable
from engine.values.bounds import Refused
from engine.values.codec import LONGEST, ROOTS, cold_key, decode, encode, encode_change
from engine.values.fields import specs
from tests.laws.values import built, changed, experiments, leaves, values

NET = next(version for version, kind in ROOTS.items() if kind is Experiment)
quietly = settings(
    max_examples=150, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


def code_of(text, version=NET):
    """The code that a hostile hand would make of any JSON text."""
    raw = text if isinstance(text, bytes) else text.encode()
    return f"{version}.{base64.urlsafe_b64encode(raw).decode().rstrip('=')}"


def tree_of(experiment):
    body = encode(experiment).partition(".")[2]
    return json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))


def read_or_refused(code, reader=decode_chain):
    """What a reader makes of a code; anything but an experiment or a short ``Refused`` fails."""
    try:
        return reader(code)
    except Refused as refused:
        assert refused.field
        assert len(str(refused)) < 600
        str(refused).encode()  # can be sent
        return None


# round trip


@pytest.mark.parametrize("kind", ROOTS.values(), ids=ROOTS)
@quietly
@given(data=st.data())
def test_what_is_written_can_be_read(kind, data):
    value = data.draw(built(kind))
    code = encode(value)
    assert decode(code, kind) == value
    assert encode(decode(code, kind)) == code
    assert len(code) <= LONGEST
    assert set(code) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")  # safe in an address


@pytest.mark.parametrize(("version", "kind"), ROOTS.items())
def test_one_kind_of_code_is_not_read_as_another(version, kind):
    assert encode(kind()) == code_of("{}", version)
    for other in ROOTS.values():
        if other is not kind:
            with pytest.raises(Refused, match=f"version '{version}' is unknown here"):
                decode(encode(kind()), other)


def test_the_default_is_short():
    assert encode(Experiment()) == code_of("{}")
    assert decode(code_of("{}")) == Experiment()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Experiment(clip=1), Experiment(clip=1.0)),
        (Experiment(optimizer=OPTIMIZERS["momentum"](beta=0)), Experiment(optimizer=OPTIMIZERS["momentum"](beta=-0.0))),
        (Experiment(schedule=StepTable(table=((0, 1),))), Experiment(schedule=StepTable(table=((-0.0, 1.0),)))),
        (Experiment(network=Network((Dense(keep_prob=1),))), Experiment(network=Network((Dense(),)))),
    ],
)
def test_equal_experiments_have_equal_codes(one, other):
    assert one == other
    assert encode(one) == encode(other)
    assert cold_key(one) == cold_key(other)


@quietly
@given(experiments, experiments)
def test_different_experiments_have_different_codes(one, other):
    assert (encode(one) == encode(other)) == (one == other)


def test_the_order_of_fields_in_a_code_does_not_matter():
    assert decode(code_of('{"seed":3,"clip":2}')) == decode(code_of('{"clip": 2.0, "seed": 3}'))


# hostile codes


@quietly
@given(st.text() | st.text("net1.~eyJ-_09", max_size=60) | st.binary().map(code_of))
def test_any_text_is_read_or_refused(text):
    read_or_refused(text)
    read_or_refused(text, decode)
    read_or_refused(f"{NET}.{text}")
    read_or_refused(f"{encode(Experiment())}~{text}~{text}")


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(list(OPTIMIZERS)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@quietly
@given(st.dictionaries(st.sampled_from(list(specs(Experiment))), anything))
def test_any_tree_is_read_or_refused(tree):
    read_or_refused(code_of(json.dumps(tree)))


def spoiled(tree, data):
    """A tree with one thing in it replaced by anything, left out, or given another name."""
    inside = list(tree if isinstance(tree, dict) else range(len(tree)))
    if not inside:
        return data.draw(anything)
    key = data.draw(st.sampled_from(inside))
    tree = tree.copy()
    action = data.draw(st.sampled_from(["replace", "drop", "rename", "deeper"]))
    if action == "deeper" and isinstance(tree[key], dict | list):
        tree[key] = spoiled(tree[key], data)
    elif action == "rename" and isinstance(tree, dict):
        tree[data.draw(st.text(max_size=5))] = tree.pop(key)
    elif action == "drop":
        tree.pop(key)
    else:
        tree[key] = data.draw(anything)
    return tree


@quietly
@given(experiments, st.data())
def test_a_spoiled_tree_is_read_or_refused(experiment, data):
    found = read_or_refused(code_of(json.dumps(spoiled(tree_of(experiment), data))), decode)
    if found is not None:
        assert decode(encode(found)) == found


@quietly
@given(experiments, st.data())
def test_a_changed_or_cut_code_is_read_or_refused(experiment, data):
    code = encode(experiment)
    at = data.draw(st.integers(0, len(code) - 1))
    read_or_refused(code[:at] + data.draw(st.characters()) + code[at + 1 :])
    read_or_refused(code[:at])
    read_or_refused(code[at:])
    read_or_refused(code + code[:at])


@pytest.mark.parametrize("depth", [10, 100, 500, *range(900, 1000, 3), 1400, 2500])
@pytest.mark.parametrize(
    ("before", "opening", "closing", "after"),
    [
        ("", "[", "]", ""),
        ('{"clip":', "[", "]", "}"),
        ('{"loss":', "[", "]", "}"),
        ('{"data":{"features":[', "[", "]", "]}}"),
        ('{"schedule":["step_table",{"table":[[0,', "[", "]", "]]}]}"),
        ('{"optimizer":["adam",', '{"a":', "}", "]}"),
        ('{"network":{"layers":[', '{"units":', "}", "]}}"),
        ('{"a":', '{"a":', "}", "}"),
    ],
)
def test_nesting_of_any_depth_is_refused(depth, before, opening, closing, after):
    inner = "" if opening == "[" else "1"
    with pytest.raises(Refused):
        decode(code_of(before + opening * depth + inner + closing * depth + after))


def test_length_is_bounded_before_anything_is_read():
    for reader in (decode, decode_chain):
        with pytest.raises(Refused, match=r"link: 10,000,005 characters are too long; allowed are 8,000"):
            reader(f"{NET}." + "A" * 10_000_000)


HOSTILE = {
    '{"clip":1e400}': r"Experiment\.clip: inf is not a number between 0 and 1000",
    '{"clip":-1e400}': r"Experiment\.clip: -inf",
    '{"clip":1' + "0" * 400 + "}": r"Experiment\.clip: 1000.* is not a number between 0 and 1000",
    '{"seed":1' + "0" * 400 + "}": r"Experiment\.seed: 1000.* is not a whole number between 0 and 999999",
    '{"seed":1' + "0" * 5000 + "}": "link",
    '{"clip":NaN}': "link: NaN is not a number",
    '{"clip":Infinity}': "link: Infinity is not a number",
    '{"clip":[-Infinity]}': "link: -Infinity is not a number",
    '{"seed":1,"seed":2}': "link: names a field twice",
    '{"penalty":{"l1":1,"l1":1}}': "link: names a field twice",
    '{"seed":true}': r"Experiment\.seed: True is not a whole number",
    '{"clip":true}': r"Experiment\.clip: True is not a number",
    '{"clip":"1"}': r"Experiment\.clip: '1' is not a number",
    '{"clip":null}': r"Experiment\.clip: None is not a number",
    '{"seed":1.0}': r"Experiment\.seed: 1\.0 is not a whole number between 0 and 999999",
    '{"seed":-1}': r"Experiment\.seed: -1 is not a whole number between 0 and 999999",
    '{"batch_size":0}': r"Experiment\.batch_size: 0 is not a whole number between 1 and 5000",
    '{"penalty":{"l2":101}}': r"Penalty\.l2: 101.* is not a number between 0 and 100",
    '{"penalty":3}': r"Experiment\.penalty: 3 is not a set of named fields",
    '{"penalty":[]}': r"Experiment\.penalty: \[\] is not a set of named fields",
    '{"volume":11}': "Experiment: field 'volume' is unknown; allowed are data, network, loss",
    '{"__class__":1}': "Experiment: field '__class__' is unknown",
    '{"penalty":{"L2":1}}': r"Experiment\.penalty: field 'L2' is unknown; allowed are l1, l2",
    '{"loss":"hinge"}': r"Experiment\.loss: 'hinge' is unknown; allowed are cross_entropy, squared_error",
    '{"loss":["cross_entropy"]}': r"Experiment\.loss: \['cross_entropy'\] is unknown",
    '{"optimizer":["sgd",{}]}': r"Experiment\.optimizer: \['sgd', \{\}\] is unknown; allowed are gradient_descent",
    '{"optimizer":"adam"}': r"Experiment\.optimizer: 'adam' is unknown",
    '{"optimizer":["adam"]}': r"Experiment\.optimizer: \['adam'\] is unknown",
    '{"optimizer":["adam",3]}': r"Experiment\.optimizer: 3 is not a set of named fields",
    '{"optimizer":["adam",{"beta1":1}]}': r"Adam\.beta1: 1.0 is not a number between 0 and 0\.9999",
    '{"optimizer":["adam",{"label":"x"}]}': r"Experiment\.optimizer: field 'label' is unknown; allowed are beta1",
    '{"network":{"layers":[{"units":0}]}}': r"Dense\.units: 0 is not a whole number between 1 and 128",
    '{"network":{"layers":[{"activation":"step"}]}}': r"Dense\.activation: 'step' is unknown; allowed are tanh",
    '{"network":{"layers":[{"keep_prob":0}]}}': r"Dense\.keep_prob: 0.0 is not a number between 0\.05 and 1",
    '{"network":{"layers":[' + ",".join(["{}"] * 51) + "]}}": r"Experiment\.network\.layers: .* at most 50",
    '{"network":{"layers":{}}}': r"Experiment\.network\.layers: \{\} is not a list",
    '{"network":{"layers":[1]}}': r"Experiment\.network\.layers: 1 is not a set of named fields",
    '{"network":{"layers":[{"batch_norm":1}]}}': r"Dense\.batch_norm: 1 is not true or false",
    '{"data":{"features":[]}}': r"Data\.features: choose at least one",
    '{"data":{"features":["x1","x1"]}}': r"Data\.features: \('x1', 'x1'\) is not a list of different",
    '{"data":{"features":"x1"}}': r"Data\.features: 'x1' is not a list",
    '{"data":{"features":["x3"]}}': r"Data\.features: 'x3' is unknown",
    '{"data":{"features":[[1]]}}': r"Data\.features: \[1\] is unknown",
    '{"data":{"train_percent":90,"dev_percent":20}}': r"Data\.dev_percent: train 90 % and dev 20 % exceed 100 %",
    '{"data":{"source":["plane",{}]}}': r"Experiment\.loss: cross_entropy compares classes",
    '{"schedule":["step_table",{"table":[[1,0.1],[1,0.2]]}]}': r"StepTable\.table: .* does not grow",
    '{"schedule":["step_table",{"table":[[1]]}]}': r"StepTable\.table: .* is not a table of 2 columns",
    '{"schedule":["step_table",{"table":[]}]}': r"StepTable\.table: 0 are not between 1 and 20",
    '{"schedule":["step_table",{"table":[[1,true]]}]}': r"StepTable\.table: True is not a number",
    '{"schedule":["step_table",{"table":[[1' + "0" * 400 + ",1]]}]}": r"StepTable\.table: 100.* is not a number",
    '{"batch_size":1,"network":{"layers":[{"batch_norm":true}]}}': r"Experiment\.batch_size: 1 leaves batch norm",
    '{"augmentation":{"jitter":0.1},"data":{"source":["bumps",{}]},"loss":"squared_error"}': r"Augmentation\.jitter: ",
    "[]": r"Experiment: \[\] is not a set of named fields",
    "null": "Experiment: None is not a set of named fields",
    "3": "Experiment: 3 is not",
    '{"seed":3': "link: ",
    "": "link: ",
    '{"\\ud800":1}': "Experiment: field .* is unknown",
    '{"loss":"\\ud800"}': r"Experiment\.loss: ",
}


@pytest.mark.parametrize(("text", "sentence"), HOSTILE.items(), ids=lambda text: text[:40])
def test_a_wrong_code_is_refused_with_a_sentence_that_names_the_field(text, sentence):
    with pytest.raises(Refused, match=f"^{sentence}"):
        decode(code_of(text))


@pytest.mark.parametrize("raw", [b"\xff\xfe", b"\x80", b'{"loss":"\xe9"}', b"\x00"])
def test_bytes_that_are_no_text_are_refused(raw):
    with pytest.raises(Refused, match="^link: "):
        decode(code_of(raw))


@pytest.mark.parametrize(
    "code", ["", "net1", "net0.e30", "net2.e30", "NET1.e30", ".e30", "net1 .e30", "net1e30", "é.e30"]
)
def test_an_unknown_version_is_refused(code):
    with pytest.raises(Refused, match="^link: version .* is unknown here; this page reads net1"):
        decode(code)


@pytest.mark.parametrize("body", ["e", "e3", "e30=x", "e3 0", "é", "e30====", "%7B%7D", "\ud800", "e30\n.e30"])
def test_a_body_that_is_no_base64_is_refused(body):
    with pytest.raises(Refused, match="^link: "):
        decode(f"{NET}.{body}")


# chains


def hotter(experiment, rate):
    return dataclasses.replace(experiment, schedule=Constant(rate))


def test_a_chain_is_read_as_it_was_written():
    chain = Chain(tuple((step, hotter(Experiment(), 0.01 + step / 1e9)) for step in (0, 7, 8, 999_999_999)))
    assert decode_chain(encode_chain(chain)) == chain
    assert chain.last == chain.segments[-1][1]


@quietly
@given(experiments)
def test_a_chain_of_one_is_the_experiment_itself(experiment):
    assert encode_chain(Chain(((0, experiment),))) == encode(experiment)
    assert decode_chain(encode(experiment)).segments == ((0, experiment),)


FIRST, NEXT = encode(Experiment()), encode(hotter(Experiment(), 0.1))
OTHER = encode(Experiment(seed=1))


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (f"{FIRST}~5", "cut off"),
        (f"{FIRST}~", "cut off"),
        ("~", "cut off"),
        (f"{FIRST}~~{NEXT}", "step '' is not a whole number above 0"),
        (f"{FIRST}~0~{NEXT}", "step '0' is not a whole number above 0"),
        (f"{FIRST}~-1~{NEXT}", "step '-1' is not"),
        (f"{FIRST}~1.5~{NEXT}", "step '1.5' is not"),
        (f"{FIRST}~1e3~{NEXT}", "step '1e3' is not"),
        (f"{FIRST}~²~{NEXT}", "step '²' is not"),
        (f"{FIRST}~٣~{NEXT}", "step '٣' is not"),
        (f"{FIRST}~ 3~{NEXT}", "step ' 3' is not"),
        (f"{FIRST}~{'9' * 400}~{NEXT}", "step '9999.* is not"),
        (f"{FIRST}~5~{NEXT}~5~{FIRST}", "step '5' is not a whole number above 5"),
        (f"{FIRST}~5~{NEXT}~4~{FIRST}", "step '4' is not a whole number above 5"),
        (f"{FIRST}~5~{OTHER}", "at step 5 something changes that needs a new run"),
        (f"{FIRST}~5~{NEXT[:-2]}", "link: "),
        (f"{FIRST}~5~", "version '' is unknown"),
        (f"{FIRST}~5~.", "cut off or altered"),
        (f"{FIRST}~5~.e30~6~.W10", r"Experiment: \[\] is not a set of named fields"),
        (f"{FIRST}~5~.eyJzZWVkIjoxfQ", "at step 5 something changes that needs a new run"),
        (f"{FIRST}~5~.eyJodWUiOjF9", "field 'hue' is unknown"),
        ("~".join([FIRST, *(f"{step}~{NEXT}" for step in range(1, MOST_SEGMENTS + 1))]), f"than {MOST_SEGMENTS} parts"),
    ],
)
def test_a_wrong_chain_is_refused_with_the_reason(code, sentence):
    with pytest.raises(Refused, match=sentence):
        decode_chain(code)


def test_a_later_part_says_what_is_other_than_in_the_first_and_whole_codes_are_read_too():
    first, later, back = hotter(Experiment(), 0.5), hotter(Experiment(), 0.25), Experiment()
    chain = Chain(((0, first), (5, later), (9, back), (12, first)))
    code = encode_chain(chain)
    assert decode_chain(code) == chain
    assert code.split("~")[4].startswith(".") and "~12~.e30" in code
    assert decode_chain(f"{encode(first)}~5~{encode(later)}~9~{encode(back)}~12~{encode(first)}") == chain


@quietly
@given(experiments, experiments)
def test_a_change_makes_any_other_value_of_a_value(one, other):
    assert decode(encode(one), Experiment, encode_change(one, other)) == other


def test_a_field_that_is_null_is_taken_back_by_a_change_only():
    with pytest.raises(Refused, match="Experiment.loss: None"):
        decode(code_of('{"loss":null}'))


def test_the_longest_chain_is_read():
    code = "~".join([FIRST, *(f"{step}~{NEXT}" for step in range(1, MOST_SEGMENTS))])
    assert len(decode_chain(code).segments) == MOST_SEGMENTS


# which changes need a new run


def cooled(value):
    """What is left of a value without its hot fields, found another way than the codec's."""
    if isinstance(value, tuple):
        return tuple(map(cooled, value))
    if not dataclasses.is_dataclass(value):
        return value
    return type(value), *(cooled(getattr(value, name)) for name, spec in specs(value).items() if not spec.hot)


@quietly
@given(experiments, st.data())
def test_exactly_the_hot_fields_may_change_on_the_way(experiment, data):
    path, spec = data.draw(st.sampled_from(list(leaves(experiment))))
    other = changed(experiment, path, data.draw(values(spec)))
    if other is None or other == experiment:
        return
    chain = Chain(((0, experiment), (5, other)))
    hot = cold_key(other) == cold_key(experiment)
    assert hot == (cooled(other) == cooled(experiment)), path
    if hot:
        assert decode_chain(encode_chain(chain)) == chain
    else:
        with pytest.raises(Refused, match="needs a new run"):
            decode_chain(encode_chain(chain))


def test_what_may_change_on_the_way_and_what_may_not():
    """The knobs that the maths allows to turn are hot; those that need new arrays or other points are not."""
    hot, cold = set(), set()
    several = [kind() for registry in (OPTIMIZERS, SCHEDULES, INITIALIZERS) for kind in registry.values()]
    for value in (Experiment(network=Network((Dense(),))), *several):
        for path, spec in leaves(value):
            (hot if spec.hot else cold).add(path[-1])
    assert hot >= {
        "l1",
        "l2",
        "keep_prob",
        "rate",
        "beta",
        "beta1",
        "beta2",
        "epsilon",
        "clip",
        "jitter",
        "rotation",
        "decay",
        "table",
    }
    assert cold >= {
        "layers",
        "units",
        "activation",
        "batch_norm",
        "initializer",
        "scale",
        "loss",
        "optimizer",
        "batch_size",
        "seed",
    }
    assert cold >= {"source", "points", "features", "normalize", "train_percent", "dev_percent", "noise"}
