"""Forward and backward through a network, in arrays that are made once (notes 1.3.2, 1.4, 2.1.3, 2.3.2).

A network is a row of small operations; each has its ``forward`` and its ``backward`` next to each other and works in
place, so a training step allocates almost nothing. Shapes: A[l-1] (..., n_prev, m), Z[l] and A[l] (..., n, m); replicas
in front. 1/m enters once, at dZ[L], so that every dW = dZ A[l-1]ᵀ further down is already the mean over examples.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.networks.activations import ACTIVATIONS, Activation
from engine.networks.losses import LOSSES, OUTPUTS
from engine.networks.network import Layout, Network, layout

Array = np.ndarray
NORM_EPSILON = 1e-5
RUNNING_BETA = 0.9
LAID_OUT = ("operations", "affine", "drops", "z", "a", "d_z")  # of a propagation, by ``build``


class Affine:
    """Z = [W b] [A; 1]: b is the last column of the block, and the activations below carry a last row of ones."""

    def __init__(self, block: Array, d_block: Array, n_in: int, z: Array, d_z: Array, d_below: Array | None):
        self.block, self.d_block, self.z, self.d_z, self.d_below = block, d_block, z, d_z, d_below
        self.weights_t = block[..., :n_in].swapaxes(-1, -2)
        # Wᵀ dZ of a single unit is an outer product, for which a product by broadcasting is twice as fast
        self.pull_back = np.multiply if z.shape[-2] == 1 else np.matmul

    def read(self, below: Array) -> None:
        """Take the activations below (..., n_prev or n_prev + 1, m) as input."""
        self.below, self.below_t = below, below.swapaxes(-1, -2)

    def forward(self) -> None:
        np.matmul(self.block, self.below, self.z)

    def backward(self) -> None:
        np.matmul(self.d_z, self.below_t, self.d_block)
        if self.d_below is not None:
            self.pull_back(self.weights_t, self.d_z, self.d_below)


class BatchNorm:
    """Z̃ = γ Ẑ + β with Ẑ = (Z − μ) / √(σ² + ε) over the mini-batch (Ioffe and Szegedy 2015; notes 2.3.2).

    Overwrites Z by Z̃ and dZ̃ by dZ. The running mean and variance follow by V = 0.9 V + 0.1 (that of the batch).
    """

    def __init__(self, gamma: Array, beta: Array, d_gamma: Array, d_beta: Array, mean: Array, variance: Array, z, d_z):
        self.gamma, self.beta, self.d_gamma, self.d_beta = gamma, beta, d_gamma, d_beta
        self.running_mean, self.running_variance, self.z, self.d_z = mean, variance, z, d_z
        self.z_norm, self.m = np.empty_like(z), z.shape[-1]

    def forward(self) -> None:
        mean = self.z.mean(axis=-1, keepdims=True)
        np.subtract(self.z, mean, out=self.z_norm)
        variance = np.einsum("...m,...m->...", self.z_norm, self.z_norm)[..., None] / self.m
        self.scale = 1 / np.sqrt(variance + NORM_EPSILON)
        self.z_norm *= self.scale
        np.multiply(self.z_norm, self.gamma, out=self.z)
        self.z += self.beta
        for running, now in ((self.running_mean, mean), (self.running_variance, variance)):
            running *= RUNNING_BETA
            running += (1 - RUNNING_BETA) * now

    def backward(self) -> None:
        self.d_beta[...] = self.d_z.sum(axis=-1, keepdims=True)
        self.d_gamma[...] = np.einsum("...m,...m->...", self.d_z, self.z_norm)[..., None]
        # dZ = γ/√(σ²+ε) (dZ̃ − mean(dZ̃) − Ẑ mean(dZ̃ Ẑ)): μ and σ² depend on every example of the batch
        self.d_z -= self.d_beta / self.m
        self.d_z -= self.z_norm * (self.d_gamma / self.m)
        self.d_z *= self.gamma * self.scale


class RunningNorm:
    """Batch norm at test time: the running mean and variance stand in for those of the batch (notes 2.3.2)."""

    def __init__(self, gamma: Array, beta: Array, mean: Array, variance: Array, z: Array):
        self.gamma, self.beta, self.running_mean, self.running_variance, self.z = gamma, beta, mean, variance, z

    def forward(self) -> None:
        self.z -= self.running_mean
        self.z *= self.gamma / np.sqrt(self.running_variance + NORM_EPSILON)
        self.z += self.beta


class Activate:
    """A = g(Z), and dZ = dA · g'(Z)."""

    def __init__(self, activation: Activation, z: Array, a: Array, d_a: Array, d_z: Array):
        self.activation, self.z, self.a, self.d_a, self.d_z = activation, z, a, d_a, d_z

    def forward(self) -> None:
        self.activation.function(self.z, self.a)

    def backward(self) -> None:
        self.activation.slope(self.z, self.a, self.d_z)
        self.d_z *= self.d_a


class Dropout:
    """Inverted dropout: A' = A D / keep_prob, D = 1 with that probability (Srivastava et al. 2014; notes 2.1.3)."""

    def __init__(self, layer: int, keep_prob: float | Array, a: Array, dropped: Array, d_a: Array):
        self.layer = layer
        self.keep_prob = np.reshape(keep_prob, (-1, 1, 1)) if isinstance(keep_prob, np.ndarray) else keep_prob
        self.a, self.dropped, self.d_a, self.mask = a, dropped, d_a, np.ones_like(a)

    def draw(self, uniform: Array) -> None:
        """The mask of this step, from numbers uniform on [0, 1)."""
        np.less(uniform, self.keep_prob, out=self.mask)
        self.mask /= self.keep_prob

    def forward(self) -> None:
        np.multiply(self.a, self.mask, out=self.dropped)

    def backward(self) -> None:
        self.d_a *= self.mask


class Propagation:
    """One network on m examples: ``forward`` fills every layer's ``z`` and ``a``, ``backward`` fills the gradient.

    theta (..., P), gradient (..., P) and buffers (..., B) belong to the caller and may change between calls; with
    ``training`` batch norm uses the batch and dropout is on, without it there is no way back.
    """

    def __init__(self, network: Network, task: str, loss: str, sizes: tuple[int, int, int], theta: Array,
                 buffers: Array, gradient: Array | None = None, dropout: bool = True):  # fmt: skip
        n_x, n_y, m = sizes
        self.m, self.training, self.dropout = m, gradient is not None, dropout
        self.output, self.loss, self.network = OUTPUTS[task], LOSSES[loss], network
        self.theta, self.buffers = theta, buffers
        self.gradient = gradient if self.training else np.empty((*theta.shape[:-1], 0), theta.dtype)
        self.layout: Layout = layout(network, n_x, n_y)
        self.inputs: Array | None = None
        self.build()

    @classmethod
    def of(cls, experiment: Any, samples: Any, theta: Array, buffers: Array, examples: int | Array,
           gradient: Array | None = None, dropout: bool = True) -> Propagation:  # fmt: skip
        """The network and loss of an experiment, with as many inputs and outputs as its samples ask for.

        ``examples`` are inputs with their row of ones, (..., n_x + 1, m), or only their number, to be read later.
        """
        given = isinstance(examples, np.ndarray)
        sizes = (*samples.sizes, examples.shape[-1] if given else examples)
        made = cls(experiment.network, samples.task, experiment.loss, sizes, theta, buffers, gradient, dropout)
        if given:
            made.read(examples)
        return made

    def build(self) -> None:
        """Lay the operations out, layer by layer; each hands its activations, with their row of ones, to the next."""
        self.operations: list = []
        self.affine: list[Affine] = []
        self.drops: list[Dropout] = []
        self.z: list[Array] = []
        self.a: list[Array] = []
        self.d_z: list[Array] = []
        below = d_below = None
        normalised = [layer.batch_norm for layer in self.network.layers] + [False]
        for index, span in enumerate(self.layout.spans):
            z = self.array(span.shape[0])
            d_z = np.empty_like(z) if self.training else None
            self.add_affine(index, span, z, d_z, below, d_below)
            self.z.append(z)
            self.d_z.append(d_z)
            if index == len(self.network.layers):
                self.a.append(np.empty_like(z))
                return
            if normalised[index]:
                self.add_norm(span, z, d_z)
            below, d_below = self.add_activation(index, z, d_z, ones=not normalised[index + 1])

    def array(self, rows: int) -> Array:
        return np.ones((*self.theta.shape[:-1], rows, self.m), self.theta.dtype)

    def add_affine(self, index: int, span, z: Array, d_z: Array, below: Array | None, d_below: Array | None) -> None:
        d_block = self.layout.block(self.gradient, index) if self.training else None
        affine = Affine(self.layout.block(self.theta, index), d_block, span.n_in, z, d_z, d_below)
        if below is not None:
            affine.read(below)
        self.affine.append(affine)
        self.operations.append(affine)

    def add_norm(self, span, z: Array, d_z: Array) -> None:
        gamma, beta = self.theta[..., span.gamma, None], self.theta[..., span.beta, None]
        mean, variance = self.buffers[..., span.mean, None], self.buffers[..., span.variance, None]
        if not self.training:
            self.operations.append(RunningNorm(gamma, beta, mean, variance, z))
            return
        d_gamma, d_beta = self.gradient[..., span.gamma, None], self.gradient[..., span.beta, None]
        self.operations.append(BatchNorm(gamma, beta, d_gamma, d_beta, mean, variance, z, d_z))

    def add_activation(self, index: int, z: Array, d_z: Array, ones: bool) -> tuple[Array, Array | None]:
        """a = g(z), dropped where the layer asks for it; gives what the next layer reads and where its dA goes."""
        layer, units = self.network.layers[index], z.shape[-2]
        handed_on = self.array(units + 1)
        a, d_a = handed_on[..., :units, :], np.empty_like(z) if self.training else None
        drops = self.training and self.dropout and np.any(np.asarray(layer.keep_prob) < 1)
        own = np.empty_like(z) if drops else a
        self.operations.append(Activate(ACTIVATIONS[layer.activation], z, own, d_a, d_z))
        self.a.append(own)
        if drops:
            self.drops.append(Dropout(index, layer.keep_prob, own, a, d_a))
            self.operations.append(self.drops[-1])
        return (handed_on if ones else a), d_a

    def read(self, inputs: Array) -> None:
        """Take inputs with their row of ones, (..., n_x + 1, m)."""
        self.inputs, first = inputs, self.affine[0]
        first.read(inputs if first.block.shape[-1] == inputs.shape[-2] else inputs[..., :-1, :])

    def rest(self) -> None:
        """Let go of all arrays until they are wanted again; masks that were drawn would be lost, so they are kept."""
        if not vars(self).get("drops"):
            for name in LAID_OUT:
                vars(self).pop(name, None)

    def __getattr__(self, name: str) -> Any:
        """What a rest has let go of is laid out anew."""
        if name not in LAID_OUT:
            raise AttributeError(f"a propagation has no {name}")
        self.build()
        if self.inputs is not None:
            self.read(self.inputs)
        return vars(self)[name]

    def forward(self) -> Array:
        """Predictions A[L], (..., n_y, m)."""
        for operation in self.operations:
            operation.forward()
        return self.output.activate(self.z[-1], self.a[-1])

    def backward(self, y: Array) -> None:
        """Fill the gradient of the mean loss over the m examples, given their targets (..., n_y, m)."""
        self.loss.slope(self.output, self.a[-1], y, self.d_z[-1])
        self.d_z[-1] *= 1 / self.m
        for operation in reversed(self.operations):
            operation.backward()

    def losses(self, y: Array) -> Array:
        """Loss of each example after a forward pass, (..., m)."""
        return self.loss.value(self.output, self.z[-1], self.a[-1], y)
