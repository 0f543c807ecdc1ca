"""What a sweep costs: ``python -m tests.benchmarks.sweep``. 8 widths x 30 redraws, 100 training points, 300 epochs.

The same 240 fits are then made one by one with scikit-learn's ``MLPRegressor`` (float64, Adam, full batches); it is
needed for its own row only. Both run on one thread.
"""

from __future__ import annotations

import os

for _variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")  # before NumPy is imported

import time  # noqa: E402
import warnings  # noqa: E402
from dataclasses import replace  # noqa: E402

from engine.datasets.samples import draw  # noqa: E402
from engine.studies.bias_variance.looks import PARTS_OF_A_VALUE as PARTS  # noqa: E402
from engine.studies.bias_variance.sweep import DEFAULT, Sweep, run  # noqa: E402
from engine.studies.regularization_lab.lab import Lab  # noqa: E402
from engine.values.codec import encode  # noqa: E402
from pages.live.sweep import SWEEP_KIND  # noqa: E402
from pages.topics.regularization_lab.topic import TOPIC as LAB  # noqa: E402
from tests.benchmarks.table import judged, show  # noqa: E402

DATA = replace(DEFAULT.data, points=200, train_percent=50, dev_percent=25)
SWEEP = Sweep(replace(DEFAULT, data=DATA), first=1, last=64, count=8, redraws=30, epochs=300)
VIEWS = ("errors", "fits", "parts", "verdict")


def engine_seconds() -> float:
    """Training and examining all 240 networks, without a page."""
    began = time.perf_counter()
    run(SWEEP)
    return time.perf_counter() - began


def recorded_seconds() -> tuple[float, float]:
    """Until the first value's point, and until the end, with every frame of all views made."""
    recording = SWEEP_KIND.recording(encode(SWEEP), None)
    began = time.perf_counter()
    first = 0.0
    for step in range(PARTS * len(SWEEP.values) + 1):
        while recording.advance(step, time.monotonic() + 0.15) < step:
            pass
        SWEEP_KIND.frame(recording, step, VIEWS)
        if step == PARTS:
            first = time.perf_counter() - began
    return first, time.perf_counter() - began


def scikit_learn_seconds() -> float:
    """The 240 fits one by one; NaN where scikit-learn is missing."""
    try:
        from sklearn.exceptions import ConvergenceWarning
        from sklearn.neural_network import MLPRegressor
    except ImportError:
        return float("nan")
    warnings.simplefilter("ignore", ConvergenceWarning)
    began = time.perf_counter()
    for value in SWEEP.values:
        for experiment in SWEEP.replicas(value):
            samples = draw(experiment.data)
            seen = samples.counts[0]
            model = MLPRegressor(
                hidden_layer_sizes=(value,), activation="tanh", alpha=0, batch_size=seen, learning_rate_init=0.03
            )
            model.set_params(max_iter=SWEEP.epochs, tol=0, n_iter_no_change=10**9, random_state=experiment.seed)
            model.fit(samples.rows[:seen, :-1], samples.values[0, :seen])
    return time.perf_counter() - began


def lab_milliseconds() -> float:
    """An epoch of all seven contenders with a frame of all views, on average over 200."""
    recording = LAB.kind.recording(encode(Lab()), None)
    views = tuple(LAB.kind.views)
    began = time.perf_counter()
    for step in range(200):
        recording.advance(step, time.monotonic() + 1)
        LAB.kind.frame(recording, step, views)
    return (time.perf_counter() - began) / 200 * 1e3


def main() -> None:
    """Print the table."""
    alone = min(engine_seconds() for _ in range(3))
    first, whole = min(recorded_seconds() for _ in range(3))
    theirs, lab = scikit_learn_seconds(), min(lab_milliseconds() for _ in range(2))
    networks = len(SWEEP.values) * SWEEP.redraws
    ratio = theirs / alone
    rows = [
        (f"{networks} networks trained and examined", f"{alone:.2f} s", "10 s", judged(alone, 10, more=False)),
        ("the same as a recording, with all frames", f"{whole:.2f} s", "10 s", judged(whole, 10, more=False)),
        ("its first value", f"{first:.2f} s", "1 s", judged(first, 1, more=False)),
        ("MLPRegressor, one by one", f"{theirs:.1f} s", "", "" if theirs == theirs else "missing"),
        ("times as fast", f"{ratio:.1f} x", "10 x", judged(ratio, 10, more=True) if ratio == ratio else ""),
        ("lab: an epoch of seven, all fifteen views", f"{lab:.1f} ms", "33 ms", judged(lab, 33, more=False)),
    ]
    show("8 widths x 30 redraws, 100 training points, 300 epochs, full batches", ("what", "time", "wanted", ""), rows)


if __name__ == "__main__":
    main()
