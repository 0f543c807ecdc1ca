"""Answers that hold for one run of a page's script: worked out once, for asking Streamlit takes 20 µs each time."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import Any

_known: ContextVar[dict] = ContextVar("known")  # a session's script has a thread of its own


def begin() -> None:
    """Forget what the run before knew."""
    _known.set({})


def once(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function that is asked once with the same names; before the first run has begun, each time."""

    @wraps(function)
    def answer(*names: str) -> Any:
        known = _known.get(None)
        if known is None:
            return function(*names)
        if (function, names) not in known:
            known[function, names] = function(*names)
        return known[function, names]

    return answer
