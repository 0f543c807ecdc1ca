"""Claims on batch norm (notes 2.3.2) that are exact."""

from __future__ import annotations

import numpy as np

from engine.claims.claim import Claim, Figure, Verdict, exact
from engine.claims.draws import drawn
from engine.claims.gradients import largest, propagated
from engine.experiment import Experiment
from engine.networks.network import Dense, Network
from engine.networks.propagation import NORM_EPSILON, Affine, BatchNorm, Propagation
from engine.training.pieces import at_once
from engine.training.trainer import Trainer
from engine.values.randomness import generator

Array = np.ndarray


def constants_cancel(experiment: Experiment, seeds: range) -> Verdict:
    """Claim 41: b added to every z that is then normalised: the answers, and ∂J/∂b = Σ dz."""
    trainer = Trainer(drawn(experiment, seeds))
    network = propagated(trainer)
    slope = max(largest(d_z.sum(axis=-1)) for d_z in network.d_z[:-1])
    before = network.a[-1].copy()
    with_constants(network, seeds)
    moved = largest(network.a[-1] - before)
    said = (
        f"In {len(seeds)} networks a random b before every batch norm moves no answer by more than {moved:.0e}, and "
        f"its gradient is 0 to {slope:.0e}: batch norm takes the mean off, and b with it."
    )
    return exact(max(moved, slope), (Figure("answers moved", moved), Figure("gradient of b", slope)), said)


def with_constants(network: Propagation, seeds: range) -> None:
    """A forward pass with a b of each seed's own, normal of variance 1, before every batch norm."""
    for index, (operation, after) in enumerate(zip(network.operations, [*network.operations[1:], None], strict=True)):
        operation.forward()
        if isinstance(operation, Affine) and isinstance(after, BatchNorm):
            units = operation.z.shape[-2]
            operation.z += np.stack([generator(seed, "noise", index).standard_normal((units, 1)) for seed in seeds])
    network.output.activate(network.z[-1], network.a[-1])


def identity_is_possible(experiment: Experiment, seeds: range) -> Verdict:
    """Claim 42: γ = √(σ² + ε) and β = μ of the batch, layer by layer, and how far z̃ then is from z."""
    network = propagated(Trainer(drawn(experiment, seeds)))
    off = 0.0
    for operation in network.operations:
        if isinstance(operation, BatchNorm):
            before = operation.z.copy()
            operation.gamma[...] = np.sqrt(before.var(axis=-1, keepdims=True) + NORM_EPSILON)
            operation.beta[...] = before.mean(axis=-1, keepdims=True)
            operation.forward()
            off = max(off, largest(operation.z - before))
        else:
            operation.forward()
    said = f"In {len(seeds)} networks z̃ and z differ by at most {off:.0e} in any layer."
    return exact(off, (Figure("z̃ from z", off),), said)


NORMALISED = Experiment(network=Network((Dense(6, batch_norm=True), Dense(4, batch_norm=True))))
CLAIMS: dict[int, Claim] = {
    41: Claim(
        "2.3.2",
        "Normalization step removes the need for b parameters",
        NORMALISED,
        at_once(constants_cancel),
    ),
    42: Claim(
        "2.3.2", "If γ = √(σ² + ε), β = μ, then z̃ = z", NORMALISED, at_once(identity_is_possible)
    ),
}  # fmt: skip
