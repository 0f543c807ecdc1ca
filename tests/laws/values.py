"""Hypothesis strategies built from the specs beside the fields: whatever is registered is covered at once."""

from __future__ import annotations

from hypothesis import strategies as st

from engine.experiment import Experiment
from engine.values.bounds import Choice, Choices, Flag, Growing, Nested, Number, OneOf, Refused, Rows, Several
from engine.values.fields import specs


def values(spec):
    """Values that a field with this spec allows by itself."""
    if isinstance(spec, Number):
        low, high = spec.low, spec.high
        return st.integers(int(low), int(high)) if spec.whole else st.floats(low, high) | st.sampled_from([low, high])
    if isinstance(spec, Flag):
        return st.booleans()
    if isinstance(spec, Choice):
        return st.sampled_from(list(spec.registry))
    if isinstance(spec, Choices):
        return st.lists(st.sampled_from(list(spec.registry)), min_size=spec.least, unique=True).map(tuple)
    if isinstance(spec, OneOf):
        return st.sampled_from(list(spec.registry.values())).flatmap(built)
    if isinstance(spec, Nested):
        return built(spec.kind)
    if isinstance(spec, Several):
        return st.lists(built(spec.kind), min_size=spec.least, max_size=spec.most).map(tuple)
    assert isinstance(spec, Rows), f"no strategy for {spec}"
    rows = st.tuples(*map(values, spec.columns))
    growing = {"unique_by": lambda row: row[0]} if isinstance(spec, Growing) else {}
    table = st.lists(rows, min_size=spec.least, max_size=min(spec.most, 40), **growing)
    return table.map(lambda found: tuple(sorted(found) if growing else found))


def built(kind):
    """Values of a dataclass: some fields as they are by default, some anything that their spec allows."""
    fields = st.fixed_dictionaries({}, optional={name: values(spec) for name, spec in specs(kind).items()})
    return fields.map(lambda chosen: attempt(kind, chosen)).filter(lambda value: value is not None)


def attempt(kind, chosen):
    """The value, or None where fields that are right by themselves do not go together."""
    try:
        return kind(**chosen)
    except Refused:
        return None


experiments = built(Experiment)


def kinds(kind=Experiment):
    """Every dataclass that an experiment may hold."""
    found = {kind: None}
    for spec in specs(kind).values():
        for inner in spec.registry.values() if isinstance(spec, OneOf) else [getattr(spec, "kind", None)]:
            if inner:
                found.update(dict.fromkeys(kinds(inner)))
    return list(found)


def leaves(value, path=()):
    """(path, spec) of every field of an experiment that may be given another value."""
    for name, spec in specs(value).items():
        inner, here = getattr(value, name), (*path, name)
        if isinstance(spec, Nested | OneOf):
            yield from leaves(inner, here)
        if isinstance(spec, Several):
            for index, each in enumerate(inner):
                yield from leaves(each, (*here, index))
        if not isinstance(spec, Nested):
            yield here, spec


def changed(value, path, new):
    """The experiment with one leaf replaced; None where that cannot be."""
    if not path:
        return new
    if isinstance(value, tuple):
        return (*value[: path[0]], changed(value[path[0]], path[1:], new), *value[path[0] + 1 :])
    inner = changed(getattr(value, path[0]), path[1:], new)
    return attempt(type(value), {**{name: getattr(value, name) for name in specs(value)}, path[0]: inner})


@st.composite
def near(draw, value, most=5):
    """Values that differ from one in up to so many leaves, each anything that its spec allows."""
    for _ in range(draw(st.integers(0, most))):
        path, spec = draw(st.sampled_from(list(leaves(value))))
        value = changed(value, path, draw(values(spec))) or value
    return value
