"""Claims on bias and variance (notes 2.1.1, 2.1.2), on problems whose least error is known."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from engine.claims.claim import FAILS, HOLDS, HOLDS_IF, Claim, Figure, Verdict
from engine.claims.draws import affordable, drawn, refuse_diverged, shifted
from engine.experiment import Experiment
from engine.networks.network import Dense, Network
from engine.studies.bias_variance import sweep
from engine.studies.bias_variance.diagnosis import Diagnosis, diagnose
from engine.studies.bias_variance.examiner import Examiner
from engine.studies.bias_variance.sweep import Cell, Sweep, running
from engine.training.pieces import Work, one_by_one, part

EPOCHS, MOSTLY = 1000, 0.8
FAULTS = {"bias": (1, 1600), "variance": (24, 160), "neither": (8, 3000)}  # units and points of the network that has it
WIDE, MANY = 32, 800


def tells_bias_from_variance(sweep: Sweep, seeds: range) -> Work:
    """Claim 11: what train and dev error say of single networks, each made to have one fault or none."""
    told = yield from one_by_one([diagnosing(sweep.experiment, *size, seeds) for size in FAULTS.values()])
    found = dict(zip(FAULTS, told, strict=True))
    right = {fault: share(each, fault) for fault, each in found.items()}
    naive = share([replace(each, bayes=0.0) for each in found["neither"]], "neither")
    figures = [Figure(f"{fault}, told rightly", each, "%") for fault, each in right.items()]
    figures += [Figure("neither, if the least error is taken for 0", naive, "%")]
    holds = HOLDS_IF if naive < MOSTLY else HOLDS
    said = (
        f"Single networks of {len(seeds)} seeds are told rightly in {figures[0]} of cases with high bias (1 unit), "
        f"{figures[1]} with high variance (24 units, 24 points) and {figures[2]} with neither. It holds if the least "
        f"possible error is known: taken for 0, where it is not, a network with no fault is told so in {figures[3]}."
    )
    return Verdict(holds if min(right.values()) >= MOSTLY else FAILS, tuple(figures), said)


def diagnosing(experiment: Experiment, units: int, points: int, seeds: range) -> Work:
    """What one network's train and dev error say, a diagnosis for each seed."""
    data = replace(experiment.data, points=points)
    experiment = replace(experiment, data=data, network=Network((Dense(units),)))
    cell = Cell(drawn(experiment, seeds), (0, EPOCHS))
    yield from cell.training()
    return [diagnose(each, data.source) for each in Examiner(cell.trainer).examine(cell.state).errors]


def share(found: list[Diagnosis], case: str) -> float:
    """How many come to that case."""
    return float(np.mean([each.case == case for each in found]))


def size_and_data(sweep: Sweep, seeds: range) -> Work:
    """Claim 12: bias² from 1 unit to WIDE, and with half as many units, variance from the points there are to MANY."""
    moved = replace(sweep, experiment=shifted(sweep.experiment, seeds.start), redraws=len(seeds), epochs=EPOCHS)
    narrow, *_, wide = yield from part(running(replace(moved, vary="units", first=1, last=WIDE, count=3)), 0, 0.4)
    few, *_, many = yield from part(running(of_points(moved)), 0.4, 1)
    refuse_diverged(np.concatenate([each.mean for each in (narrow, wide, few, many)]))
    (bias, variance, _), (less_bias, more_variance, _) = narrow.squared.means, wide.squared.means
    before, after = few.squared.means[1], many.squared.means[1]
    figures = (Figure("bias² of 1 unit", bias), Figure(f"of {WIDE}", less_bias),
               Figure("variance from few points", before), Figure("from many", after))  # fmt: skip
    said = (
        f"Over {len(seeds)} draws bias² falls from {bias:.2g} with 1 unit to {less_bias:.2g} with {WIDE}, and variance "
        f"from {before:.2g} to {after:.2g} with {MANY} points. The larger network pays for it with variance: "
        f"{more_variance:.2g} instead of {variance:.2g}."
    )
    return Verdict(HOLDS if less_bias < bias / 2 and after < before / 2 else FAILS, figures, said)


def of_points(sweep: Sweep) -> Sweep:
    """One hidden layer of half the widest, from the points there are to MANY."""
    experiment = replace(sweep.experiment, network=Network((Dense(WIDE // 2),)))
    first = min(sweep.experiment.data.points, MANY // 2)
    return replace(sweep, experiment=experiment, vary="points", first=first, last=MANY, count=2)


def swept(value: object) -> Sweep | None:
    """A sweep whose problem can be learned by every network that the claim asks for."""
    fits = isinstance(value, Sweep) and affordable(of_points(value).at(MANY), value.redraws, EPOCHS)
    return value if fits else None


BIG_DEV = replace(sweep.DEFAULT, data=replace(sweep.DEFAULT.data, points=160, train_percent=15, dev_percent=80))
CLAIMS: dict[int, Claim] = {
    11: Claim(
        "2.1.1",
        "High variance classifier has low training error and high dev set error. High bias classifier has high "
        "training error and high dev set error",
        Sweep(BIG_DEV, first=1, last=24),
        tells_bias_from_variance,
        count=40,
    ),
    12: Claim(
        "2.1.2",
        "Training a bigger network typically reduce the bias. Getting more training data will typically reduce the "
        "variance",
        Sweep(),
        size_and_data,
        fits=swept,
    ),
}  # fmt: skip
