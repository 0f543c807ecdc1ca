"""The engine against PyTorch and scikit-learn, and against its own promises: ``python -m tests.benchmarks.engine``.

Every side trains the same network on the same 250 points in float64 with tanh, cross-entropy and Adam, on one thread:
each epoch is a shuffle, mini-batches, forward, backward and Adam. PyTorch runs eagerly with its default Adam; the
column "fused" is the same with its faster ``fused=True``. scikit-learn is ``MLPClassifier.fit`` with warm start, many
epochs in one call. The sides take turns, round after round, and the fastest round of each counts, so that a busy
machine disturbs all alike. torch (``torch==2.13.0``, CPU build) and scikit-learn are needed for their columns only.
"""

from __future__ import annotations

import os

for _variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")  # before NumPy is imported

import json  # noqa: E402
import time  # noqa: E402
import warnings  # noqa: E402
from collections.abc import Callable  # noqa: E402
from dataclasses import replace  # noqa: E402

import numpy as np  # noqa: E402

from engine.codec import encode  # noqa: E402
from engine.descent import descend  # noqa: E402
from engine.evaluation import Maps  # noqa: E402
from engine.experiment import Experiment  # noqa: E402
from engine.network import Dense, Network  # noqa: E402
from engine.optimizers import OPTIMIZERS, Adam  # noqa: E402
from engine.samples import Data  # noqa: E402
from engine.schedules import Constant  # noqa: E402
from engine.surfaces import SURFACES, slope  # noqa: E402
from engine.training import Trainer  # noqa: E402
from pages.live.network import NetworkRecording  # noqa: E402
from pages.plots.views import VIEWS  # noqa: E402
from tests.benchmarks.table import judged, show  # noqa: E402

Run = Callable[[int], None]  # trains so many epochs more
POINTS, RATE = 250, 0.01
ROUNDS, SECONDS_A_ROUND = 7, 0.06
SIX_OF_EIGHT = (8,) * 6

# (hidden units, batch, replicas): wanted ratios against PyTorch and scikit-learn
WANTED = {
    ((4, 2), 10, 1): (12, 6),
    (SIX_OF_EIGHT, 10, 1): (14, 5),
    ((32, 32), 10, 1): (10, 5),
    ((32, 32), POINTS, 1): (5.5, 3.5),
    ((128, 128), 32, 1): (4.5, 3),
    ((4, 2), 10, 32): (120, 70),
    (SIX_OF_EIGHT, 10, 32): (90, 35),
}


def experiment(hidden: tuple[int, ...], batch: int, seed: int = 0, points: int = POINTS) -> Experiment:
    """The experiment that every side trains."""
    data = Data(points=points, train_percent=100, dev_percent=0)
    network = Network(tuple(Dense(units, "tanh") for units in hidden))
    return Experiment(data, network, optimizer=Adam(), schedule=Constant(rate=RATE), batch_size=batch, seed=seed)


def ours(hidden: tuple[int, ...], batch: int, replicas: int = 1, points: int = POINTS) -> Run:
    """This engine: one network, or replicas that differ in first weights and in the order of their batches."""
    each = [experiment(hidden, batch, seed, points) for seed in range(replicas)]
    trainer = Trainer(each[0] if replicas == 1 else each)
    state = trainer.start()

    def run(epochs: int) -> None:
        nonlocal state
        state = trainer.advance(state, epochs * trainer.steps_per_epoch)

    return run


def pytorch(hidden: tuple[int, ...], batch: int, fused: bool = False) -> Run | None:
    """A plain eager loop; None where PyTorch is missing."""
    try:
        import torch
    except ImportError:
        return None
    torch.set_num_threads(1)
    x, y = (torch.from_numpy(array) for array in arrays())
    sizes = [2, *hidden]
    layers = [part for n, k in zip(sizes, hidden, strict=False) for part in (torch.nn.Linear(n, k), torch.nn.Tanh())]
    model = torch.nn.Sequential(*layers, torch.nn.Linear(sizes[-1], 1)).double()
    loss = torch.nn.BCEWithLogitsLoss()
    adam = torch.optim.Adam(model.parameters(), lr=RATE, fused=fused or None)

    def run(epochs: int) -> None:
        for _ in range(epochs):
            order = torch.randperm(POINTS)
            for start in range(0, POINTS, batch):
                chosen = order[start : start + batch]
                adam.zero_grad()
                loss(model(x[chosen]), y[chosen]).backward()
                adam.step()

    return run


def scikit_learn(hidden: tuple[int, ...], batch: int) -> Run | None:
    """``MLPClassifier``; None where scikit-learn is missing."""
    try:
        from sklearn.exceptions import ConvergenceWarning
        from sklearn.neural_network import MLPClassifier
    except ImportError:
        return None
    x, y = arrays()
    model = MLPClassifier(
        hidden, activation="tanh", alpha=0, batch_size=batch, learning_rate_init=RATE, tol=0, warm_start=True,
        n_iter_no_change=10**9,
    )  # fmt: skip

    def run(epochs: int) -> None:
        model.max_iter = epochs
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            model.fit(x, y[:, 0])

    return run


def arrays() -> tuple[np.ndarray, np.ndarray]:
    """The points as the others want them: one row an example."""
    samples = Trainer(experiment((4,), 10)).samples[0]
    return samples.rows[:, :2].copy(), samples.targets.T.copy()


def take_turns(sides: list[Run | None], rounds: int = ROUNDS) -> list[float]:
    """Seconds an epoch of each side, in its fastest round; NaN for one that is missing."""
    counts = [epochs_in_a_round(side) if side else 0 for side in sides]
    best = [float("nan")] * len(sides)
    for _ in range(rounds):
        for index, (side, count) in enumerate(zip(sides, counts, strict=True)):
            if side:
                best[index] = np.fmin(best[index], seconds(lambda side=side, count=count: side(count)) / count)
    return best


def epochs_in_a_round(side: Run) -> int:
    side(2)  # warm: caches, first allocations
    return max(1, round(SECONDS_A_ROUND / max(seconds(lambda: side(3)) / 3, 1e-6)))


def seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def fastest(act: Callable[[], object], times: int) -> float:
    act()
    return min(seconds(act) for _ in range(times))


def against_others() -> None:
    """The table of ratios."""
    rows = []
    for (hidden, batch, replicas), wanted in WANTED.items():
        sides = [ours(hidden, batch, replicas), pytorch(hidden, batch), scikit_learn(hidden, batch)]
        mine, *others, fused = take_turns([*sides, pytorch(hidden, batch, fused=True)])
        mine /= replicas
        cells = [ratio(other / mine, goal) for other, goal in zip(others, wanted, strict=True)]
        extra = "missing" if np.isnan(fused) else f"{fused / mine:.1f} x"
        rows.append((name(hidden, batch, replicas), f"{mine * 1e3:.3f} ms", *cells[0], extra, *cells[1]))
    header = ("network, batch", "our epoch", "PyTorch", "wanted", "", "fused", "scikit-learn", "wanted", "")
    show(f"Full epochs with Adam, {POINTS} points, float64, one thread: how many times as fast", header, rows)


def name(hidden: tuple[int, ...], batch: int, replicas: int) -> str:
    network = "-".join(map(str, (2, *hidden, 1))) if len(hidden) < 6 else "six layers of 8"
    text = f"{network}, {'all' if batch >= POINTS else batch}"
    return f"{replicas} replicas of {text}, each" if replicas > 1 else text


def ratio(measured: float, wanted: float) -> tuple[str, str, str]:
    if np.isnan(measured):
        return "missing", f"{wanted:g} x", ""
    return f"{measured:.1f} x", f"{wanted:g} x", judged(measured, wanted, more=True)


def growth() -> None:
    """Cost against points, units and replicas, each doubled; the fixed cost of a step fades as they grow."""
    rows = []
    for what, values, make in (
        ("points, 2-32-32-1, all", (1250, 2500, 5000), lambda n: ours((32, 32), n, points=n)),
        ("units a layer, two layers, batch 250", (32, 64, 128), lambda n: ours((n, n), POINTS)),
        ("replicas of 2-4-2-1, batch 10", (64, 128, 256), lambda n: ours((4, 2), 10, n)),
    ):
        times = take_turns([make(value) for value in values])
        steps = [f"{after / before:.2f} x" for before, after in zip(times, times[1:], strict=False)]
        rows.append((what, " ".join(map(str, values)), " ".join(f"{each * 1e3:.2f}" for each in times), *steps))
    header = ("doubling", "values", "ms an epoch", "first", "second")
    show("How cost grows: linear is 2 x, and 4 x for units squared", header, rows)


def frames() -> None:
    """What a recorded run keeps and sends for one frame of the default experiment."""
    chosen = Experiment()
    trainer = Trainer(chosen)
    recording = NetworkRecording.__new__(NetworkRecording)
    recording = recorded(chosen)
    rows = [("checkpoint: theta, memory, buffers", f"{trainer.start().nbytes:,}")]
    for view in VIEWS:
        patch = recording.frame(recording.steps[-1], (view,))["views"]
        rows.append((f"JSON of the {view} view", f"{len(json.dumps(patch, separators=(',', ':'))):,}"))
    whole = len(json.dumps(recording.frame(recording.steps[-1], tuple(VIEWS)), separators=(",", ":")))
    rows.append(("JSON of the whole frame", f"{whole:,}"))
    show(f"Bytes a frame, default experiment (P = {trainer.layout.P}) after ten epochs", ("what", "bytes"), rows)
