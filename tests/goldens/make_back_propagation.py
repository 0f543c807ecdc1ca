"""Writes back_propagation.json: every matrix of one pass forward and one back, as PyTorch has it, in float64.

Run by hand, where torch is installed:  python -m tests.goldens.make_back_propagation

Nothing of engine/ is used here. Examples are columns, as in the notes: PyTorch multiplies W A + b as it stands there.
The gradients are PyTorch's own, of the mean loss: dW and db are kept as they are; dZ and dA are those of the summed
loss, as the notes have them. The first case is the page's default; its weights are written out, as they stand on the
screen.
"""

from __future__ import annotations

import datetime
import json
import pathlib

import torch
from torch.nn import functional as F

from tests.goldens.make_network import ACTIVATIONS

SEED, RATE = 20261125, 0.3
TARGET = pathlib.Path(__file__).with_name("back_propagation.json")
LOSSES = {
    ("cross_entropy", "binary"): lambda z, y: F.binary_cross_entropy_with_logits(z, y, reduction="none"),
    ("squared_error", "binary"): lambda z, y: 0.5 * (torch.sigmoid(z) - y) ** 2,
    ("squared_error", "regression"): lambda z, y: 0.5 * (z - y) ** 2,
}
ON_THE_SCREEN = [
    ([[-0.42, -0.25], [-0.71, 0.21], [-1.11, -0.68]], [0, 0, 0]),
    ([[-1.35, -0.02, 0.10], [-0.75, 0.41, -0.24]], [0, 0]),
    ([[-0.48, -0.60]], [0]),
]
# activation of each hidden layer, its units, loss, task, m
CASES = [
    *[(name, (3, 2), "cross_entropy", "binary", 1) for name in ACTIVATIONS],
    *[(name, (3, 3, 2), loss, task, 4) for loss, task in LOSSES for name in ("tanh", "relu", "sigmoid", "gelu")],
    ("elu", (2,), "squared_error", "regression", 5),
    ("tanh", (), "cross_entropy", "binary", 3),
]


def passed(case: tuple, x: torch.Tensor, y: torch.Tensor, layers: list) -> dict:
    """All matrices by the notes' letters and layer, "dW1" and so on."""
    activation, units, loss, task, m = case
    a, found, kept = x, {"A0": x, "Y0": y}, {}
    for number, (w, b) in enumerate(layers, 1):
        z = w @ a + b
        last = number == len(layers)
        a = (torch.sigmoid(z) if task == "binary" else 1.0 * z) if last else ACTIVATIONS[activation](z)
        kept |= {f"W{number}": w, f"b{number}": b, f"Z{number}": z} | ({} if last else {f"A{number}": a})
        found[f"A{number}"] = a
        for each in kept.values():
            each.retain_grad()
    losses = LOSSES[loss, task](z, y)
    losses.mean().backward()
    found |= kept | {"L0": losses, "J0": losses.mean().reshape(1, 1)}
    for name, each in kept.items():
        found[f"d{name}"] = each.grad * (1 if name[0] in "Wb" else m)
        if name[0] in "Wb":
            found[f"{name[0]}+{name[1:]}"] = each - RATE * each.grad
    return {name: each.detach().tolist() for name, each in found.items()}


def drawn(case: tuple, draw: torch.Generator) -> dict:
    """A case with random weights and examples."""
    _, units, _, task, m = case
    sizes = [2, *units, 1]
    layers = [
        (torch.randn(n, below, generator=draw), 0.5 * torch.randn(n, 1, generator=draw))
        for below, n in zip(sizes, sizes[1:], strict=False)
    ]
    x, y = torch.randn(2, m, generator=draw), torch.randn(1, m, generator=draw)
    return told(case, x, (y > 0).to(torch.float64) if task == "binary" else y, layers)


def told(case: tuple, x: torch.Tensor, y: torch.Tensor, layers: list) -> dict:
    for each in (part for layer in layers for part in layer):
        each.requires_grad_()
    names = ("activation", "units", "loss", "task", "m")
    return dict(zip(names, case, strict=True)) | {"found": passed(case, x, y, layers)}


def main() -> None:
    torch.set_default_dtype(torch.float64)
    draw = torch.Generator().manual_seed(SEED)
    layers = [(torch.tensor(w), torch.tensor(b, dtype=torch.float64)[:, None]) for w, b in ON_THE_SCREEN]
    x, y = torch.tensor([[-1.0], [-0.5]]), torch.tensor([[1.0]])
    provenance = {
        "source": f"PyTorch {torch.__version__}, float64, automatic differentiation",
        "made by": "tests/goldens/make_back_propagation.py",
        "date": datetime.date.today().isoformat(),
        "seed": SEED,
    }
    cases = [told(("tanh", (3, 2), "cross_entropy", "binary", 1), x, y, layers)]
    cases += [drawn(case, draw) for case in CASES]
    TARGET.write_text(json.dumps({"provenance": provenance, "rate": RATE, "cases": cases}) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
