"""What the engine costs by itself: how time grows, what a frame weighs, a map, a descent."""

from __future__ import annotations

import json
import time

import numpy as np

from engine.experiment import Experiment
from engine.optimizers import OPTIMIZERS
from engine.optimizers.descent import descend
from engine.optimizers.schedules import Constant
from engine.surfaces import SURFACES, slope
from engine.training.evaluation import Maps
from engine.training.trainer import Trainer
from engine.values.codec import encode
from pages.plots.snapshot import PICTURE
from pages.topics.playground.topic import TOPIC
from tests.benchmarks.rivals import POINTS, experiment, ours
from tests.benchmarks.table import judged, show
from tests.benchmarks.timing import fastest, take_turns

MAP_GOAL, DESCENT_GOAL = 1.0, 50.0  # milliseconds
POINTS_DOWN, STEPS = 8, 1000


def growth() -> None:
    """Time against points, units and replicas, each doubled twice."""
    rows = []
    for what, values, make in (
        ("points, 2-32-32-1, all in a batch", (1250, 2500, 5000), lambda n: ours((32, 32), n, points=n)),
        ("units a layer, two layers, all in a batch", (32, 64, 128), lambda n: ours((n, n), POINTS)),
        ("replicas of 2-4-2-1, batch 10", (64, 128, 256), lambda n: ours((4, 2), 10, n)),
    ):
        times = take_turns([make(value) for value in values])
        factors = [f"{after / before:.2f} x" for before, after in zip(times, times[1:], strict=False)]
        milliseconds = " ".join(f"{each * 1e3:.2f}" for each in times)
        rows.append((what, " ".join(map(str, values)), milliseconds, *factors))
    header = ("what is doubled", "values", "ms an epoch", "first", "second")
    show("How time grows: at most 2 x for points and replicas, at most 4 x for units", header, rows)


def weight() -> None:
    """What a recorded run keeps and sends for one frame of the default experiment."""
    chosen = Experiment()
    trainer, kind = Trainer(chosen), TOPIC.kind
    views, step = tuple(kind.views), 10 * trainer.steps_per_epoch
    recording = kind.recording(encode(chosen), None)
    recording.advance(step, time.monotonic() + 10)
    rows = [("kept: a checkpoint (theta, memory, buffers)", f"{trainer.start().nbytes:,}")]
    rows += [(f"sent: {view}", f"{size(kind.frame(recording, step, (view,))['views'][view]):,}") for view in views]
    rows += [("sent: a whole frame", f"{size(kind.frame(recording, step, views)):,}")]
    show(f"Bytes a frame costs: default experiment, P = {trainer.layout.P}, epoch 10", ("what", "bytes"), rows)


def size(value: object) -> int:
    return len(json.dumps(value, separators=(",", ":")))


def single_jobs() -> None:
    """A map of the plane, and a descent of a stack of points down Beale's surface."""
    jobs = (
        (f"{PICTURE} x {PICTURE} map of six layers of 8", map_seconds(), MAP_GOAL),
        (f"descent: {POINTS_DOWN} points, {STEPS} steps of Adam", fastest(descent, 9), DESCENT_GOAL),
    )
    rows = [
        (what, f"{taken * 1e3:.2f} ms", f"{goal:g} ms", judged(taken * 1e3, goal, more=False))
        for what, taken, goal in jobs
    ]
    show("Single jobs", ("what", "time", "wanted", ""), rows)


def map_seconds() -> float:
    """Seconds for the output of six layers of eight over the picture."""
    trainer = Trainer(experiment((8,) * 6, 10))
    maps, state = Maps(trainer, PICTURE, trainer.each[0].data.source.bounds), trainer.start()
    return fastest(lambda: maps.units(state), 200)


def descent() -> None:
    surface = SURFACES["beale"]()
    starts = np.tile(surface.start, (POINTS_DOWN, 1))
    descend(OPTIMIZERS["adam"](), Constant(rate=0.01), slope(surface), starts, STEPS)
