"""Writes optimizers.json: ten steps of every optimizer that PyTorch also has, in float64, on one fixed noisy quadratic.

Run by hand, where torch is installed:  python -m tests.goldens.make_optimizers
"""

from __future__ import annotations

import datetime
import json
import pathlib

import numpy as np
import torch

SEED, STEPS, PARAMETERS = 20240229, 10, 5
TARGET = pathlib.Path(__file__).with_name("optimizers.json")

# Name in OPTIMIZERS, its fields, the rate; then PyTorch's name and words for the same. The course's averaged momentum
# is PyTorch's momentum at (1 - beta) times the rate. Some ε are large, so that their place in the formula matters.
CASES = [
    ("gradient_descent", {}, 0.05, "SGD", {}),
    ("momentum", {"beta": 0.9}, 0.3, "SGD", {"lr": 0.3 * (1 - 0.9), "momentum": 0.9}),
    ("momentum", {"beta": 0.5}, 0.1, "SGD", {"lr": 0.1 * (1 - 0.5), "momentum": 0.5}),
    ("classical_momentum", {"beta": 0.9}, 0.03, "SGD", {"momentum": 0.9}),
    ("nesterov", {"beta": 0.8}, 0.03, "SGD", {"momentum": 0.8, "nesterov": True}),
    ("adagrad", {}, 0.1, "Adagrad", {}),
    ("adagrad", {"epsilon": 0.1}, 0.2, "Adagrad", {"eps": 0.1}),
    ("rmsprop", {"beta2": 0.99}, 0.01, "RMSprop", {}),
    ("rmsprop", {"beta2": 0.9, "epsilon": 0.1}, 0.05, "RMSprop", {"alpha": 0.9, "eps": 0.1}),
    ("adadelta", {}, 1.0, "Adadelta", {}),
    ("adadelta", {"rho": 0.7, "epsilon": 0.01}, 2.0, "Adadelta", {"rho": 0.7, "eps": 0.01}),
    ("adam", {}, 0.01, "Adam", {}),
    ("adam", {"beta1": 0.8, "beta2": 0.95, "epsilon": 0.1}, 0.05, "Adam", {"betas": [0.8, 0.95], "eps": 0.1}),
    ("adamw", {}, 0.01, "AdamW", {}),
    ("adamw", {"weight_decay": 0.5, "beta1": 0.7}, 0.05, "AdamW", {"weight_decay": 0.5, "betas": [0.7, 0.999]}),
    ("amsgrad", {}, 0.01, "Adam", {"amsgrad": True}),
    ("amsgrad", {"beta2": 0.5, "epsilon": 0.01}, 0.05, "Adam", {"amsgrad": True, "betas": [0.9, 0.5], "eps": 0.01}),
    ("nadam", {}, 0.01, "NAdam", {}),
    ("nadam", {"beta1": 0.8, "momentum_decay": 0.1}, 0.05, "NAdam", {"betas": [0.8, 0.999], "momentum_decay": 0.1}),
    ("nadam", {"beta2": 0.95, "epsilon": 0.01}, 0.05, "NAdam", {"betas": [0.9, 0.95], "eps": 0.01}),
]


def problem() -> dict[str, list]:
    """gradient(θ, t) = A θ + n_t: A symmetric with curvatures 0.1 to 10, the noise as a mini-batch would make it."""
    draw = np.random.default_rng(SEED)
    axes = np.linalg.qr(draw.standard_normal((PARAMETERS, PARAMETERS)))[0]
    hessian = axes @ np.diag(np.logspace(-1, 1, PARAMETERS)) @ axes.T
    noise = draw.standard_normal((STEPS, PARAMETERS))
    return {"hessian": hessian.tolist(), "noise": noise.tolist(), "start": draw.standard_normal(PARAMETERS).tolist()}


def path(kind: str, options: dict, fixed: dict) -> list[list[float]]:
    """θ after each of the ten steps, as PyTorch takes them one tensor at a time."""
    hessian, noise = (torch.tensor(fixed[key], dtype=torch.float64) for key in ("hessian", "noise"))
    theta = torch.tensor(fixed["start"], dtype=torch.float64, requires_grad=True)
    optimizer = getattr(torch.optim, kind)([theta], **options, foreach=False)
    rows = []
    for t in range(STEPS):
        theta.grad = hessian @ theta.detach() + noise[t]
        optimizer.step()
        rows.append(theta.detach().tolist())
    return rows


def schedule(kind: str, options: dict, rate: float) -> list[float]:
    """The rate of each of the first ten epochs, as PyTorch's scheduler sets it."""
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=rate)
    scheduler = getattr(torch.optim.lr_scheduler, kind)(optimizer, **options)
    rates = []
    for _ in range(STEPS):
        rates.append(scheduler.get_last_lr()[0])
        optimizer.step()
        scheduler.step()
    return rates


# name in SCHEDULES, its parameters; the same in PyTorch's words
SCHEDULES = [
    ("exponential", {"decay": 0.95}, "ExponentialLR", {"gamma": 0.95}),
    ("staircase", {"factor": 0.3, "every": 4.0}, "StepLR", {"gamma": 0.3, "step_size": 4}),
    ("cosine", {"floor": 0.0, "span": 9.0}, "CosineAnnealingLR", {"T_max": 9}),
    ("warm_up", {"start": 0.25, "span": 5.0}, "LinearLR", {"start_factor": 0.25, "total_iters": 5}),
]


def main() -> None:
    torch.set_default_dtype(torch.float64)  # otherwise NAdam keeps its product of momenta in float32
    fixed = problem()
    golden = {
        "provenance": {
            "source": f"torch.optim of PyTorch {torch.__version__}, float64 by default, CPU, foreach=False",
            "made by": "python -m tests.goldens.make_optimizers",
            "date": datetime.date.today().isoformat(),
            "seed": SEED,
        },
        "problem": fixed,
        "cases": [
            {"optimizer": name, "fields": fields, "rate": rate, "path": path(kind, {"lr": rate, **options}, fixed)}
            for name, fields, rate, kind, options in CASES
        ],
        "schedules": [
            {"schedule": name, "fields": fields, "rate": 0.1, "rates": schedule(kind, options, 0.1)}
            for name, fields, kind, options in SCHEDULES
        ],
    }
    TARGET.write_text(json.dumps(golden, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
