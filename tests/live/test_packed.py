"""Laws of packed pieces: put together, they are a gzip file that everybody can read."""

from __future__ import annotations

import gzip

from hypothesis import given
from hypothesis import strategies as st

from pages.live.kept import OVERHEAD, Kept
from pages.live.packed import joined, piece


@given(st.lists(st.binary(max_size=3000), max_size=12))
def test_pieces_are_one_file_whichever_they_are(parts):
    pieces = [piece(part) for part in parts]
    assert gzip.decompress(joined(pieces)) == b"".join(parts)
    twice = [*pieces, *reversed(pieces)]
    assert gzip.decompress(joined(twice)) == b"".join(each.plain for each in twice)


def test_what_repeats_itself_is_packed_small():
    assert len(piece(b"0123456789" * 1000).packed) < 200


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 900)), max_size=40))
def test_what_is_kept_stays_below_its_limit_and_the_last_used_stays(puts):
    kept = Kept(4500)
    for key, nbytes in puts:
        kept.put(key, (key, nbytes), nbytes)
        assert kept.nbytes <= 4500
        assert kept.get(key) == (key, nbytes), "one alone has room"
    assert kept.nbytes == sum(kept.get(key)[1] + OVERHEAD for key in range(10) if kept.get(key))


def test_the_least_recently_used_goes_first_and_what_is_too_large_is_not_kept():
    kept = Kept(4 * (100 + OVERHEAD))
    for key in range(4):
        kept.put(key, key, 100)
    assert kept.get(0) == 0
    kept.put(4, 4, 100)
    assert kept.get(1) is None and [kept.get(key) for key in (0, 2, 3, 4)] == [0, 2, 3, 4]
    kept.put(5, 5, 10_000)
    assert kept.get(5) is None and kept.nbytes == 0
