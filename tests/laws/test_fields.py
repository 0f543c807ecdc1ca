"""Every entry of every registry explains itself, and every field is held to the bounds that stand beside it."""

from __future__ import annotations

import dataclasses
import importlib
import math
import pkgutil
import re

import numpy as np
import pytest

import engine
from engine.datasets import DATASETS
from engine.datasets.features import FEATURES
from engine.networks.activations import ACTIVATIONS
from engine.networks.initializers import INITIALIZERS
from engine.networks.losses import LOSSES, OUTPUTS
from engine.optimizers import OPTIMIZERS
from engine.optimizers.schedules import SCHEDULES
from engine.surfaces import SURFACES
from engine.values.bounds import Choice, Choices, Flag, Growing, Nested, Number, OneOf, Refused, Several, brief
from engine.values.codec import ROOTS
from engine.values.fields import elementwise, number, specs
from tests.laws.values import kinds

REGISTRIES = {
    "activations": ACTIVATIONS,
    "losses": LOSSES,
    "outputs": OUTPUTS,
    "features": FEATURES,
    "initializers": INITIALIZERS,
    "datasets": DATASETS,
    "optimizers": OPTIMIZERS,
    "schedules": SCHEDULES,
    "surfaces": SURFACES,
}
HELD = list(dict.fromkeys(kind for root in ROOTS.values() for kind in kinds(root)))
FIELDS = [(kind, name, spec) for kind in HELD for name, spec in specs(kind).items()]
NUMBERS = [each for each in FIELDS if isinstance(each[2], Number)]
SCALES = ("linear", "log", "1-log")


def named(each):
    return f"{each[0].__name__}.{each[1]}" if isinstance(each, tuple) else None


# entries


def entries():
    """(registry, key, entry) of each dict of classes or labelled values, by name, at the foot of an engine module."""
    for found in pkgutil.walk_packages(engine.__path__, "engine."):
        module = importlib.import_module(found.name)
        for name, value in vars(module).items():
            if name.isupper() and isinstance(value, dict):
                for key, entry in value.items():
                    if isinstance(key, str) and (isinstance(entry, type) or dataclasses.is_dataclass(entry)):
                        yield f"{found.name}.{name}", key, entry


@pytest.mark.parametrize(("registry", "key", "entry"), list(entries()))
def test_every_entry_has_a_slug_and_a_label(registry, key, entry):
    assert re.fullmatch(r"[a-z][a-z0-9_]*", key) or key in SCALES
    if entry not in ROOTS.values():  # a whole run has no menu
        assert entry.label
        assert entry.label == entry.label.strip()


@pytest.mark.parametrize("registry", REGISTRIES.values(), ids=REGISTRIES)
def test_labels_of_a_registry_differ_and_sources_are_given(registry):
    assert len({entry.label for entry in registry.values()}) == len(registry)
    if registry is not FEATURES:  # coordinates have no author
        assert all(entry.source.strip() for entry in registry.values())


@pytest.mark.parametrize("each", FIELDS, ids=named)
def test_every_field_explains_itself(each):
    kind, name, spec = each
    field = next(field for field in dataclasses.fields(kind) if field.name == name)
    assert dataclasses.MISSING is not field.default, "a kind must be built without arguments"
    spec.check(name, getattr(kind(), name))
    if not isinstance(spec, Nested):
        assert spec.help
    if isinstance(spec, Number):
        assert math.isfinite(spec.low) and math.isfinite(spec.high) and spec.low < spec.high
        assert spec.scale in SCALES
        assert spec.step >= 0
        assert isinstance(getattr(kind(), name), int if spec.whole else float)


def test_every_held_kind_is_frozen_and_checks_itself():
    for kind in HELD:
        assert kind.__dataclass_params__.frozen, kind
        assert kind() == kind()
        assert hash(kind()) == hash(kind())
        assert {field.name for field in dataclasses.fields(kind)} == set(specs(kind)), (
            f"{kind} has a field without bounds"
        )


# refusals

HUGE = 10**400


def said(spec, value):
    kind = "a whole number" if spec.whole else "a number"
    return f"{brief(value)} is not {kind} between {spec.low:g} and {spec.high:g}"


def wrong(spec):
    """Values that a number's spec refuses: outside, not finite, of another type."""
    margin = 1 if spec.whole else max(abs(spec.low), abs(spec.high)) * 1e-9
    return [spec.low - margin, spec.high + margin, math.nan, math.inf, -math.inf, HUGE, -HUGE, True, False, "1", "",
            None, [], (1,), {}, 1j, *([1.5] if spec.whole else [])]  # fmt: skip


@pytest.mark.parametrize("each", NUMBERS, ids=named)
def test_a_number_out_of_bounds_is_refused_with_field_value_and_bound(each):
    kind, name, spec = each
    for value in wrong(spec):
        with pytest.raises(Refused) as refused:
            kind(**{name: value})
        assert refused.value.field == f"{kind.__name__}.{name}"
        assert str(refused.value) == f"{kind.__name__}.{name}: {said(spec, value)}"


@pytest.mark.parametrize("each", NUMBERS, ids=named)
def test_the_bounds_themselves_are_allowed(each):
    _, name, spec = each
    for value in (spec.low, spec.high):
        spec.check(name, int(value) if spec.whole else value)
        if not spec.whole:
            spec.check(name, np.float64(value))


@pytest.mark.parametrize("each", [each for each in FIELDS if not isinstance(each[2], Number)], ids=named)
def test_other_fields_refuse_the_wrong_type_and_unknown_names(each):
    kind, name, spec = each
    for value in (None, 7, math.nan, "nothing of the kind", ["x1"], ("no", "such"), object(), kind):
        with pytest.raises(Refused) as refused:
            kind(**{name: value})
        assert refused.value.field == f"{kind.__name__}.{name}"
        if not isinstance(spec, Several | Choices):
            assert brief(value) in str(refused.value)


def refusal(spec, value):
    with pytest.raises(Refused) as refused:
        spec.check("Some.field", value)
    return str(refused.value)


def test_sentences():
    whole, real = (Number(1, 9, 1, "linear", each, "", "", False) for each in (True, False))
    assert refusal(whole, 0) == "Some.field: 0 is not a whole number between 1 and 9"
    assert refusal(whole, 2.0) == "Some.field: 2.0 is not a whole number between 1 and 9"
    assert refusal(real, math.nan) == "Some.field: nan is not a number between 1 and 9"
    assert refusal(Flag(""), 1) == "Some.field: 1 is not true or false"
    assert refusal(Choice({"a": 1, "b": 2}, ""), "c") == "Some.field: 'c' is unknown; allowed are a, b"
    assert refusal(Choices({"a": 1}, 1, ""), ("a", "a")).endswith("is not a list of different names")
    assert refusal(OneOf({"a": int}, ""), 1.5) == "Some.field: 1.5 is unknown; allowed are a"
    assert refusal(Several(Flag, 1, 2, ""), ()) == "Some.field: 0 are not between 1 and 2"
    assert refusal(Nested(Flag), 3) == "Some.field: 3 is not what belongs here"
    table = Growing((real, real), 1, 2, "")
    assert refusal(table, ((1.0, 2.0),) * 2).endswith("does not grow in its first column")
    assert refusal(table, ((1.0, 20.0),)) == "Some.field: 20.0 is not a number between 1 and 9"
    assert refusal(table, ((1.0, 2.0), (2.0, 2.0), (3.0, 2.0))) == "Some.field: 3 are not between 1 and 2"


def test_a_stack_is_held_to_its_bounds_entry_by_entry():
    spec = Number(0, 1, 0.0, "linear", False, "", "", True)
    spec.check("beta", np.array([[0.0], [0.5], [1.0]]))
    for value in (1.5, np.nan):
        assert f"{value} is not a number" in refusal(spec, np.array([[0.5], [value]]))


@pytest.mark.parametrize("value", ["x" * 10_000, list(range(10_000)), HUGE, np.zeros(5000)])
def test_a_sentence_quotes_no_more_than_forty_characters(value):
    assert len(brief(value)) <= 40


def test_a_number_field_says_all_there_is_to_say():
    @dataclasses.dataclass(frozen=True)
    class Knob:
        turn: float = number(1.0, 0, 10, step=0.5, scale="log", symbol="t", help="How far", hot=True)

    assert specs(Knob)["turn"] == Number(0, 10, 0.5, "log", False, "t", "How far", True)


def test_elementwise_is_the_same_arithmetic_for_one_and_for_many():
    bases = np.array([[0.9], [0.99], [0.123]])
    many = elementwise(math.pow, bases, 7.3)
    assert many.dtype == np.float64
    assert many.tolist() == [[elementwise(math.pow, base, 7.3)] for base in bases[:, 0].tolist()]
