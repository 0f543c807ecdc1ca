"""A network as complete programs, in NumPy, PyTorch and Keras, that go on training and print the engine's losses.

Each says what it replays: the batches of the engine's own order are written in, for no other library would draw them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.experiment import Experiment
from engine.networks.network import Dense
from engine.optimizers import OPTIMIZERS
from engine.optimizers.schedules import SCHEDULES
from engine.studies.framework_export.pieces_of_code import FUNCTIONS, RULES, SCHEDULE_LINES, native
from engine.studies.framework_export.state import Standing, standing
from engine.studies.framework_export.templates import KERAS, NUMPY, TORCH
from engine.training.pieces import Work, outcome
from engine.values.bounds import OneOf

Array = np.ndarray
LEFT_OUT = "Dropout and moved points are left out from here on: no other library draws the same ones."


@dataclass(frozen=True)
class Programs:
    """The texts by library, and the losses that each is to print."""

    texts: dict[str, str]
    losses: list[float]
    left_out: str


def export(experiment: Experiment, step: int) -> dict[str, str]:
    """The programs that go on from a step, by library: numpy, pytorch, keras."""
    return outcome(exporting(experiment, step)).texts


def exporting(experiment: Experiment, step: int) -> Work:
    """The same in pieces; Programs."""
    found: Standing = yield from standing(experiment, step)
    left_out = LEFT_OUT if found.experiment != experiment else ""
    parts = common(found, left_out)
    texts = {
        "numpy": filled(NUMPY, parts | of_numpy(found.experiment)),
        "pytorch": filled(TORCH, parts | of_torch(found)),
        "keras": filled(KERAS, parts | of_keras(found.experiment)),
    }
    return Programs(texts, found.losses, left_out)


def filled(template: str, parts: dict[str, str]) -> str:
    """A template whose names in ⟨⟩ are replaced; nothing else in it is looked at."""
    for name, text in parts.items():
        template = template.replace(f"⟨{name}⟩", text)
    return template


def slug(registry: dict[str, type], value: Any) -> str:
    """The name under which a value's type is registered."""
    return OneOf(registry, "").key(value)


def common(found: Standing, left_out: str) -> dict[str, str]:
    """What all programs share: the data, the rule, the schedule, the penalties."""
    experiment = found.experiment
    optimizer, schedule = experiment.optimizer, experiment.schedule
    rule = RULES[slug(OPTIMIZERS, optimizer)](optimizer)
    return {
        "about": f"step {found.step:,}. {left_out}".strip(),
        "data": data(found),
        "rule": "\n    ".join(rule),
        "schedule": SCHEDULE_LINES[slug(SCHEDULES, schedule)](schedule),
        "step": str(found.step),
        "steps_per_epoch": str(found.steps_per_epoch),
        "l1": repr(experiment.penalty.l1),
        "l2": repr(experiment.penalty.l2),
        "clip": repr(experiment.clip),
        "optimizer": optimizer.label,
    }


def data(found: Standing) -> str:
    """Points, parameters, memory and batches as lists."""
    rows = {
        "X": found.inputs.T.tolist(),
        "Y": found.targets.T.tolist(),
        "VALUES": [each.tolist() for each in found.values],
        "MEMORY": [[one.tolist() for one in each] for each in found.memory],
        "BATCHES": found.batches,
    }
    return "\n".join(f"{name} = {json.dumps(each)}" for name, each in rows.items())


def of_numpy(experiment: Experiment) -> dict[str, str]:
    """Activations with their slopes, and the loss with its slope."""
    used = dict.fromkeys(layer.activation for layer in experiment.network.layers)
    functions = "".join(
        f"\n\ndef {name}(z):\n    a = {FUNCTIONS[name][0]}\n    return a, {FUNCTIONS[name][1]}\n" for name in used
    )
    layers = [f"({layer.activation}, {layer.batch_norm})" for layer in experiment.network.layers]
    lines = {
        ("binary", "cross_entropy"): ("1 / (1 + np.exp(-z))", "np.logaddexp(0, z) - y * z", "a - y"),
        ("binary", "squared_error"): ("1 / (1 + np.exp(-z))", "0.5 * (a - y) ** 2", "(a - y) * a * (1 - a)"),
        ("multiclass", "cross_entropy"): (
            "softmax(z)", "np.log(np.exp(z - z.max(0)).sum(0)) + z.max(0) - (y * z).sum(0)", "a - y"),
        ("multiclass", "squared_error"): (
            "softmax(z)", "0.5 * ((a - y) ** 2).sum(0)", "a * ((a - y) - (a * (a - y)).sum(0))"),
        ("regression", "squared_error"): ("z", "0.5 * (a - y) ** 2", "a - y"),
    }  # fmt: skip
    output, loss, slope = lines[experiment.data.source.task, experiment.loss]
    return {"functions": functions, "layers": ", ".join(layers), "output": output, "loss": loss, "slope": slope}


def of_torch(found: Standing) -> dict[str, str]:
    """The model as a sequence, the loss, and PyTorch's own optimizer where it is the same."""
    experiment = found.experiment
    name = slug(OPTIMIZERS, experiment.optimizer)
    own = native(name, experiment.optimizer)
    n_x, n_y = experiment.data.sizes
    return {
        "modules": modules(experiment.network.layers, n_x, n_y),
        "loss": {
            ("binary", "cross_entropy"): "functional.binary_cross_entropy_with_logits(z, y)",
            ("binary", "squared_error"): "0.5 * ((torch.sigmoid(z) - y) ** 2).sum(1).mean()",
            ("multiclass", "cross_entropy"): "functional.cross_entropy(z, y.argmax(1))",
            ("multiclass", "squared_error"): "0.5 * ((torch.softmax(z, 1) - y) ** 2).sum(1).mean()",
            ("regression", "squared_error"): "0.5 * ((z - y) ** 2).sum(1).mean()",
        }[experiment.data.source.task, experiment.loss],
        "prepare": torch_prepare(own),
        "move": NATIVE_MOVE if own else TORCH_MOVE,
    }


NATIVE_MOVE = """for group in optimizer.param_groups:
        group["lr"] = rate(t / STEPS_PER_EPOCH)
    optimizer.step()"""
TORCH_MOVE = """with torch.no_grad():
        for k, p in enumerate(model.parameters()):
            d, MEMORY[k] = rule(p, p.grad, MEMORY[k], t + 1)
            p -= rate(t / STEPS_PER_EPOCH) * d"""


def torch_prepare(own: tuple[str, tuple[str, ...]] | None) -> str:
    """The optimizer with what it remembers, or the rule's memory as tensors."""
    if own is None:
        return "MEMORY = [[torch.tensor(one) for one in each] for each in MEMORY]"
    made, names = own
    if not names:
        return f"optimizer = torch.optim.{made}"
    lines = [
        f"optimizer = torch.optim.{made}",
        "for p, remembered in zip(model.parameters(), MEMORY):",
        f"    known = dict(zip({names!r}, map(torch.tensor, remembered)))",
        '    optimizer.state[p] = {"step": torch.tensor(float(STEP)), **known}',
    ]
    return "\n".join(lines)


def modules(layers: tuple[Dense, ...], n_x: int, n_y: int) -> str:
    """The lines of a sequence of modules."""
    lines, below = [], n_x
    for layer in layers:
        lines.append(f"nn.Linear({below}, {layer.units}, bias={not layer.batch_norm}),")
        if layer.batch_norm:
            lines.append(f"nn.BatchNorm1d({layer.units}, eps=1e-5),")
        lines.append(f"{FUNCTIONS[layer.activation][2]},")
        below = layer.units
    return "\n    ".join([*lines, f"nn.Linear({below}, {n_y}),"])


def of_keras(experiment: Experiment) -> dict[str, str]:
    """The model as a sequence, and the loss."""
    n_x, n_y = experiment.data.sizes
    lines = [f"keras.Input(({n_x},)),"]
    for layer in experiment.network.layers:
        lines.append(f"keras.layers.Dense({layer.units}, use_bias={not layer.batch_norm}),")
        if layer.batch_norm:
            lines.append("keras.layers.BatchNormalization(momentum=0.9, epsilon=1e-5),")
        lines.append(f"keras.layers.Activation({FUNCTIONS[layer.activation][3]}),")
    loss = {
        ("binary", "cross_entropy"): "tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(y, z))",
        ("binary", "squared_error"): "0.5 * tf.reduce_mean(tf.reduce_sum((tf.sigmoid(z) - y) ** 2, 1))",
        ("multiclass", "cross_entropy"): "tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(y, z))",
        ("multiclass", "squared_error"): "0.5 * tf.reduce_mean(tf.reduce_sum((tf.nn.softmax(z) - y) ** 2, 1))",
        ("regression", "squared_error"): "0.5 * tf.reduce_mean(tf.reduce_sum((z - y) ** 2, 1))",
    }[experiment.data.source.task, experiment.loss]
    return {"modules": "\n    ".join([*lines, f"keras.layers.Dense({n_y}),"]), "loss": loss}
