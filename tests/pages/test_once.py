"""What is asked once in a run of a script: the same answer until the next one begins, and each time outside of any."""

from __future__ import annotations

from contextvars import copy_context

from pages.controls import once


def test_an_answer_holds_for_one_run_of_the_script():
    asked = []

    @once.once
    def answer(name: str) -> str:
        asked.append(name)
        return f"{name} {len(asked)}"

    def run() -> None:
        once.begin()
        assert [answer("a"), answer("b"), answer("a")] == ["a 1", "b 2", "a 1"]
        once.begin()
        assert answer("a") == "a 3"

    copy_context().run(run)
    assert (answer("a"), answer("a")) == ("a 4", "a 5"), "outside of a run"
