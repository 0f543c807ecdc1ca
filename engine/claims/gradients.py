"""Claims on what a network is and where its gradient comes from (notes 1.2.1, 1.3.1, 1.3.3, 2.3.3), most of them exact.

Axes: R seeds, C classes, m examples.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from engine.claims.claim import EXACT, FAILS, HOLDS, SEEDS, Claim, Figure, Verdict, exact
from engine.claims.draws import affordable, drawn
from engine.datasets.class_sets import ThreeSpirals
from engine.datasets.samples import Data
from engine.experiment import Experiment
from engine.networks.collapse import collapsed
from engine.networks.initializers import Xavier, Zeros
from engine.networks.losses import softmax
from engine.networks.network import Dense, Network
from engine.networks.propagation import Propagation
from engine.studies.activation_functions.activations import Activations
from engine.training.evaluation import Evaluator
from engine.training.pieces import Work, advancing, at_once, one_by_one, part
from engine.training.trainer import Trainer

Array = np.ndarray
TINY = 1e-30  # of an imaginary step: its square is lost beside any number, so the slope is exact
TRAINED, SETTLED, SAME = 100, 3000, 0.01  # steps; and by how little two settled losses may differ


def sigmoid(z: Array) -> Array:
    """σ(z) = 1 / (1 + e⁻ᶻ), as the notes write it; z may be complex."""
    return 1 / (1 + np.exp(-z))


def cross_entropy(z: Array, y: Array) -> Array:
    """L = −(y log a + (1 − y) log(1 − a)) with a = σ(z), 1 − a = σ(−z)."""
    return -(y * np.log(sigmoid(z)) + (1 - y) * np.log(sigmoid(-z)))


def softmax_cross_entropy(z: Array, y: Array) -> Array:
    """L = −Σ yⱼ log ŷⱼ with ŷⱼ = e^zⱼ / Σ e^zᵢ over axis −2; z may be complex."""
    t = np.exp(z)
    return -(y * np.log(t / t.sum(axis=-2, keepdims=True))).sum(axis=-2)


def largest(difference: Array) -> float:
    """The largest absolute value of all."""
    return float(np.abs(difference).max())


def propagated(trainer: Trainer) -> Propagation:
    """The training points forward and backward through the first weights, without dropout."""
    rows = np.stack([samples.rows[: trainer.epochs.m].T for samples in trainer.samples])
    targets = np.stack([samples.targets[:, : trainer.epochs.m] for samples in trainer.samples])
    network = trainer.propagation(rows, trainer.gradient, dropout=False)
    network.forward()
    network.backward(targets)
    return network


def targets(trainer: Trainer) -> Array:
    """What the training points should have been answered, (R, n_y, m)."""
    return np.stack([samples.targets[:, : trainer.epochs.m] for samples in trainer.samples])


def slope_of_the_sigmoid(experiment: Experiment, seeds: range) -> Verdict:
    """Claim 2: dL/dz of the notes' formulas, by an imaginary step, beside a − y, and beside the engine's own."""
    trainer = Trainer(drawn(experiment, seeds))
    network, y = propagated(trainer), targets(trainer)
    z, a = network.z[-1], network.a[-1]
    slope = cross_entropy(z + TINY * 1j, y).imag / TINY
    off, engine = largest(slope - (a - y)), largest(slope - network.m * network.d_z[-1])
    said = f"Over {z.size:,} points of {len(seeds)} networks dL/dz and a − y differ by at most {max(off, engine):.0e}."
    return exact(max(off, engine), (Figure("from a − y", off), Figure("from the engine's dz", engine)), said)


def linear_layers_collapse(experiment: Experiment, seeds: range) -> Work:
    """Claim 7: a trained network of linear hidden units beside the one neuron with W = W[L] … W[1]."""
    trainer = Trainer(drawn(experiment, seeds))
    state = yield from advancing(trainer, trainer.start(), TRAINED)
    rows = np.stack([samples.rows.T for samples in trainer.samples])
    deep = Evaluator(trainer).all
    trainer.load(state)
    off = largest(deep.forward() - sigmoid(collapsed(trainer.layout, state.theta, state.buffers) @ rows))
    said = f"{len(seeds)} trained networks and the neurons they collapse to differ by at most {off:.0e} at any point."
    return exact(off, (Figure("difference", off),), said)


def linear_network(value: object) -> Experiment | None:
    """The live network of a study of functions, if its units are linear, for two classes, and training affordable."""
    live = value.live if isinstance(value, Activations) and value.first == "linear" else None
    fits = live and live.data.source.task == "binary" and affordable(live, SEEDS, TRAINED)
    return live if fits else None


def zeros_stay_alike(experiment: Experiment, seeds: range) -> Work:
    """Claim 8: units of a layer apart after training from zeros and from random weights; and one neuron from both."""
    layers = one_by_one([units_apart(started(experiment, name, seeds), TRAINED) for name in STARTS])
    apart = dict(zip(STARTS, (yield from part(layers, 0, 0.1)), strict=True))
    neuron = replace(experiment, network=Network(()))
    losses = yield from part(one_by_one([settled_loss(started(neuron, name, seeds)) for name in STARTS]), 0.1, 1)
    gap = largest(losses[0] - losses[1])
    holds = apart["zeros"] <= EXACT < apart["random"] and gap < SAME
    said = (
        f"After {TRAINED} steps from zeros the units of every layer are alike to {apart['zeros']:.0e}, from random "
        f"weights they are {apart['random']:.2g} apart; one neuron comes to the same loss from both, to {gap:.0e}."
    )
    figures = (Figure("units apart", apart["zeros"]), Figure("from random weights", apart["random"]),
               Figure("between the neuron's losses", gap))  # fmt: skip
    return Verdict(HOLDS if holds else FAILS, figures, said)


def started(experiment: Experiment, start: str, seeds: range) -> Trainer:
    """The experiment from one of STARTS."""
    network = replace(experiment.network, initializer=STARTS[start])
    return Trainer(drawn(replace(experiment, network=network), seeds))


def units_apart(trainer: Trainer, steps: int) -> Work:
    """How far the weights into units of one layer, and out of them, lie apart, at most."""
    theta = (yield from advancing(trainer, trainer.start(), steps)).theta
    hidden = range(len(trainer.layout.spans) - 1)
    into = [np.ptp(trainer.layout.block(theta, layer), axis=-2) for layer in hidden]
    out = [np.ptp(trainer.layout.weights(theta, layer + 1), axis=-1) for layer in hidden]
    return max(map(largest, [*into, *out]))


def settled_loss(trainer: Trainer) -> Work:
    """Training losses (R,) after long training."""
    state = yield from advancing(trainer, trainer.start(), SETTLED)
    return Evaluator(trainer).evaluate(state).loss[:, 0]


def softmax_is_logistic_for_two(experiment: Experiment, seeds: range) -> Verdict:
    """Claim 45: softmax's sum and slope on a network of C classes, and for two of them the sigmoid of z₁ − z₀."""
    trainer = Trainer(drawn(experiment, seeds))
    network, y = propagated(trainer), targets(trainer)
    z, a = network.z[-1], network.a[-1]
    total = largest(a.sum(axis=-2) - 1)
    slopes = [softmax_cross_entropy(z + TINY * 1j * unit[:, None], y).imag / TINY for unit in np.eye(z.shape[-2])]
    slope = largest(np.stack(slopes, axis=-2) - (a - y))
    pair = z[..., :2, :]
    two = largest(softmax(pair, np.empty_like(pair))[..., 1, :] - sigmoid(pair[..., 1, :] - pair[..., 0, :]))
    said = (
        f"Over {a[..., 0, :].size:,} points of {len(seeds)} networks the outputs sum to 1 to {total:.0e}, dL/dz is "
        f"ŷ − y to {slope:.0e}, and for two classes softmax is σ(z₁ − z₀) to {two:.0e}."
    )
    figures = Figure("sum from 1", total), Figure("dL/dz from ŷ − y", slope), Figure("from the sigmoid", two)
    return exact(max(total, slope, two), figures, said)


def of_several_classes(value: object) -> Experiment | None:
    """An experiment with more than two classes, whose first weights can be drawn so often while somebody waits."""
    several = isinstance(value, Experiment) and value.data.source.task == "multiclass"
    return value if several and affordable(value, SEEDS, 1) else None


STARTS = {"zeros": Zeros(), "random": Xavier()}


CLAIMS: dict[int, Claim] = {
    2: Claim(
        "1.2.1", "∂L/∂z = a − y", Experiment(), at_once(slope_of_the_sigmoid)
    ),
    7: Claim(
        "1.3.1",
        "Multiple linear activation neurons with a sigmoid as the output neuron is equivalent to standard logistic "
        "regression",
        Experiment(network=Network((Dense(4, "linear"), Dense(3, "linear")))),
        linear_layers_collapse,
        fits=linear_network,
    ),
    8: Claim(
        "1.3.3",
        "If weights are initialized to 0, all neurons in a layer will compute the same hypothesis. Weights can be "
        "initialized to 0 for logistic regression",
        Experiment(network=Network((Dense(4, "sigmoid"), Dense(3, "sigmoid")))),
        zeros_stay_alike,
    ),
    45: Claim(
        "2.3.3",
        "Sum of all numbers in the vector must be 1. dz = ŷ − y. If C = 2, softmax reduces to logistic regression",
        Experiment(data=Data(source=ThreeSpirals())),
        at_once(softmax_is_logistic_for_two),
        fits=of_several_classes,
    ),
}  # fmt: skip
