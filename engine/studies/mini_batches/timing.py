"""How long an epoch takes with batches of every size: told by a clock that is given, for the engine has none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from engine.experiment import Experiment
from engine.training.cost import Cost, opening, training
from engine.training.pieces import Work
from engine.training.trainer import Trainer

Clock = Callable[[], float]  # seconds
REPEATS = 7


@dataclass(frozen=True)
class Times:
    """Seconds of the quickest epoch, by the size of its batches: what is slower was kept waiting by something else."""

    sizes: tuple[int, ...]
    seconds: tuple[float, ...]

    def of(self, size: int) -> float:
        """Seconds with one size."""
        return self.seconds[self.sizes.index(size)]


def timing(experiment: Experiment, sizes: tuple[int, ...], clock: Clock, repeats: int = REPEATS) -> Work:
    """An epoch with each size in turn, over and over, so that a slow moment of the machine meets all alike.

    Returns: Times.
    """
    trainers = [Trainer(replace(experiment, batch_size=size)) for size in sizes]
    taken: list[list[float]] = [[] for _ in sizes]
    for repeat in range(repeats + 1):
        for index, trainer in enumerate(trainers):
            state = trainer.start()
            began = clock()
            trainer.advance(state, trainer.steps_per_epoch)
            if repeat:  # the first time warms up
                taken[index].append(clock() - began)
            yield (repeat * len(sizes) + index + 1) / ((repeats + 1) * len(sizes))
    return Times(sizes, tuple(map(min, taken)))


def timing_cost(experiment: Experiment, sizes: tuple[int, ...], repeats: int = REPEATS) -> Cost:
    """What timing takes."""
    total = Cost()
    for size in sizes:
        one = replace(experiment, batch_size=size)
        steps = (repeats + 1) * -(-experiment.data.counts[0] // size)
        total += opening(one) + training(one, steps)
    return total
