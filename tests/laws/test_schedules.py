"""Laws of learning-rate schedules, each held to by every entry of SCHEDULES."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest

from engine.optimizers.schedules import SCHEDULES
from engine.values.bounds import Number, Refused
from engine.values.fields import specs

EPOCHS = (0.0, 0.25, 1.0, 4.999, 5.0, 10.0, 10.5, 49.0, 50.0, 1000.0)
every_schedule = pytest.mark.parametrize("kind", SCHEDULES.values(), ids=SCHEDULES)


@every_schedule
def test_an_entry_explains_itself(kind):
    for text in (kind.label, kind.formula, kind.source, kind.__doc__):
        assert text
        assert not text.isspace()
    assert next(iter(specs(kind))) == "rate"
    for spec in specs(kind).values():
        assert spec.help
        assert spec.hot


def test_labels_differ():
    assert len({kind.label for kind in SCHEDULES.values()}) == len(SCHEDULES)


@every_schedule
def test_every_number_is_held_to_its_bounds(kind):
    for name, spec in specs(kind).items():
        if isinstance(spec, Number):
            for wrong in (spec.low - 1.0, spec.high * 2.0, np.inf, None):
                with pytest.raises(Refused, match=name):
                    kind(**{name: wrong})


@every_schedule
def test_a_rate_is_a_positive_float_in_proportion_to_the_first(kind):
    if kind is SCHEDULES["step_table"]:
        return  # its later rates are set by hand
    for epoch in EPOCHS:
        rate = kind(rate=0.25)(epoch)
        assert isinstance(rate, float)
        assert 0.0 <= rate <= 0.25
        assert kind(rate=0.5)(epoch) == 2.0 * rate


@every_schedule
def test_replicas_may_differ_in_every_number(kind):
    draw = np.random.default_rng(1)
    columns = {}
    for name, spec in specs(kind).items():
        if isinstance(spec, Number):
            columns[name] = draw.uniform(spec.low, min(spec.high, spec.low + 20.0), (5, 1))
    stacked = dataclasses.replace(kind(), **columns)
    for epoch in EPOCHS:
        rates = np.broadcast_to(stacked(epoch), (5, 1))
        for replica in range(5):
            alone = kind(**{name: column[replica].item() for name, column in columns.items()})
            assert rates[replica, 0] == alone(epoch)


@every_schedule
@pytest.mark.parametrize("name", ["rate", "decay", "factor", "every", "k", "floor", "start", "span"])
def test_replicas_may_differ_in_one_number(kind, name):
    if name not in specs(kind):
        return
    values = np.array([[0.5], [0.75], [1.0]]) * (20.0 if name in ("every", "span") else 1.0)
    stacked = dataclasses.replace(kind(), **{name: values})
    for epoch in EPOCHS:
        rates = np.broadcast_to(stacked(epoch), (3, 1))
        assert all(rates[replica, 0] == kind(**{name: values[replica].item()})(epoch) for replica in range(3))


@every_schedule
def test_whole_epochs_give_the_formula_of_the_notes(kind):
    formulas = {
        "constant": lambda epoch: 0.2,
        "inverse_time": lambda epoch: 0.2 / (1 + 0.1 * epoch),
        "exponential": lambda epoch: 0.95**epoch * 0.2,
        "staircase": lambda epoch: 0.2 * 0.5 ** (epoch // 10),
        "square_root": lambda epoch: 0.2 / math.sqrt(epoch + 1),
        "step_table": lambda epoch: 0.2 if epoch < 20 else 0.01 if epoch < 40 else 0.003,
        "cosine": lambda epoch: 0.1 * (1 + math.cos(math.pi * epoch / 50)) if epoch < 50 else 0.0,
        "warm_up": lambda epoch: 0.2 * (0.1 + 0.9 * epoch / 5) if epoch < 5 else 0.2,
    }
    key = next(key for key in SCHEDULES if SCHEDULES[key] is kind)
    for epoch in range(100):
        assert kind(rate=0.2)(float(epoch)) == pytest.approx(formulas[key](epoch), rel=1e-13, abs=1e-17)


@pytest.mark.parametrize("name", ["inverse_time", "exponential", "staircase", "square_root", "cosine"])
def test_decay_never_raises_the_rate(name):
    rates = [SCHEDULES[name]()(epoch) for epoch in np.linspace(0.0, 120.0, 500).tolist()]
    assert all(later <= earlier for earlier, later in zip(rates, rates[1:], strict=False))
    assert rates[-1] < rates[0] == SCHEDULES[name]().rate


def test_a_staircase_is_level_between_its_steps():
    stairs = SCHEDULES["staircase"](rate=1.0, factor=0.1, every=3.0)
    assert [stairs(epoch) for epoch in (0.0, 2.999, 3.0, 5.9, 6.0)] == pytest.approx([1.0, 1.0, 0.1, 0.1, 0.01])


def test_cosine_comes_down_to_its_floor_and_stays():
    cosine = SCHEDULES["cosine"](rate=1.0, floor=0.2, span=10.0)
    assert [cosine(epoch) for epoch in (0.0, 5.0, 10.0, 99.0)] == pytest.approx([1.0, 0.6, 0.2, 0.2])


@pytest.mark.parametrize(
    "table",
    [
        (),
        [(1.0, 0.1)],
        ((1.0, 0.1, 0.2),),
        ((1.0, 0.1), (1.0, 0.2)),
        ((2.0, 0.1), (1.0, 0.2)),
        ((-1.0, 0.1),),
        ((1.0, 0.0),),
        ((1.0, math.nan),),
        (("1", 0.1),),
        tuple((float(epoch), 0.1) for epoch in range(21)),
        None,
    ],
)
def test_a_table_must_be_sorted_short_and_within_bounds(table):
    with pytest.raises(Refused, match="table"):
        SCHEDULES["step_table"](table=table)
