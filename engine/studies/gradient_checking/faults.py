"""Bugs to be found: backward passes with the mistakes that beginners make (notes 1.4, 2.1.4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.experiment import Experiment
from engine.networks.activations import relu_slope
from engine.networks.losses import cross_entropy_slope, squared_error_slope
from engine.networks.propagation import Activate, Affine, BatchNorm, Propagation
from engine.studies.gradient_checking import misfits, planting
from engine.studies.gradient_checking.planting import tampered
from engine.studies.gradient_checking.source_lines import Edit, Lines
from engine.training.objective import Objective
from engine.values.bounds import Refused

Array = np.ndarray


@dataclass(frozen=True)
class Fault:
    """A mistake: the right line, the wrong one, how it shows, and the gradient that comes of it.

    ``edit`` is what makes it in this engine; where the loss is squared error, ``squared`` if there is one. ``misfit``
    says of an experiment why the mistake could not be made there, or would change nothing; "" where it could.
    """

    label: str
    right: str
    wrong: str
    explanation: str
    plant: Callable[[Objective, Array], Array]
    edit: Edit
    misfit: Callable[[Experiment], str] = misfits.anywhere
    squared: Edit | None = None

    def lines(self, experiment: Experiment) -> Lines:
        """The lines of this engine that the mistake is in, right and wrong."""
        squared = self.squared if experiment.loss == "squared_error" else None
        return (squared or self.edit).lines

    def apply(self, objective: Objective, theta: Array) -> Array:
        """The wrong gradient (P,) at theta (P,).

        Raises: Refused, where the mistake could not be made or would change nothing.
        """
        if sentence := self.misfit(objective.experiment):
            raise Refused("fault", sentence)
        return self.plant(objective, theta)


def possible(experiment: Experiment) -> list[str]:
    """The faults that can be made in an experiment."""
    return [name for name, fault in FAULTS.items() if not fault.misfit(experiment)]


MEAN = "self.d_z[-1] *= 1 / self.m"
SLOPE = "self.activation.slope(self.z, self.a, self.d_z)"
PRODUCT = "np.matmul(self.d_z, self.below_t, self.d_block)"
STATISTICS = "self.d_z -= self.d_beta / self.m\n        self.d_z -= self.z_norm * (self.d_gamma / self.m)"
FORWARD = "np.copyto(stack.theta, theta)\n        stack.forward()"

FAULTS: dict[str, Fault] = {
    "forgotten_mean": Fault(
        "forgotten 1/m",
        "dW = 1/m · dZ Aᵀ",
        "dW = dZ Aᵀ",
        "Every layer is m times too large, so the error is (m − 1) / (m + 1) everywhere: a constant factor.",
        planting.forgotten_mean,
        Edit(Propagation.backward, MEAN, "# self.d_z[-1] *= 1 / self.m"),
        misfits.one_example,
    ),
    "mean_over_classes": Fault(
        "mean over the classes too",
        "dZ[L] = 1/m · (ŷ − y)",
        "dZ[L] = 1/(m C) · (ŷ − y), as np.mean over all of it has it",
        "Every layer is C times too small, so the error is (C − 1) / (C + 1) everywhere: a constant factor.",
        planting.mean_over_classes,
        Edit(Propagation.backward, MEAN, "self.d_z[-1] *= 1 / self.d_z[-1].size"),
        misfits.one_output,
    ),
    "wrong_sign": Fault(
        "wrong sign at the output",
        "dZ[L] = ŷ − y",
        "dZ[L] = y − ŷ",
        "The gradient of the loss points the other way: an error of 1, the largest there is, or close to it.",
        tampered(planting.wrong_sign),
        Edit(cross_entropy_slope, "np.subtract(a, y, out=out)", "np.subtract(y, a, out=out)"),
        squared=Edit(squared_error_slope, "a - y", "y - a"),
    ),
    "wrong_output_slope": Fault(
        "slope of the other loss",
        "dZ[L] = ŷ − y for cross-entropy; (ŷ − y) ŷ (1 − ŷ) for squared error",
        "the one where the other belongs",
        "Wrong from the last layer on down, by a factor that differs from example to example.",
        tampered(planting.wrong_output_slope),
        Edit(cross_entropy_slope, "np.subtract(a, y, out=out)", "squared_error_slope(output, a, y, out)"),
        misfits.linear_output,
        Edit(squared_error_slope, "output.pull_back(a, a - y)", "a - y"),
    ),
    "missing_slope": Fault(
        "missing slope of the activation",
        "dZ = dA · g′(Z)",
        "dZ = dA",
        "The output layer is right and all hidden layers are wrong: the mistake lies between the two.",
        tampered(planting.missing_slope),
        Edit(Activate.backward, SLOPE, "self.d_z[...] = 1"),
        misfits.no_slope,
    ),
    "wrong_slope": Fault(
        "slope of another activation",
        "dZ = dA · g′(Z)",
        "dZ = dA · a (1 − a), whatever g is (in a sigmoid layer: 1 − a²)",
        "The output layer is right and all hidden layers are wrong, as where the slope is missing.",
        tampered(planting.wrong_slope),
        Edit(Activate.backward, SLOPE, 'ACTIVATIONS["sigmoid"].slope(self.z, self.a, self.d_z)'),
        misfits.no_layer,
    ),
    "slope_of_layer_below": Fault(
        "slope of the wrong layer",
        "dZ[l] = dA[l] · g′(Z[l])",
        "dZ[l] = dA[l] · g′(Z[l−1])",
        "Shapes fit only where two layers are equally wide: the upper of the two is wrong, and all below it.",
        tampered(planting.slope_of_layer_below),
        Edit(Activate.backward, SLOPE, "self.activation.slope(other.z, other.a, self.d_z)  # other: the layer below"),
        misfits.no_neighbours,
    ),
    "reversed_relu": Fault(
        "ReLU′ the wrong way round",
        "ReLU′(z) = 1 if z ≥ 0 else 0",
        "ReLU′(z) = 1 if z < 0 else 0",
        "The output layer is right; below it only examples count that should not, so the two have nothing in common.",
        tampered(planting.reversed_relu),
        Edit(relu_slope, "np.greater_equal(z, 0, out=out)", "np.less(z, 0, out=out)"),
        misfits.no_relu,
    ),
    "transposed_product": Fault(
        "transposed product",
        "dA[l−1] = W[l]ᵀ dZ[l]",
        "dA[l−1] = W[l] dZ[l]",
        "Shapes fit only where W is square, so NumPy is silent; the layers below the square one are wrong.",
        tampered(planting.transposed_product),
        Edit(
            Affine.backward,
            "self.pull_back(self.weights_t, self.d_z, self.d_below)",
            "self.pull_back(self.weights_t.swapaxes(-1, -2), self.d_z, self.d_below)",
        ),
        misfits.no_square,
    ),
    "bias_of_one_example": Fault(
        "b from one example",
        "db = 1/m · Σ dZ over the examples",
        "db = 1/m · dZ of the first example",
        "Every W is right and every b is wrong: look at the arrays, not only at the layers.",
        planting.bias_of_one_example,
        Edit(Affine.backward, PRODUCT, f"{PRODUCT}\n        self.d_block[..., -1] = self.d_z[..., 0]"),
        misfits.one_example,
    ),
    "forgotten_layer": Fault(
        "forgotten layer",
        "for l = L, ..., 1",
        "for l = L, ..., 2: dW[1] and db[1] stay 0",
        "Only the first layer is wrong, by nearly 1; training still goes on, with first weights that never learn.",
        tampered(planting.forgotten_layer),
        Edit(Propagation.backward, "reversed(self.operations)", "reversed(self.operations[1:])"),
    ),
    "stale_cache": Fault(
        "a cache of the step before",
        "dW[l] = dZ[l] A[l−1]ᵀ with A and Z of the present W",
        "A and Z of the W before the last step",
        "A little wrong everywhere, and less so the smaller the last step was: no layer stands out.",
        planting.stale_cache,
        Edit(Objective.forward, FORWARD, "stack.forward()\n        np.copyto(stack.theta, theta)"),
    ),
    "dropout_on": Fault(
        "dropout left on",
        "J and dθ without masks, D = 1",
        "dθ with masks that J knows nothing of",
        "Wrong around the layer that drops units, and another number at every try: set the keep probability to 1.",
        planting.dropout_on,
        Edit(Objective.propagation, "dropout=False", "dropout=True"),
        misfits.no_dropout,
    ),
    "forgotten_penalty": Fault(
        "forgotten penalty",
        "dW = ... + λ₁/m sign(W) + λ₂/m W",
        "dW without them, while J counts the penalty",
        "Every W is a little off and every b is right; with a small λ the error is small, yet far above 10⁻⁷.",
        planting.forgotten_penalty,
        Edit(Objective.cost_and_gradient, "self.backward(part) + self.penalty_slope(part)", "self.backward(part)"),
        misfits.no_penalty,
    ),
    "penalised_bias": Fault(
        "penalty on b as well",
        "db without penalty",
        "db = ... + λ₂/m b, and so for γ and β",
        "Nothing shows at the first parameters, where b = 0: check again after some training.",
        planting.penalised_bias,
        Edit(Objective.penalty_slope, "theta * self.mask", "theta"),
        misfits.no_penalty,
    ),
    "constant_statistics": Fault(
        "batch norm's mean and variance taken for constants",
        "dZ = γ/√(σ² + ε) · (dZ̃ − mean(dZ̃) − Ẑ mean(dZ̃ Ẑ))",
        "dZ = γ/√(σ² + ε) · dZ̃",
        "γ and β of that layer are right; its W and all below are wrong, for μ and σ² move with every example.",
        tampered(planting.constant_statistics),
        Edit(BatchNorm.backward, STATISTICS, "# μ and σ² are taken for constants"),
        misfits.no_norm,
    ),
}
