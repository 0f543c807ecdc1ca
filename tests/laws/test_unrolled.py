"""Laws of an unrolled image: pictures are links, columns are the notes' own, and the wrong ways are wrong."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.datasets.glyphs import INPUTS, glyph, glyphs
from engine.studies.logistic_regression.picture import READINGS, Picture, colors_of, rows_of
from engine.studies.logistic_regression.unrolled import columns, reader, unrolling
from engine.training.pieces import outcome
from engine.values.codec import decode, encode

EMPTY = Picture(rows_of([[0] * 8] * 8))


def unrolled(picture: Picture):
    """All moments, and the sentence at the end."""
    made, pieces = [], unrolling(picture)
    while True:
        try:
            made += [each] if (each := next(pieces)) is not None else []
        except StopIteration as end:
            return made, end.value


@given(st.lists(st.lists(st.integers(0, 7), min_size=8, max_size=8), min_size=8, max_size=8))
def test_a_drawing_is_a_link(colors):
    picture = Picture(rows_of(colors))
    assert picture.colors == colors == colors_of(picture.array)
    assert decode(encode(picture)) == picture and len(encode(picture)) < 500


def test_a_column_runs_row_by_row_pixel_by_pixel_channel_by_channel():
    pictures = np.arange(5.0 * INPUTS).reshape(5, 8, 8, 3)
    matrix = columns(pictures, "right")
    assert matrix.shape == (INPUTS, 5)
    for picture, row, place, channel in ((0, 0, 0, 0), (2, 3, 4, 1), (4, 7, 7, 2)):
        assert matrix[24 * row + 3 * place + channel, picture] == pictures[picture, row, place, channel]
    mixed = columns(pictures, "mixed")
    assert mixed.shape == matrix.shape and not np.array_equal(mixed, matrix)
    assert np.array_equal(mixed[:, 0], pictures.ravel()[::5]), "a fifth of each picture"
    with pytest.raises(ValueError, match="not aligned"):
        np.dot(np.ones((1, INPUTS)), columns(pictures, "upright"))


def test_the_neuron_tells_fresh_glyphs_apart_and_is_the_best_there_is():
    neuron = outcome(reader())
    assert neuron.right > 0.95
    pictures, labels = glyphs(600, 1)
    z = neuron.w @ columns(pictures, "right") + neuron.b
    slope = columns(pictures, "right") @ (1 / (1 + np.exp(-z)) - labels) / 600 + neuron.w / 600
    assert np.abs(slope).max() < 0.01, "the gradient of cost and penalty is nearly 0"


@pytest.mark.parametrize("reading", READINGS)
def test_moments_add_up_number_by_number(reading):
    made, said = unrolled(Picture(reading=reading))
    neuron, first = made[0].reader, made[0]
    assert first.facts["numbers"]["z so far"] == neuron.b and len(made) == len(first.column) + 1
    if reading == "upright":
        assert len(made) == 5 and first.chosen is None and "NumPy refuses" in said
        return
    assert made[-1].sums[-1] == pytest.approx(neuron.w @ first.column + neuron.b)
    assert first.chosen[0] == pytest.approx(1 / (1 + np.exp(-made[-1].sums[-1])))
    assert ("nobody complains" in said) == (reading == "mixed") == (abs(first.chosen[0] - first.right[0]) > 0.05)


def test_rings_and_crosses_come_out_as_such_and_nothing_has_a_sentence():
    for label in (0, 1):
        made, _ = unrolled(Picture(rows_of(colors_of(glyph(label, 5, (1, 0))))))
        assert (made[0].right[0] > 0.5) == label
    made, said = unrolled(EMPTY)
    assert set(made[-1].sums) == {made[0].reader.b} and "nothing is drawn" in said
