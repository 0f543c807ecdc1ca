"""Points that are given, not drawn: painted, brought as a table, measured."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.datasets import DATASETS, GIVEN, SOURCES
from engine.datasets.own import CELL, CLASSES, MOST, Own
from engine.datasets.painting import owned, paint_over
from engine.datasets.samples import SPLITS, Data, draw
from engine.datasets.table import LONGEST as LONGEST_TABLE
from engine.datasets.table import own, read
from engine.datasets.truth import is_known
from engine.experiment import Experiment
from engine.networks.network import Dense, Network
from engine.training.evaluation import Evaluator
from engine.training.trainer import Trainer
from engine.values.bounds import Refused
from engine.values.codec import LONGEST, decode, encode
from engine.values.fields import specs
from engine.values.packed import pack, unpack
from tests.laws.values import values

quietly = settings(
    max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
ON_THE_PLANE = [slug for slug, kind in SOURCES.items() if kind.dimensions == 2]
MARKS = values(specs(Own)["marks"])


def placed(samples):
    """Each split's points and values, as sets: their order within a split is nobody's business."""
    rows = np.concatenate([samples.points.round(6), samples.values]).T
    return {split: sorted(map(tuple, rows[samples.bounds[split]])) for split in SPLITS}


# given sets


@pytest.mark.parametrize("slug", GIVEN)
def test_given_points_describe_themselves_and_nobody_knows_what_they_are_drawn_from(slug):
    kind = GIVEN[slug]
    assert kind.label and kind.description.endswith(".") and kind.source and kind.__doc__.endswith(".")
    assert not is_known(kind) and not is_known(kind())
    assert all(spec.help for spec in specs(kind).values())
    points, classes = kind().table()
    assert points.shape == (2, len(classes)) and kind().most == len(classes)
    assert np.abs(points).max() <= 6 and set(classes) == set(range(kind().classes))


@pytest.mark.parametrize("slug", DATASETS)
def test_what_drawn_points_are_drawn_from_is_known(slug):
    assert is_known(DATASETS[slug]) and is_known(DATASETS[slug]())


@pytest.mark.parametrize(("slug", "rows", "classes"), [("iris", 150, 50), ("wine", 178, 48), ("tumours", 569, 212)])
def test_the_measured_sets_are_whole(slug, rows, classes):
    """Counts as their sources give them: the smallest class of each."""
    found = GIVEN[slug]().table()[1]
    assert len(found) == rows and min(np.bincount(found.astype(int))) == classes


def test_two_petal_columns_tell_irises_apart():
    """Published again and again: a small network is right on about 96 % of them."""
    experiment = Experiment(Data(GIVEN["iris"](), 150, 100, 0), Network((Dense(8),)))
    trainer = Trainer(experiment)
    state = trainer.advance(trainer.start(), 1500)
    assert Evaluator(trainer).evaluate(state).score[0] > 0.94


@pytest.mark.parametrize("slug", GIVEN)
def test_a_wish_for_more_points_than_there_are_takes_all_and_for_fewer_some(slug):
    all_of_them, few = Data(GIVEN[slug](), 5000), Data(GIVEN[slug](), 10)
    assert sum(all_of_them.counts) == all_of_them.m == GIVEN[slug]().most and sum(few.counts) == 10
    every = {tuple(row) for row in draw(all_of_them).points.T}
    assert all(tuple(row) in every for row in draw(few).points.T)


@pytest.mark.parametrize("slug", GIVEN)
def test_noise_moves_given_points_and_never_what_they_are(slug):
    still, moved = (draw(Data(GIVEN[slug](noise=noise), 5000)) for noise in (0.0, 0.4))
    assert np.array_equal(still.values, moved.values)
    assert 0.3 < np.std(moved.points - still.points) < 0.7  # 0.4 of a gap of 1.25


# painting


@pytest.mark.parametrize("slug", ON_THE_PLANE)
def test_the_points_of_any_problem_become_ones_own_where_they_are_and_in_their_split(slug):
    data = Data(SOURCES[slug](), points=120)
    before, after = draw(data), draw(replace(data, source=owned(data)))
    assert after.task == before.task and after.counts == before.counts
    assert np.abs(after.points - before.points.clip(-6, 6)).max() <= CELL / 2 + 1e-9
    assert np.abs(after.values - before.values.clip(-1, None)).max() <= 0.2
    if before.task != "regression":
        assert np.array_equal(after.values, before.values)


def test_a_point_that_is_added_changes_no_other_points_split_but_at_the_borders():
    data = paint_over(Data(points=200), add=[[0.0, 0.0, 1]])
    before, after = placed(draw(Data(owned(Data(points=200)), 200))), placed(draw(data))
    assert data.points == data.m == 201
    left = sum(len(set(before[split]) - set(after[split])) for split in SPLITS)
    assert left <= 2  # one for each border between splits


@quietly
@given(MARKS, st.integers(0, 10**6))
def test_a_stroke_does_what_it_says(marks, pick):
    source = attempt(marks)
    if source is None:
        return
    data = Data(source, 5000)
    x, y, _ = marks[pick % len(marks)]
    added = paint_over(data, add=[[1.0, -2.0, 0]])
    assert added.source.marks == (*source.marks, (20, -40, 0))
    moved = paint_over(data, move=[[x * CELL, y * CELL, 0.5, 0.5]])
    assert len(moved.source.marks) == len(marks) and any(mark[:2] == (10, 10) for mark in moved.source.marks)
    if len(marks) > 1:
        assert len(paint_over(data, erase=[[x * CELL, y * CELL]]).source.marks) == len(marks) - 1
    assert paint_over(data, erase=[[9.0, 9.0]]).source == source, "where nothing is, nothing is taken away"


def attempt(marks):
    """An own set of these marks, where their third column can be classes."""
    try:
        return Own(marks)
    except Refused:
        return None


def test_the_last_point_stays_and_too_many_are_refused():
    one = Data(Own(((0, 0, 1),)), 10)
    with pytest.raises(Refused, match="0 are not between 1 and 2,000"):
        paint_over(one, erase=[[0.0, 0.0]])
    full = Data(Own(tuple((x, y, 0) for x in range(50) for y in range(40))), MOST)
    with pytest.raises(Refused, match="2,001 are not between"):
        paint_over(full, add=[[3.0, 3.0, 1]])


def test_what_is_painted_off_the_plane_lies_at_its_edge():
    assert paint_over(Data(), add=[[99.0, -99.0, 77]]).source.marks[-1] == (120, -120, CLASSES - 1)


def test_classes_decide_what_is_to_be_learned():
    assert [Own(((0, 0, k),)).task for k in (0, 1, 2, 5)] == ["binary", "binary", "multiclass", "multiclass"]
    assert Own(((0, 0, -100),), "value").task == "regression"
    for wrong in (-1, 6):
        with pytest.raises(Refused, match=f"class {wrong} is not a whole number between 0 and 5"):
            Own(((0, 0, wrong),))


# in a link


@quietly
@given(MARKS)
def test_a_packed_table_is_read_as_it_was_written(marks):
    low = specs(Own)["marks"].low
    assert unpack(pack(marks, low), low, MOST) == marks


def test_two_thousand_sorted_points_fit_into_a_link_and_a_thousand_in_any_order():
    rng = np.random.default_rng(0)
    for points, sort in ((MOST, sorted), (1000, list)):
        marks = [(int(x), int(y), int(k)) for x, y, k in rng.integers((-120, -120, 0), (121, 121, 6), (points, 3))]
        code = encode(Experiment(Data(Own(tuple(sort(marks))), MOST)))
        assert len(code) <= LONGEST
        assert len(decode(code).data.source.marks) == points


@pytest.mark.parametrize("text", ["AAAA", "eJw=", "é", "x" * 50, "eNrtwQEBAAAAgJD+r+4ICgAAAAAA"])
def test_a_table_that_is_none_is_refused(text):
    with pytest.raises(Refused, match="table of points"):
        unpack(text, (-120, -120, -100), MOST)


def test_a_table_that_unpacks_to_very_much_is_refused_unread():
    import base64
    import zlib

    bomb = base64.b64encode(zlib.compress(bytes(50_000_000), 9)).decode()
    with pytest.raises(Refused, match="longer than 2,000 rows"):
        unpack(bomb, (-120, -120, -100), MOST)


# a table


GOOD = "x1,x2,label\n1.5,2.0,cat\n-0.3,1.1,dog\n0.5,0.25,cat\n"


@pytest.mark.parametrize(
    "text",
    [GOOD, GOOD.replace(",", ";"), GOOD.replace(",", "\t"), "# a remark\n" + GOOD, GOOD.replace("\n", "\r\n")],
)
def test_tables_are_read_whatever_parts_their_columns(text):
    table = read(text.encode())
    assert table.names == ("x1", "x2", "label") and table.numeric == ["x1", "x2"]
    assert sorted(own(table, "x1", "x2", "label", standard=False).marks) == [(-6, 22, 1), (10, 5, 0), (30, 40, 0)]


def test_decimal_commas_and_a_byte_order_mark_are_read():
    table = read("﻿a;b;c\n1,5;2,25;0\n3,5;1,0;1\n".encode())
    assert table.numbers("a").tolist() == [1.5, 3.5] and table.numbers("b").tolist() == [2.25, 1.0]


def test_a_table_without_names_gets_some():
    assert read(b"1,2,0\n3,4,1\n").names == ("column 1", "column 2", "column 3")


def test_a_column_of_values_is_scaled_to_what_a_network_gives():
    table = read(b"a,b,y\n0,0,10\n1,1,20\n2,2,40\n")
    found = own(table, "a", "b", "y", "value")
    assert found.task == "regression" and [mark[2] for mark in found.marks] == [-100, -33, 100]


def test_columns_of_any_scale_fit_on_the_plane():
    rng = np.random.default_rng(1)
    rows = "\n".join(
        f"{1e6 + 1e4 * a},{b / 1e5},{k}" for a, b, k in zip(*rng.normal(size=(2, 60)), "ab" * 30, strict=True)
    )
    points, _ = own(read(rows.encode()), "column 1", "column 2", "column 3").table()
    assert (
        np.allclose(points.mean(axis=1), 0, atol=0.05)
        and np.abs(points).max() <= 5.55
        and (points.std(axis=1) > 1).all()
    )


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "it is empty"),
        (b"\n \n# only a remark\n", "it is empty"),
        (b"a,b,c\n", "0 rows of points"),
        (b"a,b\n" + b"1,2\n" * 2001, "2,001 rows of points"),
        (b"x" * (LONGEST_TABLE + 1), "bytes are too many"),
        (",".join(["1"] * 1_000_000).encode()[:LONGEST_TABLE], "1,000,000 columns are too many; allowed are 100"),
        ("a,b\nü,2\n".encode("latin-1"), "byte 4 is not UTF-8"),
        ("a,b\n1,2\n".encode("utf-16"), "is not UTF-8"),
        (b"a,b\n1\0,2\n", "bytes that are no text"),
        (b"a,b,c\n1,2,0\n1,2\n", "row 3 has 2 columns, the first has 3"),
        (b'a,b\n"' + b"x" * 200_000 + b'",2\n', "cannot be read"),
    ],
)
def test_a_table_that_cannot_be_used_says_why(raw, sentence):
    with pytest.raises(Refused, match=sentence) as refused:
        read(raw)
    assert len(str(refused.value)) < 300


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("nan", "row 2, a holds 'nan'; only finite numbers"),
        ("inf", "only finite"),
        ("1e999", "only finite"),
        ("=1+1", "row 2, a holds a formula, '=1\\+1'"),
        ("one", "row 2, a holds 'one'"),
        ("", "row 2, a holds ''"),
    ],
)
def test_a_cell_that_is_no_number_is_named(cell, sentence):
    with pytest.raises(Refused, match=sentence):
        own(read(f"a,b,c\n1,2,x\n{cell},2,y\n".encode()), "a", "b", "c")


def test_too_many_labels_and_far_points_are_refused():
    many = read("\n".join(["a,b,c", *(f"{i},{i},name{i}" for i in range(7))]).encode())
    with pytest.raises(Refused, match="7 different labels; allowed are 6"):
        own(many, "a", "b", "c")
    with pytest.raises(Refused, match="lies off the plane"):
        own(read(b"a,b,c\n1,60,x\n"), "a", "b", "c", standard=False)


@quietly
@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_no_table_does_any_harm(raw):
    try:
        table = read(raw)
        own(table, table.names[0], table.names[-1], table.names[0])
    except Refused as refused:
        assert refused.field and len(str(refused)) < 600
