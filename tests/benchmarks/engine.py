"""The engine against PyTorch and scikit-learn, and against its own promises: ``python -m tests.benchmarks.engine``.

Every side trains the same network on the same 250 points, in float64, with tanh, cross-entropy and Adam, on one thread;
an epoch is a shuffle, mini-batches, forward, backward and Adam. PyTorch runs eagerly with Adam as it is by default; the
column "fused" is the same loop with ``fused=True``, which is faster and not what the goals were set against. The sides
take turns and the fastest round of each counts, so that a busy machine disturbs them alike. PyTorch (a CPU build,
``torch==2.13.0``) and scikit-learn are needed for their own columns only.
"""

from __future__ import annotations

import os

for _variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")  # before NumPy is imported

from math import isnan  # noqa: E402

from tests.benchmarks import cost  # noqa: E402
from tests.benchmarks.rivals import POINTS, Hidden, ours, pytorch, scikit_learn  # noqa: E402
from tests.benchmarks.table import judged, show  # noqa: E402
from tests.benchmarks.timing import take_turns  # noqa: E402

SIX_OF_EIGHT = (8,) * 6

# (hidden units, batch, replicas): wanted ratios against PyTorch and against scikit-learn
WANTED = {
    ((4, 2), 10, 1): (12, 6),
    (SIX_OF_EIGHT, 10, 1): (14, 5),
    ((32, 32), 10, 1): (10, 5),
    ((32, 32), POINTS, 1): (5.5, 3.5),
    ((128, 128), 32, 1): (4.5, 3),
    ((4, 2), 10, 32): (120, 70),
    (SIX_OF_EIGHT, 10, 32): (90, 35),
}


def against_others() -> None:
    """The table of ratios; replicas are counted one by one, since the others train one network at a time."""
    rows = []
    for (hidden, batch, replicas), wanted in WANTED.items():
        sides = pytorch(hidden, batch), scikit_learn(hidden, batch), pytorch(hidden, batch, fused=True)
        mine, *others = take_turns([ours(hidden, batch, replicas), *sides])
        torch_ratio, learn_ratio, fused_ratio = (other / (mine / replicas) for other in others)
        cells = (*compared(torch_ratio, wanted[0]), times(fused_ratio), *compared(learn_ratio, wanted[1]))
        rows.append((name(hidden, batch, replicas), f"{mine / replicas * 1e3:.3f} ms", *cells))
    header = ("network, batch", "our epoch", "PyTorch", "wanted", "", "fused", "scikit-learn", "wanted", "")
    show(f"An epoch with Adam, {POINTS} points, float64, one thread: so many times as fast as", header, rows)


def name(hidden: Hidden, batch: int, replicas: int) -> str:
    network = "-".join(map(str, (2, *hidden, 1)))
    text = f"{network}, {'all' if batch == POINTS else batch}"
    return f"{replicas} replicas of {text}, each" if replicas > 1 else text


def compared(ratio: float, wanted: float) -> tuple[str, str, str]:
    return times(ratio), f"{wanted:g} x", "" if isnan(ratio) else judged(ratio, wanted, more=True)


def times(ratio: float) -> str:
    return "missing" if isnan(ratio) else f"{ratio:.1f} x"


if __name__ == "__main__":
    against_others()
    cost.growth()
    cost.weight()
    cost.single_jobs()
