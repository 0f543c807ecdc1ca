"""Writes network.json: activations, losses, batch norm and whole training runs as PyTorch has them, in float64.

Run by hand, where torch is installed:  python -m tests.goldens.make_network

Nothing of engine/ is used here. Parameters are packed as engine/networks/network.py lays them out: row by row
[W | b], or with batch norm W, γ, β. PyTorch's running variance follows m/(m-1) times the variance of a batch, ours
(and the notes') that variance itself; ``notes_variance`` turns one into the other exactly.
"""

from __future__ import annotations

import datetime
import json
import pathlib

import torch
from torch import nn
from torch.nn import functional as F

SEED, STEPS = 20240301, 10
TARGET = pathlib.Path(__file__).with_name("network.json")
MOMENTUM = 0.1  # of PyTorch's batch norm: the share of the new value, 1 - β

ACTIVATIONS = {
    "tanh": torch.tanh,
    "relu": torch.relu,
    "sigmoid": torch.sigmoid,
    "leaky_relu": lambda z: F.leaky_relu(z, 0.01),
    "linear": lambda z: 1.0 * z,
    "elu": F.elu,
    "softplus": lambda z: F.softplus(z, threshold=1e3),  # beyond its threshold PyTorch takes z itself
    "swish": F.silu,
    "gelu": lambda z: F.gelu(z, approximate="tanh"),
    "sine": torch.sin,
}


def half_square(a: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    return 0.5 * ((a - y) ** 2).sum(dim=1)


# Examples are rows here, as PyTorch wants them. (loss, task): a loss for each example from z (m, n_y) and y (m, n_y).
HEADS = {
    ("cross_entropy", "binary"): lambda z, y: F.binary_cross_entropy_with_logits(z, y, reduction="none").sum(dim=1),
    ("cross_entropy", "multiclass"): lambda z, y: F.cross_entropy(z, y.argmax(dim=1), reduction="none"),
    ("squared_error", "binary"): lambda z, y: half_square(torch.sigmoid(z), y),
    ("squared_error", "multiclass"): lambda z, y: half_square(torch.softmax(z, dim=1), y),
    ("squared_error", "regression"): half_square,
}


def activations() -> dict:
    """Value and slope at points on either side of 0, where no slope depends on a convention."""
    grid = torch.cat([torch.linspace(-4, 4, 16), torch.tensor([-30.0, -12.0, -1e-3, 1e-3, 12.0, 30.0])])
    found = {}
    for name, function in ACTIVATIONS.items():
        z = grid.clone().requires_grad_()
        a = function(z)
        a.sum().backward()
        found[name] = {"value": a.tolist(), "slope": z.grad.tolist()}
    return {"z": grid.tolist(), "of": found}


def targets(task: str, m: int, draw: torch.Generator) -> torch.Tensor:
    """y (m, n_y): 0 or 1, one-hot of three classes, or two real numbers."""
    if task == "binary":
        return torch.randint(2, (m, 1), generator=draw).to(torch.float64)
    if task == "multiclass":
        return F.one_hot(torch.randint(3, (m,), generator=draw), 3).to(torch.float64)
    return torch.randn(m, 2, generator=draw)


def heads(draw: torch.Generator) -> list[dict]:
    """The loss of each example and the slope of their mean."""
    found = []
    for (loss, task), function in HEADS.items():
        y = targets(task, 8, draw)
        z = (3 * torch.randn(y.shape, generator=draw)).requires_grad_()
        losses = function(z, y)
        losses.mean().backward()
        fixed = {"z": z.detach().T.tolist(), "y": y.T.tolist()}
        found.append({"loss": loss, "task": task, **fixed, "losses": losses.tolist(), "slope": z.grad.T.tolist()})
    return found


def notes_variance(before: torch.Tensor, after: torch.Tensor, ours: torch.Tensor, m: int) -> torch.Tensor:
    """Our next running variance, from PyTorch's before and after a batch of m, and our last one."""
    unbiased = (after - (1 - MOMENTUM) * before) / MOMENTUM
    return (1 - MOMENTUM) * ours + MOMENTUM * unbiased * (m - 1) / m


def batch_norm(draw: torch.Generator) -> dict:
    """Five batches of several sizes through one layer of three units in training, then one batch at test time."""
    norm = nn.BatchNorm1d(3)
    norm.weight.data, norm.bias.data = torch.tensor([0.5, 1.5, -2.0]), torch.tensor([0.3, -0.1, 0.0])
    ours, steps = torch.ones(3), []
    for m in (7, 2, 16, 7, 5):
        z = (4 * torch.randn(m, 3, generator=draw) + torch.tensor([0.0, 10.0, -3.0])).requires_grad_()
        pull = torch.randn(m, 3, generator=draw)
        before = norm.running_var.clone()
        norm.zero_grad()
        out = norm(z)
        (out * pull).sum().backward()
        ours = notes_variance(before, norm.running_var, ours, m)
        steps.append(
            {
                "z": z.detach().T.tolist(),
                "d_out": pull.T.tolist(),
                "out": out.detach().T.tolist(),
                "d_z": z.grad.T.tolist(),
                "d_gamma": norm.weight.grad.tolist(),
                "d_beta": norm.bias.grad.tolist(),
                "running_mean": norm.running_mean.tolist(),
                "running_variance": ours.tolist(),
            }
        )
    norm.eval()
    norm.running_var = ours
    z = torch.randn(6, 3, generator=draw)
    test = {"z": z.T.tolist(), "out": norm(z).detach().T.tolist()}
    return {"gamma": norm.weight.tolist(), "beta": norm.bias.tolist(), "batches": steps, "test": test}


class Layered(nn.Module):
    """Linear, batch norm where asked for, activation; layer by layer, and a linear output."""

    def __init__(self, n_x: int, layers: list[dict], n_y: int, draw: torch.Generator):
        super().__init__()
        self.layers, self.linears, self.norms, n_in = layers, nn.ModuleList(), nn.ModuleDict(), n_x
        for index, layer in enumerate([*layers, {"units": n_y}]):
            normalised = layer.get("batch_norm", False)
            self.linears.append(nn.Linear(n_in, layer["units"], bias=not normalised))
            if normalised:
                self.norms[str(index)] = nn.BatchNorm1d(layer["units"])
            n_in = layer["units"]
        for parameter in self.parameters():
            parameter.data = 0.7 * torch.randn(parameter.shape, generator=draw)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        for index, linear in enumerate(self.linears):
            x = linear(x)
            if str(index) in self.norms:
                x = self.norms[str(index)](x)
            if index < len(self.layers):
                x = ACTIVATIONS[self.layers[index]["activation"]](x)
        return x

    def theta(self) -> list[float]:
        """All parameters as one vector, in the engine's order."""
        parts = []
        for index, linear in enumerate(self.linears):
            if str(index) in self.norms:
                norm = self.norms[str(index)]
                parts += [linear.weight.flatten(), norm.weight, norm.bias]
            else:
                parts.append(torch.cat([linear.weight, linear.bias[:, None]], dim=1).flatten())
        return torch.cat(parts).tolist()

    def penalty(self, l1: float, l2: float, m: int) -> torch.Tensor:
        weights = torch.cat([linear.weight.flatten() for linear in self.linears])
        return (l1 * weights.abs().sum() + l2 / 2 * (weights**2).sum()) / m


# No ReLU right below batch norm: where it lets all examples pass, batch norm takes its b away again, the gradient
# is nothing but rounding, and Adam makes a step of it.
LAYERS = [
    {"units": 5, "activation": "relu", "batch_norm": True},
    {"units": 4, "activation": "tanh"},
    {"units": 3, "activation": "tanh", "batch_norm": True},
    {"units": 3, "activation": "relu"},
]
# loss, task, penalty, optimizer here and there, rate
RUNS = [
    ("cross_entropy", "binary", {}, "gradient_descent", "SGD", 0.3),
    ("cross_entropy", "binary", {}, "adam", "Adam", 0.02),
    ("cross_entropy", "multiclass", {}, "adam", "Adam", 0.02),
    ("cross_entropy", "multiclass", {"l1": 0.05, "l2": 0.3}, "gradient_descent", "SGD", 0.3),
    ("squared_error", "regression", {"l2": 0.1}, "gradient_descent", "SGD", 0.1),
    ("squared_error", "regression", {}, "adam", "Adam", 0.02),
]
EXAMPLES, BATCH = 22, 8  # so the last batch of an epoch has six examples


def run(loss: str, task: str, penalty: dict, ours: str, theirs: str, rate: float) -> dict:
    """Ten steps on fixed batches: θ, the running statistics and the loss of the batch at each."""
    draw = torch.Generator().manual_seed(SEED)
    x, y = (
        torch.randn(EXAMPLES, 2, generator=draw),
        targets(task, EXAMPLES, draw)[:, : 3 if task == "multiclass" else 1],
    )
    orders = [torch.randperm(EXAMPLES, generator=draw) for _ in range(4)]
    network = Layered(2, LAYERS, y.shape[1], draw)
    optimizer = getattr(torch.optim, theirs)(network.parameters(), lr=rate, foreach=False)
    variances = {key: torch.ones_like(norm.running_var) for key, norm in network.norms.items()}
    batches = [batch for order in orders for batch in order.split(BATCH)][:STEPS]
    first, thetas, buffers, losses = network.theta(), [], [], []
    for batch in batches:
        before = {key: norm.running_var.clone() for key, norm in network.norms.items()}
        optimizer.zero_grad()
        mean_loss = HEADS[loss, task](network(x[batch]), y[batch]).mean()
        (mean_loss + network.penalty(penalty.get("l1", 0.0), penalty.get("l2", 0.0), len(batch))).backward()
        optimizer.step()
        statistics = []
        for key, norm in network.norms.items():
            variances[key] = notes_variance(before[key], norm.running_var, variances[key], len(batch))
            statistics += [norm.running_mean, variances[key]]
        thetas.append(network.theta())
        buffers.append(torch.cat(statistics).tolist())
        losses.append(mean_loss.item())
    return {
        "loss": loss,
        "task": task,
        "penalty": penalty,
        "optimizer": ours,
        "rate": rate,
        "x": x.T.tolist(),
        "y": (y.argmax(dim=1) if task == "multiclass" else y[:, 0]).to(torch.float64).tolist(),
        "orders": [order.tolist() for order in orders],
        "first": first,
        "theta": thetas,
        "buffers": buffers,
        "losses": losses,
    }


def two_classes(draw: torch.Generator) -> dict:
    """Softmax of two outputs beside the sigmoid of their difference, with losses and slopes."""
    labels = torch.randint(2, (8,), generator=draw)
    z = (2 * torch.randn(8, 2, generator=draw)).requires_grad_()
    difference = (z[:, 1] - z[:, 0]).detach().requires_grad_()
    softmax = F.cross_entropy(z, labels, reduction="none")
    sigmoid = F.binary_cross_entropy_with_logits(difference, labels.to(torch.float64), reduction="none")
    softmax.sum().backward()
    sigmoid.sum().backward()
    return {
        "z": z.detach().T.tolist(),
        "labels": labels.tolist(),
        "softmax": torch.softmax(z, dim=1).detach().T.tolist(),
        "sigmoid": torch.sigmoid(difference).tolist(),
        "softmax_losses": softmax.tolist(),
        "sigmoid_losses": sigmoid.tolist(),
        "softmax_slope": z.grad.T.tolist(),
        "sigmoid_slope": difference.grad.tolist(),
    }


def main() -> None:
    torch.set_default_dtype(torch.float64)
    draw = torch.Generator().manual_seed(SEED)
    golden = {
        "provenance": {
            "source": f"PyTorch {torch.__version__}, float64, CPU: torch.nn, its functional, autograd, torch.optim",
            "made by": "python -m tests.goldens.make_network",
            "date": datetime.date.today().isoformat(),
            "seed": SEED,
        },
        "activations": activations(),
        "heads": heads(draw),
        "batch_norm": batch_norm(draw),
        "two_classes": two_classes(draw),
        "layers": LAYERS,
        "batch_size": BATCH,
        "runs": [run(*each) for each in RUNS],
    }
    TARGET.write_text(json.dumps(golden, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
