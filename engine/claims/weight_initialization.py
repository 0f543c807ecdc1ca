"""Claims on first weights (notes 1.3.3, 2.1.4); claim 8 is measured beside the other exact ones.

Axes: R seeds, L layers.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from engine.claims.claim import FAILS, HOLDS, HOLDS_IF, SEEDS, Claim, Figure, Verdict
from engine.claims.draws import drawn
from engine.experiment import Experiment
from engine.networks.initializers import Scaled
from engine.networks.network import Dense, Network
from engine.optimizers import OPTIMIZERS
from engine.optimizers.schedules import Constant
from engine.studies.weight_initialization.first_weights import HE, SCALES, XAVIER, FirstWeights
from engine.studies.weight_initialization.mean_field import growth
from engine.studies.weight_initialization.signals import Signals, at_scale
from engine.studies.weight_initialization.weights import unit_theta
from engine.training.evaluation import Evaluator
from engine.training.pieces import Work, advancing, one_by_one
from engine.training.trainer import Trainer

Array = np.ndarray
MIDDLE, LARGE = 3.0, 10.0  # scales σ√n
TRAINED = 300  # steps
STRAIGHT, NEAR = 0.95, 0.05  # R² of a straight line; and how near its slope comes to theory's rate
AT_REST = 8  # layers, after which the variance of a signal has settled
LEARNS_SLOWLY = 2.0  # times the loss

# Networks as (activation, scale), and which signals grow or vanish in them.
DEEP = {
    ("relu", 1.0): ("activation", "back"), ("relu", 2.0): ("activation", "back"),
    ("tanh", 0.5): ("activation", "back"), ("tanh", 2.0): ("back",),
}  # fmt: skip


def large_weights_learn_slowly(experiment: Experiment, seeds: range) -> Work:
    """Claim 9: median loss (R,) of sigmoid and tanh networks from Xavier's and from larger scales."""
    cases = [(name, scale) for name in ("tanh", "sigmoid") for scale in (XAVIER, MIDDLE, LARGE)]
    found = yield from one_by_one([learned(experiment, *case, seeds) for case in cases])
    losses = dict(zip(cases, map(float, found), strict=True))
    names = ("tanh", "sigmoid")
    slow = [name for name in names if losses[name, LARGE] > LEARNS_SLOWLY * losses[name, XAVIER]]
    told = [", ".join(f"{losses[name, each]:.2g}" for each in (XAVIER, MIDDLE, LARGE)) for name in names]
    why = "Slopes of the sigmoid are ¼ at most, so it wants larger weights. " if slow == ["tanh"] else ""
    said = (
        f"After {TRAINED} steps from σ√n = 1, 3 and 10 the median loss is {told[0]} with tanh and {told[1]} with "
        f"sigmoid (all of {len(seeds)} seeds). From 10 these learn slowly: {' and '.join(slow) or 'none'}. {why}"
    )
    figures = tuple(Figure(f"{name}, {scale:g}", loss) for (name, scale), loss in losses.items())
    return Verdict(HOLDS if len(slow) == len(names) else HOLDS_IF if slow else FAILS, figures, said.strip())


def learned(experiment: Experiment, activation: str, scale: float, seeds: range) -> Work:
    """The median training loss after some steps from one scale."""
    layers = tuple(replace(layer, activation=activation) for layer in experiment.network.layers)
    started = replace(experiment, network=Network(layers, Scaled(scale)))
    trainer = Trainer(drawn(started, seeds))
    state = yield from advancing(trainer, trainer.start(), TRAINED)
    return np.median(Evaluator(trainer).evaluate(state).loss[:, 0])


def at_scales(study: FirstWeights, scales: tuple[float, ...], seeds: range) -> Work:
    """Signals of the study's network at some scales, drawn anew for each seed: a list for each scale."""
    trainer = Trainer(study.experiment())
    probe, state = Evaluator(trainer).probe, trainer.start()
    found: list[list[Signals]] = [[] for _ in scales]
    for done, seed in enumerate(seeds):
        drawn_anew = replace(study, seed=(study.seed + seed) % 1_000_000)
        network, sizes = trainer.experiment.network, trainer.samples[0].sizes
        unit = unit_theta(study.weights, network, *sizes, drawn_anew.seed)
        for scale, row in zip(scales, found, strict=True):
            row.append(at_scale(drawn_anew, trainer, probe, state, unit, SCALES.index(scale)))
        yield (done + 1) / len(seeds)
    return found


def grows_exponentially(study: FirstWeights, seeds: range) -> Work:
    """Claim 22: straight lines through the mean logarithm of the spread, layer by layer, and theory's rates."""
    names = {name for name, _ in DEEP}
    works = {name: tuple(scale for each, scale in DEEP if each == name) for name in sorted(names)}
    found = yield from one_by_one([at_scales(replace(study, activation=name), works[name], seeds) for name in works])
    lines, off, bounded = [], [], 0.0
    for (name, scales), rows in zip(works.items(), found, strict=True):
        for scale, row in zip(scales, rows, strict=True):
            for signal in DEEP[name, scale]:
                slope, straight = line(row, signal)
                lines.append(straight)
                off.append(float(abs(abs(slope) - abs(np.log(growth(name, (scale,))[0])))))
            if (name, scale) == ("tanh", 2.0):
                bounded = float(np.mean([each.activation[-1] / each.activation[0] for each in row]))
    holds = min(lines) > STRAIGHT and max(off) < NEAR
    said = (
        f"Over {study.depth} layers of {study.width} units and {len(seeds)} seeds the logarithm of each spread lies on "
        f"a straight line (R² from {min(lines):.3f}), its slope within {max(off):.3f} of theory's. It holds if nothing "
        f"bounds the signal: with tanh at σ√n = 2 gradients explode, but the signal stays ({bounded:.2f} of the first)."
    )
    figures = Figure("R², at least", min(lines)), Figure("slope off theory", max(off)), Figure("tanh's signal", bounded)
    return Verdict(HOLDS_IF if holds else FAILS, figures, said)


def line(row: list[Signals], signal: str) -> tuple[float, float]:
    """Slope and R² of a straight line through the mean logarithm of a signal, from where the variance is at rest."""
    logs = np.mean([np.log(getattr(each, signal)) for each in row], axis=0)[AT_REST:]
    x = np.arange(len(logs))
    slope, start = np.polyfit(x, logs, 1)
    return float(slope), float(1 - ((logs - start - slope * x) ** 2).sum() / ((logs - logs.mean()) ** 2).sum())


def keeps_the_scale(study: FirstWeights, seeds: range) -> Work:
    """Claim 23: mean squares of the last layer as shares of the first, at Xavier's and He's variance."""
    cases = (("tanh", XAVIER), ("relu", HE))
    works = [at_scales(replace(study, activation=name), (scale, XAVIER), seeds) for name, scale in cases]
    tanh, relu = [rows[0] for rows in (yield from one_by_one(works))]
    shares = {name: np.array([(each.activation[-1] / each.activation[0]) ** 2 for each in row])
              for name, row in (("tanh", tanh), ("relu", relu))}  # fmt: skip
    told = np.sqrt([shares["tanh"].mean(), shares["relu"].mean(), np.median(shares["relu"])])
    spread = float(np.std(np.log(shares["relu"])) / 2)
    held = 0.05 < told[0] < 1 and 0.6 < told[1] < 1.6
    said = (
        f"Of the first layer's spread, {study.depth} layers leave {told[0]:.2f} with tanh at 1/n: it shrinks, but as a "
        f"power of depth, not exponentially. ReLU at 2/n leaves {told[1]:.2f} in mean square over {len(seeds)} seeds, "
        f"{told[2]:.2f} in the median: it holds if layers are wide, for a draw of {study.width} units strays by a "
        f"factor of {np.exp(spread):.1f}."
    )
    figures = (Figure("left with tanh", float(told[0])), Figure("with ReLU, in mean square", float(told[1])),
               Figure("with ReLU, median", float(told[2])), Figure("strays by", float(np.exp(spread))))  # fmt: skip
    return Verdict(HOLDS_IF if held else FAILS, figures, said)


SATURATING = Experiment(
    network=Network((Dense(8, "tanh"), Dense(8, "tanh"))),
    optimizer=OPTIMIZERS["gradient_descent"](),
    schedule=Constant(0.3),
    batch_size=60,
)
FIFTY = FirstWeights(depth=50, width=64)


CLAIMS: dict[int, Claim] = {
    9: Claim(
        "1.3.3",
        "If weight is too large, activation value z will be large. If sigmoid or tanh function is used, derivative "
        "will be very small and learning will be very slow",
        SATURATING,
        large_weights_learn_slowly,
    ),
    22: Claim(
        "2.1.4",
        "For very deep neural networks, the derivatives can get exponentially big or small",
        FIFTY,
        grows_exponentially,
        slip="The notes write W > I; what counts is that singular values lie above 1.",
        count=SEEDS,
    ),
    23: Claim(
        "2.1.4",
        "Want Var(w) = 1/n. For ReLU activation function, the variance should be set to 2/n",
        FIFTY,
        keeps_the_scale,
        count=SEEDS,
    ),
}
