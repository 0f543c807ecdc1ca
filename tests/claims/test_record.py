"""The file of what was measured: complete, read as it was written, and never without a figure."""

from __future__ import annotations

from engine.claims import CLAIMS
from engine.claims.claim import SEEDS, VERDICTS, Figure, Verdict
from engine.claims.record import Entry, entry, measured, plain, read, write


def test_every_claim_of_the_course_was_measured():
    assert list(measured()) == list(CLAIMS) == list(range(1, 46))
    for each in measured().values():
        assert each.verdict.holds in VERDICTS and each.verdict.figures and each.verdict.sentence.endswith((".", "."))
        assert each.seeds[1] >= SEEDS and len(each.date) == 10 and "NumPy" in each.versions


def test_an_entry_is_read_as_it_was_written(tmp_path, monkeypatch):
    verdict = Verdict("holds if", (Figure("a share", 0.123456789, "%"), Figure("none", 0.0)), "So it is.")
    one = entry(1, CLAIMS[1], verdict, "2026-01-01")
    again = read(plain(one))
    assert isinstance(again, Entry) and again.verdict.figures[0].value == 0.123457
    assert (again.number, again.seeds, again.date, again.versions) == (1, one.seeds, "2026-01-01", one.versions)
    write([one], tmp_path / "file.json")
    assert '"number": 1' in (tmp_path / "file.json").read_text("utf-8")


def test_what_reads_a_clock_says_so():
    timed = {number for number, each in measured().items() if each.timed}
    assert timed == {3, 27, 28}
