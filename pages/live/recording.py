"""What the frame route asks of a run: kinds make recordings, recordings compute steps and show them as frames."""

from __future__ import annotations

from typing import Any, Protocol


class Recording(Protocol):
    """A run as far as it has been computed; one thread at a time works on it (the store sees to that)."""

    nbytes: int  # memory held; may grow with every call of ``advance``
    end: tuple[int, str] | None  # (step, reason) once the run is known to stop there

    def advance(self, step: int, deadline: float) -> int:
        """Compute up to ``step`` or until ``time.monotonic()`` passes ``deadline``; the step reached so far."""

    def frame(self, step: int, views: tuple[str, ...]) -> dict[str, Any]:
        """What the views show at a step that was reached: ``{"step", "epoch", "numbers", "views": {name: patch}}``."""


class Kind(Protocol):
    """One kind of run, known by the first letters of its codes."""

    views: tuple[str, ...]  # names of the views its frames may carry

    def recording(self, code: str, parent: Recording | None) -> Recording:
        """A recording of a run at step 0.

        ``parent`` is a recording of the same chain without its last segment, if the store still holds one: its steps
        up to the last change are the same run, so they need not be computed again.

        Raises: engine.values.fields.Refused, with a sentence, for a code that is not one of a run.
        """
