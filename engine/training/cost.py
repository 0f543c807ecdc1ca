"""What computing costs, from sizes alone and before anything runs: operations, bytes, seconds.

Three things take time. Whatever NumPy is asked for costs a CALL, however small the arrays are, so a small network costs
little else. Each number that an elementwise operation touches costs a NUMBER. A product of matrices costs a PRODUCT for
each pair of numbers that it multiplies. No clock is read, so what follows from a cost is the same on every machine.

Axes: R replicas, m examples, P parameters.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

import numpy as np

from engine.experiment import Experiment
from engine.networks.network import Layout, layout
from engine.networks.propagation import Propagation

# Seconds, of one core of the machine that this was written on: the best fit to the steps of 700 random experiments,
# half of which come out within a third, nearly all within a factor of 2 (``python -m tests.benchmarks.predicted``).
CALL, NUMBER, PRODUCT = 1.5e-6, 1e-9, 3e-11
BREATH = 0.01  # seconds of work between two looks at the clock

# Calls, as one counts them in the code, and operations on each number.
CALLS_OF_A_STEP, CALLS_OF_A_LAYER, CALLS_OF_A_NORM, CALLS_OF_A_MASK = 10, 9, 30, 8
CALLS_OF_AN_OPENING = 1000
CALLS_OF_A_GENERATOR = 18  # a new one for each purpose and epoch
CALLS_OF_A_REPLICA = 1 / 6  # in each layer: a product of stacks is made one by one
ON_A_UNIT, ON_A_NORM, ON_A_MASK = 20, 24, 10  # forward and backward; tanh alone is ten
FORWARD = 0.8  # of the work on a unit is done on the way forward
ON_A_PARAMETER = 4  # for itself and for each average that the optimizer remembers
ON_A_ROW, ON_A_MOVED_ROW, ON_A_DRAWN_NUMBER = 4, 80, 5
BYTES_OF_A_BATCH = 1500  # of the objects that stand for one mini-batch


@dataclass(frozen=True)
class Cost:
    """Operations on numbers, bytes of the arrays that are held meanwhile, seconds of one core."""

    flops: float = 0.0
    bytes: float = 0.0
    seconds: float = 0.0

    def __add__(self, other: Cost) -> Cost:
        """Both, with the arrays of both."""
        return Cost(self.flops + other.flops, self.bytes + other.bytes, self.seconds + other.seconds)

    def __mul__(self, times: float) -> Cost:
        """So many times over, in the same arrays."""
        return Cost(self.flops * times, self.bytes, self.seconds * times)

    def then(self, other: Cost) -> Cost:
        """One after the other: the arrays of the first are gone by then."""
        return Cost(self.flops + other.flops, max(self.bytes, other.bytes), self.seconds + other.seconds)


@dataclass(frozen=True)
class Bill:
    """What a run costs: the whole of it, and the dearest answer, to which a deadline can add nothing but its own time.

    An answer may have to open the run, do one more piece of work after the deadline, and draw a frame with all views.
    """

    whole: Cost = Cost()
    answer: Cost = Cost()


def work(calls: float = 0, numbers: float = 0, products: float = 0, held: float = 0) -> Cost:
    """The cost of so many calls, numbers touched and products, in arrays of so many bytes."""
    return Cost(numbers + 2 * products, held, calls * CALL + numbers * NUMBER + products * PRODUCT)


def one_after_the_other(costs: Iterable[Cost]) -> Cost:
    """All of them, each when the arrays of those before it are gone."""
    total = Cost()
    for each in costs:
        total = total.then(each)
    return total


def forward(experiment: Experiment, examples: int, replicas: int = 1, size: int = 8) -> Cost:
    """One pass of so many examples, at test time, in numbers of so many bytes."""
    columns, units, layers = replicas * examples, sum(widths(experiment)), experiment.network.layers
    calls = CALLS_OF_A_STEP + (len(layers) + 1) * (CALLS_OF_A_LAYER / 3 + CALLS_OF_A_REPLICA * replicas / 3)
    numbers = columns * (units * FORWARD * ON_A_UNIT + normed(experiment) * ON_A_NORM / 6) * size / 8
    products = columns * weights(experiment) * size / 8
    held = columns * size * (2 * units + len(layers) + 3 * max(widths(experiment)))
    return work(calls, numbers, products, held)


def both_ways(experiment: Experiment, examples: int, replicas: int = 1) -> Cost:
    """One pass of so many examples forward and backward, as in training."""
    columns, units, layers = replicas * examples, sum(widths(experiment)), experiment.network.layers
    norms, masks = (sum(each) for each in ((one.batch_norm for one in layers), (one.keep_prob < 1 for one in layers)))
    calls = (len(layers) + 1) * (CALLS_OF_A_LAYER + CALLS_OF_A_REPLICA * replicas)
    calls += norms * CALLS_OF_A_NORM + masks * CALLS_OF_A_MASK
    numbers = columns * (units * ON_A_UNIT + normed(experiment) * ON_A_NORM + dropped(experiment) * ON_A_MASK)
    held = 4 * units + len(layers) + normed(experiment) + 2 * dropped(experiment) + 3 * max(widths(experiment))
    return work(calls, numbers, 3 * columns * weights(experiment), 8 * columns * held)


def step(experiment: Experiment, replicas: int = 1) -> Cost:
    """One step of training: a mini-batch forward and backward, and the move; in arrays that a trainer holds."""
    parameters = replicas * places(experiment).P * (1 + memories(experiment))
    move = work(CALLS_OF_A_STEP, ON_A_PARAMETER * parameters)
    return both_ways(experiment, batch(experiment), replicas) + move


def epoch(experiment: Experiment, replicas: int = 1) -> Cost:
    """What an epoch takes beside its steps: an order of the examples, their augmentation, the numbers of dropout."""
    seen, moved = experiment.data.counts[0], experiment.augmentation.active
    masks = sum(layer.keep_prob < 1 for layer in experiment.network.layers)
    generators = masks + 1 / 8 + 3 * moved
    numbers = replicas * seen * (ON_A_ROW + ON_A_MOVED_ROW * moved + ON_A_DRAWN_NUMBER * dropped(experiment))
    held = 8 * replicas * seen * (2 * dropped(experiment) + 16 + 2 * (sum(experiment.data.sizes) + 1))
    return work(CALLS_OF_A_GENERATOR * replicas * generators, numbers, held=held)


def usual_step(experiment: Experiment, replicas: int = 1) -> Cost:
    """One step with its share of what an epoch takes."""
    return step(experiment, replicas) + epoch(experiment, replicas) * (1 / steps_per_epoch(experiment))


def training(experiment: Experiment, steps: float, replicas: int = 1) -> Cost:
    """So many steps of training of R replicas, each with points of its own, and what their trainer holds."""
    per_epoch = steps_per_epoch(experiment)
    held = 2 * state(experiment, replicas) + 3 * 8 * replicas * places(experiment).P
    held += BYTES_OF_A_BATCH * per_epoch + samples(experiment, replicas)
    epochs = ceil(steps / per_epoch)
    return step(experiment, replicas) * steps + epoch(experiment, replicas) * epochs + work(held=held)


def opening(experiment: Experiment, replicas: int = 1) -> Cost:
    """Drawing the points and the first weights of R replicas, and laying out their mini-batches."""
    numbers = replicas * (300 * experiment.data.points + 30 * places(experiment).P)
    calls = CALLS_OF_AN_OPENING + 100 * replicas + 60 * len(widths(experiment)) + 4 * steps_per_epoch(experiment)
    return work(calls, numbers)


def evaluating(experiment: Experiment, replicas: int = 1) -> Cost:
    """Loss and score of a state on every split, and all that an evaluator holds."""
    data = experiment.data
    probe = both_ways(experiment, data.counts[0], replicas).bytes
    return forward(experiment, data.points, replicas) + work(60, held=probe + samples(experiment, replicas))


def samples(experiment: Experiment, replicas: int = 1) -> int:
    """Bytes of the points of R replicas, as they were drawn and as a network reads them."""
    n_x, n_y = experiment.data.sizes
    return 8 * replicas * experiment.data.points * (4 + 2 * (n_x + 1) + 2 * n_y)


def state(experiment: Experiment, replicas: int = 1) -> int:
    """Bytes of one state."""
    return 8 * replicas * (places(experiment).P * (1 + memories(experiment)) + places(experiment).B)


def steps_per_epoch(experiment: Experiment) -> int:
    """How many mini-batches there are."""
    return ceil(experiment.data.counts[0] / experiment.batch_size)


def batch(experiment: Experiment) -> int:
    """Examples in a mini-batch."""
    return min(experiment.batch_size, experiment.data.counts[0])


def places(experiment: Experiment) -> Layout:
    """The layout of the parameters."""
    return layout(experiment.network, *experiment.data.sizes)


def widths(experiment: Experiment) -> list[int]:
    """Units of each layer, the output last."""
    return [*(layer.units for layer in experiment.network.layers), experiment.data.sizes[1]]


def weights(experiment: Experiment) -> int:
    """How many weights there are, and so products for each example."""
    return sum(below * here for below, here in pairwise([experiment.data.sizes[0] + 1, *widths(experiment)]))


def normed(experiment: Experiment) -> int:
    """Units with batch norm."""
    return sum(layer.units for layer in experiment.network.layers if layer.batch_norm)


def dropped(experiment: Experiment) -> int:
    """Units that dropout may drop."""
    return sum(layer.units for layer in experiment.network.layers if layer.keep_prob < 1)


def memories(experiment: Experiment) -> int:
    """How many numbers the optimizer remembers of each parameter."""
    return len(experiment.optimizer.init(np.zeros(1)))


def in_a_breath(cost: Cost) -> int:
    """How many things of so much work each are done in a breath; one at least."""
    return max(1, int(BREATH / cost.seconds))


def held(propagations: Iterable[Propagation]) -> int:
    """Bytes of all arrays that propagations work in, those that they were given included, each counted once."""
    made = list(propagations)
    arrays = [
        each
        for one in made
        for part in (*one.operations, one)
        for each in vars(part).values()
        if isinstance(each, np.ndarray)
    ]
    arrays += [each for one in made for each in one.a]
    owners = {id(owner): owner for owner in map(owner_of, arrays)}
    return sum(each.nbytes for each in owners.values())


def owner_of(array: np.ndarray) -> np.ndarray:
    """The array whose memory a view looks into."""
    while isinstance(array.base, np.ndarray):
        array = array.base
    return array
