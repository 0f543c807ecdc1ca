"""Claims on penalties, dropout, data and early stopping (notes 2.1.3), measured on a lab: one network, held back.

Axes: S seeds.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from engine.claims.claim import ALMOST_ALWAYS, FAILS, HOLDS, HOLDS_IF, SEEDS, Claim, Figure, Verdict
from engine.claims.draws import affordable, refuse_diverged, shifted
from engine.studies.bias_variance.sweep import Cell, Sweep, cell
from engine.studies.regularization_lab.claims import Outcome, outcomes_in_pieces
from engine.studies.regularization_lab.lab import NEAR_ZERO, TOGETHER, Lab
from engine.training.evaluation import classes
from engine.training.pieces import Work, kept, part

Array = np.ndarray
SIDE = 48  # points of a side of the picture in which boundaries are measured
SPARSE, RISE = 0.5, 1.1


@kept(4)
def training(lab: Lab, seeds: range) -> Work:
    """Every contender's outcome for every seed: five claims ask for the same.

    Raises: Refused, where one of them diverges: then there is nothing to compare.
    """
    moved = replace(lab, experiment=shifted(lab.experiment, seeds.start))
    found = yield from outcomes_in_pieces(moved, len(seeds))
    refuse_diverged(np.concatenate([each.dev_losses[-1] for each in found.values()]))
    return found


def habit(found: dict[str, Outcome], slug: str, name: str) -> Array:
    """One habit of a contender, (S,)."""
    return np.array([getattr(each, name) for each in found[slug].habits])


def percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def decay(lab: Lab, seeds: range) -> Work:
    """Claim 13: norms of the weights, and lengths of the boundary, as λ grows."""
    experiment = shifted(lab.experiment, seeds.start)
    sweep = Sweep(experiment, "l2", 0.01, 10, 5, redraws=len(seeds), epochs=min(lab.epochs, 400))
    (low, high), (bottom, top) = experiment.data.source.bounds
    picture = np.stack(
        [each.ravel() for each in np.meshgrid(np.linspace(low, high, SIDE), np.linspace(bottom, top, SIDE))]
    )
    found, count = [], len(sweep.values)
    for index in range(count):
        one = cell(sweep, index, picture)
        found.append((yield from part(norms_and_lengths(one), index / count, (index + 1) / count)))
    norms, lengths = np.array(found).swapaxes(0, 1)
    refuse_diverged(norms)
    falls = float((np.diff(norms, axis=0) < 0).all(axis=0).mean())
    shorter = float((lengths[-1] < lengths[0]).mean())
    said = (
        f"From λ = {sweep.values[0]:g} to {sweep.values[-1]:g} the norm of the weights falls from "
        f"{norms[0].mean():.1f} to {norms[-1].mean():.2f}, at each of {len(norms) - 1} steps in {percent(falls)} of "
        f"{len(seeds)} seeds; the boundary grows shorter in {percent(shorter)}, and at the end "
        f"{percent((lengths[-1] == 0).mean())} of the networks draw none at all."
    )
    figures = (Figure("norm falls at every step", falls, "%"), Figure("boundary shorter", shorter, "%"))
    return Verdict(HOLDS if min(falls, shorter) >= ALMOST_ALWAYS else FAILS, figures, said)


def norms_and_lengths(one: Cell) -> Work:
    """√Σw² (S,) of trained networks, and how many neighbours in the picture they put into different classes."""
    yield from one.training()
    marks = one.examiner.examine(one.state)
    said = classes(marks.picture).reshape(-1, SIDE, SIDE)
    length = sum((np.diff(said.astype(int), axis=axis) != 0).sum(axis=(1, 2)) for axis in (1, 2))
    return marks.norms, length


def sparse(lab: Lab, seeds: range) -> Work:
    """Claim 14: shares of weights near 0."""
    found = yield from training(lab, seeds)
    l1, l2, none = (habit(found, slug, "zeros") for slug in ("l1", "l2", "none"))
    more = float((l1 > none).mean())
    said = (
        f"With L1 (λ = {lab.l1:g}) {percent(l1.mean())} of the weights are below {NEAR_ZERO}, with none "
        f"{percent(none.mean())}, with L2 (λ = {lab.l2:g}) {percent(l2.mean())}; more than with none in "
        f"{percent(more)} of {len(seeds)} seeds."
    )
    figures = tuple(Figure(f"near 0 with {name}", float(each.mean()), "%")
                    for name, each in (("L1", l1), ("L2", l2), ("none", none)))  # fmt: skip
    if more < ALMOST_ALWAYS:
        return Verdict(FAILS, figures, said)
    if l1.mean() >= SPARSE and l1.mean() > l2.mean():
        return Verdict(HOLDS, figures, said)
    return Verdict(HOLDS_IF, figures, f"{said} It holds if λ is large enough.")


def linear_tanh(lab: Lab, seeds: range) -> Work:
    """Claim 15: shares of tanh units and points with |z| < ½."""
    found = yield from training(lab, seeds)
    l2, none = (habit(found, slug, "linear") for slug in ("l2", "none"))
    more = float((l2 > none).mean())
    figures = (Figure("|z| < ½ with L2", float(l2.mean()), "%"), Figure("with none", float(none.mean()), "%"),
               Figure("more with L2", more, "%"))  # fmt: skip
    said = (
        f"|z| < ½, where tanh is nearly linear, for {figures[0]} of units and points with L2 (λ = {lab.l2:g}) and for "
        f"{figures[1]} with none; for more of them in {figures[2]} of {len(seeds)} seeds."
    )
    return Verdict(HOLDS if more >= ALMOST_ALWAYS else FAILS, figures, said)


def shrinks_and_spreads(lab: Lab, seeds: range) -> Work:
    """Claim 16: norms of the weights, and how evenly a unit leans on its inputs."""
    found = yield from training(lab, seeds)
    norm, spread = ((habit(found, "dropout", name), habit(found, "none", name)) for name in ("norm", "spread"))
    shrinks, spreads = float((norm[0] < norm[1]).mean()), float((spread[0] > spread[1]).mean())
    figures = Figure("smaller norm", shrinks, "%"), Figure("spread more evenly", spreads, "%")
    said = (
        f"With keep_prob {lab.keep_prob:g} the norm of the weights is {norm[0].mean():.1f} against "
        f"{norm[1].mean():.1f}, smaller in {figures[0]} of {len(seeds)} seeds; they are spread more evenly in "
        f"{figures[1]} ({spread[0].mean():.2f} against {spread[1].mean():.2f}, 1 would be even)."
    )
    return Verdict(HOLDS if min(shrinks, spreads) >= ALMOST_ALWAYS else FAILS, figures, said)


def more_data_helps(lab: Lab, seeds: range) -> Work:
    """Claim 19: test errors with more points, and with points pushed about, beside those of the bare network."""
    found = yield from training(lab, seeds)
    bare, more, pushed = (found[slug].errors[:, 2] for slug in ("none", "more", "augmentation"))
    shares = [float((each <= bare).mean()) for each in (more, pushed)]
    figures = tuple(Figure(f"{name}, not worse", each, "%") for name, each in
                    zip(("more data", "augmented data"), shares, strict=True))  # fmt: skip
    said = (
        f"Test error {100 * bare.mean():.1f} %; with {lab.factor} times the points {100 * more.mean():.1f} %, not "
        f"larger in {figures[0]} of {len(seeds)} seeds; with points pushed about {100 * pushed.mean():.1f} %, not "
        f"larger in {figures[1]}."
    )
    if more.mean() >= bare.mean():  # ties count as not larger: of networks that learn nothing all are
        return Verdict(FAILS, figures, said)
    if min(shares) >= ALMOST_ALWAYS:
        return Verdict(HOLDS, figures, said)
    if shares[0] >= ALMOST_ALWAYS:
        why = "It holds of more data; of augmented data, if pushes suit the problem."
        return Verdict(HOLDS_IF, figures, f"{said} {why}")
    return Verdict(FAILS, figures, said)


def falls_then_rises(lab: Lab, seeds: range) -> Work:
    """Claim 20: the bare network's dev loss over the epochs."""
    losses = (yield from training(lab, seeds))["none"].dev_losses
    falls = float((losses.argmin(axis=0) > 0).mean())
    rises = float((losses[-1] > RISE * losses.min(axis=0)).mean())
    times = float(losses[-1].mean() / losses.min(axis=0).mean())
    figures = (Figure("falls first", falls, "%"), Figure("ends a tenth above its lowest", rises, "%"),
               Figure("last over lowest", times))  # fmt: skip
    said = (
        f"Over {lab.epochs:,} epochs the dev loss of the bare network ends a tenth or more above its lowest value in "
        f"{figures[1]} of {len(seeds)} seeds, {times:.1f} times as high on average; in {figures[0]} it first falls "
        "below that of the first weights. Early stopping goes back to the lowest of all epochs."
    )
    if min(falls, rises) >= ALMOST_ALWAYS:
        return Verdict(HOLDS, figures, said)
    if rises >= ALMOST_ALWAYS:
        why = "It holds if there is something to learn before noise is: in the other seeds no epoch beats the first."
        return Verdict(HOLDS_IF, figures, f"{said} {why}")
    return Verdict(FAILS, figures, said)


def trainable(value: object) -> Lab | None:
    """A lab whose contenders can all be trained for every seed."""
    if not isinstance(value, Lab):
        return None
    apart = affordable(value.experiment, SEEDS * len(TOGETHER), value.epochs)
    return value if apart and affordable(value.more(), SEEDS, value.epochs) else None


def with_tanh(value: object) -> Lab | None:
    """The same, with tanh units."""
    lab = trainable(value)
    layers = lab.experiment.network.layers if lab else ()
    return lab if any(layer.activation == "tanh" for layer in layers) else None


def with_hidden_layers(value: object) -> Lab | None:
    """The same, with hidden units that dropout can leave out."""
    lab = trainable(value)
    return lab if lab and lab.experiment.network.layers else None


CLAIMS: dict[int, Claim] = {
    13: Claim(
        "2.1.3",
        "As the value of λ is increased, the weights in w will get closer to 0. The resulting NN will be simpler",
        Lab(),
        decay,
        fits=trainable,
    ),
    14: Claim(
        "2.1.3", "Using L₁ regularization will result in w being sparse", Lab(), sparse,
        slip="λ/m and λ/(2m) are both in use before the L₁ norm; here it is λ/m, as written.",
        fits=trainable,
    ),
    15: Claim(
        "2.1.3",
        "When using the tanh function, penalizing w will make z smaller. For a small z, tanh function is roughly "
        "linear",
        Lab(),
        linear_tanh,
        fits=with_tanh,
    ),
    16: Claim(
        "2.1.3",
        "Weights for the unit will be spread out between the units. Has the same effect as shrinking the weights like "
        "L₂ regularization",
        Lab(),
        shrinks_and_spreads,
        fits=with_hidden_layers,
    ),
    19: Claim(
        "2.1.3",
        "Getting more training data will almost always help overfitting. Data augmentation will create new examples "
        "and can help reduce overfitting",
        Lab(),
        more_data_helps,
        fits=trainable,
    ),
    20: Claim(
        "2.1.3",
        "If the NN is overfitting the data, the dev set error will initially decrease before increasing",
        Lab(),
        falls_then_rises,
        fits=trainable,
    ),
}  # fmt: skip
