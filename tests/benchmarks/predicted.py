"""What was predicted of runs beside what they take: ``python -m tests.benchmarks.predicted``.

Steps of random networks, and for each kind of run its dearest values: answers and bytes. One thread, the clock of this
process alone. The three constants of ``engine.training.cost`` were fitted so that the first table centres on 1.
"""

from __future__ import annotations

import os

for _variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")  # before NumPy is imported

import random  # noqa: E402
from collections.abc import Iterator  # noqa: E402
from typing import Any  # noqa: E402

import numpy as np  # noqa: E402

from engine.datasets.augmentation import Augmentation  # noqa: E402
from engine.datasets.samples import Data  # noqa: E402
from engine.experiment import Experiment  # noqa: E402
from engine.networks.activations import ACTIVATIONS  # noqa: E402
from engine.networks.network import Dense, Network  # noqa: E402
from engine.optimizers import OPTIMIZERS  # noqa: E402
from engine.training import cost  # noqa: E402
from pages.live.kind import Kind  # noqa: E402
from pages.topics import KINDS  # noqa: E402
from tests.benchmarks.table import show  # noqa: E402
from tests.live.dearest import MOVED, dearest  # noqa: E402
from tests.live.measuring import answers, excess, peak  # noqa: E402

NETWORKS, LONGEST_STEP = 150, 0.05
AT = (0, 0.05, 0.25, 0.5, 0.75, 0.95, 1)


def spread(draw: random.Random) -> Iterator[tuple[Experiment, int]]:
    """Random networks and numbers of replicas: sizes evenly on a logarithmic scale, a quarter with each extra."""
    size = lambda low, high: round(low * (high / low) ** draw.random())  # noqa: E731
    for _ in range(NETWORKS):
        dense = Dense(size(1, 128), draw.choice(list(ACTIVATIONS)), draw.choice((1.0, 1.0, 1.0, 0.5)),
                      draw.random() < 0.25)  # fmt: skip
        network, optimizer = Network((dense,) * draw.randint(0, 8)), OPTIMIZERS[draw.choice(list(OPTIMIZERS))]()
        moved = MOVED if draw.random() < 0.25 else Augmentation()
        made = Experiment(Data(points=size(10, 5000)), network, optimizer=optimizer, batch_size=size(2, 5000),
                          augmentation=moved)  # fmt: skip
        yield made, draw.choice((1, 1, 5, size(2, 50)))


def steps() -> None:
    """Predicted over measured seconds of twenty training steps."""
    few = [each for each in spread(random.Random(0)) if cost.usual_step(*each).seconds < LONGEST_STEP]
    ratios = [1 / excess(*each, turns=3) for each in few]
    row = [f"{each:.2f}" for each in np.quantile(ratios, AT)]
    title = f"Twenty training steps of {len(few)} random networks: predicted / measured seconds"
    show(title, ["", *(f"{100 * each:g} %" for each in AT)], [["share of networks below", *row]])


def kinds() -> None:
    """Of each kind, the values whose answers take longest and those that hold most."""
    rows = []
    for kind in KINDS.values():
        found = list(dict.fromkeys(filter(None, dearest(kind))))
        longest = max(found, key=lambda value: kind.cost(value).answer.seconds)
        largest = max(found, key=lambda value: kind.cost(value).whole.bytes)
        rows += [row(kind, "longest answer", longest), row(kind, "most bytes", largest)]
    header = ("kind", "of", "answer", "predicted", "allowed", "MB", "predicted", "allowed", "whole run")
    show("The dearest values that are played: seconds beyond the deadline, and bytes", header, rows)


def row(kind: Kind, what: str, value: Any) -> tuple[str, ...]:
    """One value, measured."""
    bill = kind.cost(value)
    answers(kind, value, 0.1)
    taken, held = max(answers(kind, value, 1.0)), peak(lambda: answers(kind, value, 0.5))
    times = (f"{taken:.2f} s", f"{bill.answer.seconds:.2f} s", f"{kind.limit.answer:g} s")
    predicted = max(bill.whole.bytes, bill.answer.bytes)
    sizes = (f"{each / 1e6:.0f}" for each in (held, predicted, kind.limit.bytes))
    return (kind.version, what, *times, *sizes, f"{bill.whole.seconds:.1f} s")


if __name__ == "__main__":
    steps()
    kinds()
