"""What is said of a value that is refused: in words that stand on the page, never in names of the code."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from engine.values.bounds import Choices, Nested, OneOf, Refused, Several
from engine.values.fields import specs
from engine.values.labels import LABELS
from pages.topics import topics

CODE = re.compile(r"[A-Za-z]+\.[a-z]|_|tuple|\bNone\b|[A-Z][a-z]+[A-Z]")
HOSTILE = ((), (1, 2, 3), [], "nonsense", -1e12, 7, float("nan"), True, {}, ("x",) * 99, ("nonsense",))


def fields(kind: type, seen: set[type]) -> Iterator[tuple[str, object]]:
    """Every field that a type leads to, with its spec."""
    if kind in seen:
        return
    seen.add(kind)
    for name, spec in specs(kind).items():
        yield f"{kind.__name__}.{name}", spec
        inner = spec.registry.values() if isinstance(spec, OneOf) else ()
        inner = (spec.kind,) if isinstance(spec, (Nested, Several)) else inner
        for each in inner:
            yield from fields(each, seen)


EVERY = dict(each for topic in topics() for each in fields(type(topic.default), set()))


@pytest.mark.parametrize("name", EVERY)
def test_a_refusal_names_its_field_as_people_do(name):
    spec = EVERY[name]
    allowed = " ".join(getattr(spec, "registry", {}))  # names that a link may hold stand in the sentence as they are
    for value in HOSTILE:
        try:
            spec.check(name, value)
        except Refused as refused:
            words, _, rest = refused.said.partition(": ")
            assert not CODE.search(words), refused.said
            rest = rest.replace(repr(value)[:37], "").split("; allowed are")[0] if allowed else rest
            assert "tuple" not in rest and name not in rest, refused.said


def test_no_input_at_all_is_said_in_one_short_sentence():
    spec = EVERY["Data.features"]
    assert isinstance(spec, Choices)
    with pytest.raises(Refused) as refused:
        spec.check("Data.features", ())
    assert refused.value.said == "Inputs: choose at least one"
    assert str(refused.value) == "Data.features: choose at least one"


def test_labels_are_of_fields_that_there_are():
    assert set(LABELS) <= {name.rpartition(".")[2] for name in EVERY}
