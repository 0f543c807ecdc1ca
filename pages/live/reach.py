"""What hangs on an object: all that can be reached from it but the program itself, and how many bytes that is."""

from __future__ import annotations

import gc
import sys
from collections.abc import Collection, Iterator
from functools import _lru_cache_wrapper
from types import BuiltinFunctionType, CodeType, FunctionType, ModuleType
from typing import Any

import numpy as np

PROGRAM = (ModuleType, type, CodeType, BuiltinFunctionType, _lru_cache_wrapper)  # and whatever is kept for all


def reached(root: Any, but: Collection[int] = ()) -> Iterator[Any]:
    """All that hangs on an object, itself first, each once; what hangs on those with the ids in ``but`` is left out."""
    seen, todo = set(but), [root]
    while todo:
        each = todo.pop()
        if id(each) not in seen and not isinstance(each, PROGRAM):
            seen.add(id(each))
            yield each
            todo += parts(each)


def parts(each: Any) -> list[Any]:
    """What an object holds; of a function what it has closed over, not the module that it stands in."""
    if isinstance(each, FunctionType):
        return list(each.__closure__ or ())
    if isinstance(each, np.ndarray):  # arrays do not tell the garbage collector whose numbers they show
        return [] if each.base is None else [each.base]
    return gc.get_referents(each)


def weight(root: Any, but: Collection[int] = ()) -> int:
    """Bytes of all that hangs on an object."""
    return sum(map(sys.getsizeof, reached(root, but)))
