"""Claims on batch norm that are measured on trained networks (notes 2.3.2).

Axes: S seeds, R rates.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from engine.claims.claim import ALMOST_ALWAYS, FAILS, HOLDS, HOLDS_IF, SEEDS, Claim, Figure, Verdict
from engine.datasets import Circles
from engine.studies.batch_norm.cost import bill, rates_bill
from engine.studies.batch_norm.norms import BARE, NORMED, Norms
from engine.studies.batch_norm.pair import Pair
from engine.studies.batch_norm.rates import DECADE, LEARNED, RATES, NormRates, stack_losses
from engine.studies.batch_norm.shifts import WAYS, survival
from engine.training.evaluation import Evaluator
from engine.training.pieces import Work, advancing, one_by_one, part
from engine.training.trainer import Trainer
from engine.values.fields import specs

Array = np.ndarray
SHALLOW = 1  # hidden layers, for comparison
SHIFT = 2.0  # of all points, at test time
NAMES = ("without", "with running statistics", "with those of the shifted points")
SIZES = (4, 16, 200)  # of batches
STEPS = 400
FEW = Norms(source=Circles(noise=0.6), points=80, layers=2, units=10, rate=0.3, epochs=100)
MOST_SECONDS = 60


def drawn(norms: Norms, seeds: range) -> list[Norms]:
    """Other points, first weights and orders for each seed."""
    most = int(specs(Norms)["seed"].high) + 1
    return [replace(norms, seed=(norms.seed + seed) % most) for seed in seeds]


def widened(norms: Norms, seeds: range) -> Work:
    """Claim 40: both networks at all rates, and the same with one hidden layer."""
    deep = yield from part(compared(norms, seeds), 0, 0.7)
    shallow = yield from part(compared(replace(norms, layers=SHALLOW), seeds), 0.7, 1)
    wide, flat = (np.median(each[0], axis=0) for each in (deep, shallow))
    sooner = float(np.median(deep[1][:, BARE] / deep[1][:, NORMED]))
    wider = float((deep[0][:, NORMED] > deep[0][:, BARE]).mean())
    figures = (
        Figure("decades of usable rates without", float(wide[BARE])),
        Figure("with batch norm", float(wide[NORMED])),
        Figure("seeds in which the range is wider", wider, "%"),
        Figure("epochs to half the loss without, each at its own best rate, as a multiple of those with", sooner),
        Figure("decades gained with one hidden layer", float(flat[NORMED] - flat[BARE])),
    )
    said = (
        f"With {norms.layers} hidden layers rates over {wide[NORMED]:.1f} decades halve the loss within {norms.epochs} "
        f"epochs with batch norm, over {wide[BARE]:.1f} without (median of {len(seeds)} seeds; wider in {wider:.0%}). "
        f"Each at its own best rate, the one without takes {sooner:.1f} times the epochs. With one hidden layer batch "
        f"norm gains {flat[NORMED] - flat[BARE]:+.1f} decades: it helps where signals have far to go."
    )
    better, always = wider >= ALMOST_ALWAYS and sooner > 1, flat[NORMED] - flat[BARE] > 0.5
    return Verdict((HOLDS if always else HOLDS_IF) if better else FAILS, figures, said)


def compared(norms: Norms, seeds: range) -> Work:
    """Of every seed and both networks: decades of usable rates, and epochs at the best rate until learned, (S, 2)."""
    found = yield from one_by_one(
        [at_all_rates(each, which) for each in drawn(norms, seeds) for which in (BARE, NORMED)]
    )
    losses = np.array(found).reshape(len(seeds), 2, norms.epochs + 1, len(RATES))
    learned = losses <= LEARNED  # NaN compares as false
    decades = learned[:, :, -1].sum(axis=-1) / DECADE
    first = np.where(learned.any(axis=2), learned.argmax(axis=2), norms.epochs + 1)
    return decades, first.min(axis=-1).astype(float)


def at_all_rates(norms: Norms, which: int) -> Work:
    """The losses of one network at every rate; its trainer is made when its turn comes."""
    return (yield from stack_losses(norms.trainer(which, RATES), norms.epochs))


def survives(norms: Norms, seeds: range) -> Work:
    """Claim 43: accuracy on test points that are shifted, in three ways, beside that on points that are not."""
    shift, found = norms.shift or SHIFT, []
    for index, each in enumerate(drawn(norms, seeds)):
        pair, states = Pair(each), []
        for which, trainer in enumerate(pair.trainers):
            done = (index + which / 2) / len(seeds), (index + (which + 1) / 2) / len(seeds)
            states.append((yield from part(whole(trainer, each.epochs), *done)))
        kept = survival(pair, tuple(states), (0.0, shift))
        found.append([kept[way] for way in WAYS])
    before, after = np.mean(found, axis=0).T
    lost = dict(zip(WAYS, before - after, strict=True))
    figures = tuple(
        Figure(f"points of accuracy lost, {name}", float(lost[way]), "%") for way, name in zip(WAYS, NAMES, strict=True)
    )
    said = (
        f"Shifted by {shift:g}, test points cost the network without batch norm {lost['bare']:.0%} of accuracy, the "
        f"one with it {lost['running']:.0%} by its running statistics (means of {len(seeds)} seeds). By the shifted "
        f"points' own μ and σ it loses {lost['own']:.0%}: the first batch norm takes the shift off. It holds if the "
        "statistics are those of the data that are asked about; a network at test time does not have them."
    )
    right = abs(lost["own"]) < 0.01 < lost["bare"]
    return Verdict(HOLDS_IF if right and lost["running"] > 0.01 else HOLDS if right else FAILS, figures, said)


def whole(trainer: Trainer, epochs: int) -> Work:
    """The state after the last epoch."""
    return (yield from advancing(trainer, trainer.start(), epochs * trainer.steps_per_epoch))


def regularises(norms: Norms, seeds: range) -> Work:
    """Claim 44: by how much test loss is above training loss, without and with, for batches of several sizes."""
    pairs = [(size, which) for size in SIZES for which in (BARE, NORMED)]
    works = [losses_at_the_end(replace(norms, batch_size=size), which, seeds) for size, which in pairs]
    found = np.array((yield from one_by_one(works))).reshape(len(SIZES), 2, len(seeds), 2)
    gap = found[..., 1] - found[..., 0]
    closed = 1 - gap[:, NORMED].mean(axis=-1) / gap[:, BARE].mean(axis=-1)
    test = found[..., 1].mean(axis=-1)
    figures = (
        *(Figure(f"of the gap closed, batches of {size}", float(each), "%")
          for size, each in zip(SIZES, closed, strict=True)),
        Figure(f"test loss without, batches of {SIZES[1]}", float(test[1, BARE])),
        *(Figure(f"test loss with, batches of {size}", float(each))
          for size, each in zip(SIZES, test[:, NORMED], strict=True)),
    )  # fmt: skip
    less = bool((np.diff(closed) < 0).all())
    said = (
        f"After {STEPS} steps test loss is above training loss. Batch norm closes {closed[0]:.0%} of that gap with "
        f"batches of {SIZES[0]}, {closed[1]:.0%} with {SIZES[1]}, and {closed[2]:.0%} with all {norms.points // 2} "
        f"points in one (means of {len(seeds)} seeds). "
        + ("The larger the batch, the less, as the notes say; " if less else "It does not fall with the size; ")
        + f"slight it is not: with {SIZES[0]} the noise costs so much training loss that test loss is "
        f"{test[0, NORMED]:.2g} again, with {SIZES[1]} it is {test[1, NORMED]:.2g}, without {test[1, BARE]:.2g}."
    )
    return Verdict(HOLDS_IF if less and closed[0] > 0 else FAILS, figures, said)


def losses_at_the_end(norms: Norms, which: int, seeds: range) -> Work:
    """Losses on train and test, (S, 2), after as many steps whatever the size of the batches."""
    trainer = Trainer([each.experiment(which) for each in drawn(norms, seeds)])
    state = yield from advancing(trainer, trainer.start(), STEPS)
    return Evaluator(trainer).evaluate(state).loss[:, :2]


def affordable(norms: object) -> bool:
    """Whether both networks can be trained at all rates for so many seeds while somebody waits."""
    if not isinstance(norms, Norms):
        return False
    return rates_bill(NormRates(norms)).whole.seconds * SEEDS <= MOST_SECONDS


def comparable(value: object) -> Norms | None:
    """A pair of several layers that can be compared at all rates."""
    return value if affordable(value) and value.layers > SHALLOW else None


def tested(value: object) -> Norms | None:
    """Any pair that is quickly trained."""
    return value if isinstance(value, Norms) and bill(value).whole.seconds * SEEDS <= MOST_SECONDS else None


CLAIMS: dict[int, Claim] = {
    40: Claim(
        "2.3.2",
        "Batch normalization normalizes the input values Z to each layer, to speed up learning",
        Norms(layers=6, epochs=20),
        widened,
        slip="The notes say it of inputs and pass on to Z; the wider range of rates is what it is known for.",
        fits=comparable,
    ),
    43: Claim(
        "2.3.2",
        "Even if there is a covariate shift in the data, batch norm will make the z values have the same mean and "
        "variance",
        Norms(),
        survives,
        fits=tested,
    ),
    44: Claim(
        "2.3.2",
        "Batch norm will also add a slight regularization effect. If a larger mini batch size is used, noise is "
        "reduced and will have a smaller regularization effect",
        FEW,
        regularises,
    ),
}  # fmt: skip
