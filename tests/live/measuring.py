"""What a recording really takes: seconds of each answer, bytes of its arrays. The processor's clock is read, which runs
for this process alone, and everything is compared with a training measured in the same minute."""

from __future__ import annotations

import json
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any

from engine.experiment import Experiment
from engine.networks.network import Dense, Network
from engine.training import cost
from engine.training.trainer import Trainer
from pages.live.kind import Kind

BEGUN = -1.0  # a deadline that has passed: one piece of work, no more
YARDSTICKS = [Experiment(), Experiment(network=Network((Dense(32),) * 3), batch_size=5000)]


def seconds(act: Callable[[], Any]) -> float:
    """Seconds of the processor that a call takes."""
    began = time.process_time()
    act()
    return time.process_time() - began


def excess(experiment: Experiment, replicas: int = 1, steps: int = 20, turns: int = 5) -> float:
    """Measured over predicted seconds of the first steps of a training, in their fastest turn."""
    each = [replace(experiment, seed=seed, data=replace(experiment.data, seed=seed)) for seed in range(replicas)]
    trainer = Trainer(each if replicas > 1 else experiment)
    state, taken = trainer.start(), []
    for _ in range(turns):
        trainer.epoch = -1  # so that the epoch is laid out in every turn
        taken.append(seconds(lambda: trainer.advance(state, steps)))
    return min(taken) / cost.training(experiment, steps, replicas).seconds


@lru_cache(maxsize=1)
def pace() -> float:
    """How many times as long as the model says this machine takes."""
    return max(map(excess, YARDSTICKS))


def slowness() -> float:
    """The same of a slow machine; a fast one is no reason to ask for more."""
    return max(1.0, pace())


def answers(kind: Kind, value: Any, budget: float = 0.5) -> list[float]:
    """Seconds beyond the deadline of one answer after the other, each with all views, until a budget is spent."""
    began = time.process_time()
    recording, step, taken = kind.record(kind.playable(value), None), 0, []
    while sum(taken) < budget and not recording.end:
        step += answer(kind, recording, step)
        taken.append(time.process_time() - began)
        began = time.process_time()
    return taken


def answer(kind: Kind, recording: Any, step: int) -> bool:
    """A piece of work after the deadline, and if a step was reached a frame with every view; whether it was."""
    if recording.advance(step, BEGUN) < step:
        return False
    moment = recording.moment(step)
    json.dumps([moment.facts, *(view.patch(moment) for view in kind.views.values())])
    return True


def peak(act: Callable[[], Any]) -> int:
    """The most bytes that a call holds at once, NumPy's arrays included."""
    tracemalloc.start()
    try:
        act()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
