"""What can be done about a run that does not learn: for each thing that may ail it one change, and words for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from engine.experiment import Experiment
from engine.networks.initializers import He, Xavier
from engine.values.fields import specs

Remedy = tuple[str, Experiment]
SMALLER = 3.0  # times, of a rate


def leaky(experiment: Experiment) -> Remedy:
    """A slope on both sides of zero, for all layers: through it a gradient comes back."""
    layers = tuple(replace(layer, activation="leaky_relu") for layer in experiment.network.layers)
    return "Use leaky ReLU", replace(experiment, network=replace(experiment.network, layers=layers))


def drawn(experiment: Experiment) -> Remedy:
    """Other first weights for each unit, of a spread that keeps the signal."""
    return "Draw the first weights at random", replace(
        experiment, network=replace(experiment.network, initializer=Xavier())
    )


def smaller_inputs(experiment: Experiment) -> Remedy:
    """What makes the sums smaller, and is not yet done: calm first weights, normalised inputs, a lower rate."""
    if not isinstance(experiment.network.initializer, Xavier | He):
        return "Use Xavier's first weights", drawn(experiment)[1]
    if not experiment.data.normalize:
        return "Normalise the inputs", replace(experiment, data=replace(experiment.data, normalize=True))
    return slower(experiment)


def slower(experiment: Experiment) -> Remedy:
    """A third of the learning rate."""
    schedule = experiment.schedule
    rate = max(schedule.rate / SMALLER, specs(schedule)["rate"].low)
    return "Take a third of the rate", replace(experiment, schedule=replace(schedule, rate=rate))


REMEDIES: Mapping[str, Callable[[Experiment], Remedy]] = {
    "twins": drawn,
    "dead": leaky,
    "saturated": smaller_inputs,
    "jumps": slower,
}
