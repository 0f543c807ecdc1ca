"""An epoch's examples: order, augmentation and dropout numbers, each a pure function of (seed, epoch)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from engine.datasets.augmentation import augment
from engine.datasets.samples import Samples
from engine.experiment import Experiment
from engine.networks.losses import check_loss
from engine.values.bounds import Refused
from engine.values.randomness import generator

Array = np.ndarray
ORDERS_AT_ONCE = 16  # making a generator costs more than an order, so sixteen epochs share one
LAYERS = 8  # dropout numbers are keyed by epoch and layer; deeper layers came later, and links keep what they were
DEEPER = 2**40  # above all keys of the first layers


class Epochs:
    """The training examples of one experiment or of R replicas, laid out epoch by epoch in arrays made once.

    Shapes: rows (m, n_x + 1) and targets (m, n_y); in front R where the replicas differ in data or in order.
    ``order(epoch)`` (m,) replaces the drawn order.
    """

    def __init__(self, each: Sequence[Experiment], samples: Sequence[Samples], single: bool,
                 order: Callable[[int], Array] | None):  # fmt: skip
        self.each, self.samples, self.single, self.own_order = each, samples, single, order
        self.check()
        self.m = samples[0].counts[0]
        self.batch_size = min(each[0].batch_size, self.m)
        self.seeds = tuple(one.seed for one in each)
        self.augmenting = any(one.augmentation.active for one in each)
        ordered_apart = order is None and self.batch_size < self.m and len(set(self.seeds)) > 1
        augmented_apart = self.augmenting and len({(one.augmentation, one.seed) for one in each}) > 1
        self.lead = (len(each),) if not single and (len(samples) > 1 or ordered_apart or augmented_apart) else ()
        self.source_rows = np.concatenate([one.rows[: self.m] for one in samples])
        self.source_targets = np.concatenate([one.targets[:, : self.m].T for one in samples])
        self.rows = np.empty((*self.lead, self.m, self.source_rows.shape[1]))
        self.targets = np.empty((*self.lead, self.m, self.source_targets.shape[1]))
        self.drawn: dict[int, tuple[int, Array]] = {}
        self.settled = False  # whether every epoch from now on is laid out as this one

    def check(self) -> None:
        first = self.samples[0]
        alike = (first.sizes, first.counts, first.task)
        if any((one.sizes, one.counts, one.task) != alike for one in self.samples):
            raise Refused("Experiment.data", "replicas need equally many points, features and classes")
        check_loss(self.each[0].loss, first.task)
        if not first.features and any(one.augmentation.active for one in self.each):
            raise Refused("Experiment.augmentation", "is made for drawn points, not for one's own arrays")

    def begin(self, epoch: int) -> None:
        """Put the examples into this epoch's order; a full batch keeps its order, so it is laid out once."""
        if self.settled:
            return
        self.settled = self.batch_size == self.m and not self.augmenting and self.own_order is None
        order, rows = self.order(epoch), self.source_rows
        if self.augmenting:
            rows, own = self.augmented(epoch), len(self.each) if self.lead else 1
            if own > len(self.samples):  # replicas that share their data are augmented apart
                order = order + np.arange(own)[:, None] * self.m
        np.take(rows, order, axis=0, out=self.rows, mode="wrap")
        np.take(self.source_targets, order % len(self.source_targets), axis=0, out=self.targets, mode="clip")

    def order(self, epoch: int) -> Array:
        """Indices into the source rows, (m,) or (R, m)."""
        if self.own_order is not None:
            order = np.asarray(self.own_order(epoch))
            if order.shape != (self.m,) or order.dtype.kind != "i" or order.min() < 0 or order.max() >= self.m:
                raise Refused("order", f"shape {order.shape} is not ({self.m},) of indices below {self.m}")
            own = np.tile(order, (*self.lead, 1)) if self.lead else order
        else:
            own = np.stack([self.drawn_order(seed, epoch) for seed in self.seeds]) if self.lead else None
            own = self.drawn_order(self.seeds[0], epoch) if own is None else own
        return own + np.arange(len(self.samples))[:, None] * self.m if len(self.samples) > 1 else own

    def drawn_order(self, seed: int, epoch: int) -> Array:
        """The order (m,) of one seed's epoch; a full batch keeps its order."""
        if self.batch_size == self.m:
            return np.arange(self.m)
        block, within = divmod(epoch, ORDERS_AT_ONCE)
        if seed not in self.drawn or self.drawn[seed][0] != block:
            every = np.tile(np.arange(self.m), (ORDERS_AT_ONCE, 1))
            self.drawn[seed] = block, generator(seed, "order", block).permuted(every, axis=1)
        return self.drawn[seed][1][within]

    def augmented(self, epoch: int) -> Array:
        """Rows made anew from augmented points, one replica's after the other's."""
        return np.concatenate(
            [self.augmented_rows(index, epoch) for index in range(len(self.each) if self.lead else 1)]
        )

    def augmented_rows(self, index: int, epoch: int) -> Array:
        experiment, samples = self.each[index], self.samples[index % len(self.samples)]
        rng = generator(experiment.seed, "augmentation", epoch)
        points = samples.points[:, : self.m]
        return samples.inputs(augment(experiment.augmentation, experiment.data.source, points, rng))

    def uniform(self, epoch: int, layer: int, units: int) -> Array:
        """A dropout layer's numbers on [0, 1): (units, m) for one network, (R, units, m) for replicas."""
        index = epoch * LAYERS + layer if layer < LAYERS else layer * DEEPER + epoch
        draws = {seed: generator(seed, "dropout", index).random((units, self.m)) for seed in set(self.seeds)}
        return draws[self.seeds[0]] if self.single else np.stack([draws[seed] for seed in self.seeds])
