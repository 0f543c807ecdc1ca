"""A network as code: programs print the engine's losses, and a graph of forty lines has the engine's gradient."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from engine.datasets import DATASETS
from engine.datasets.samples import Data
from engine.experiment import Experiment, Penalty
from engine.networks.activations import ACTIVATIONS
from engine.networks.network import Dense, Network
from engine.optimizers import OPTIMIZERS, Adam, GradientDescent
from engine.optimizers.schedules import SCHEDULES, Constant
from engine.studies.framework_export.autodiff import Value, cost, ordered
from engine.studies.framework_export.descent import Export, descending, plain
from engine.studies.framework_export.notebook import notebook
from engine.studies.framework_export.pieces_of_code import FUNCTIONS, RULES, SCHEDULE_LINES, TORCH_OPTIMIZERS, native
from engine.studies.framework_export.programs import LEFT_OUT, export, exporting
from engine.studies.framework_export.state import replayable
from engine.training.pieces import outcome
from engine.training.trainer import Trainer

AGREE = 1e-10
BASE = Experiment(Data(points=80), Network((Dense(3), Dense(2))))
MANY, VALUE = Data(DATASETS["three_spirals"](), 90), Data(DATASETS["bumps"](), 80)
# Every optimizer, schedule, activation, task and penalty, in as few programs as they fit in.
PAIRS = list(pairwise([*ACTIVATIONS, next(iter(ACTIVATIONS))]))
CASES: dict[str, tuple[Experiment, int]] = {
    slug: (replace(BASE, optimizer=kind(), schedule=Constant(kind.suggested_rate)), 13 * (index % 2))
    for index, (slug, kind) in enumerate(OPTIMIZERS.items())
}
CASES |= {
    slug: (replace(BASE, network=Network((Dense(3, first), Dense(3, second))), schedule=kind(0.02)), 7)
    for (slug, kind), (first, second) in zip(SCHEDULES.items(), PAIRS, strict=False)
}
CASES |= {
    "softmax": (replace(BASE, data=MANY, network=Network((Dense(4, "gelu"), Dense(3, "sine")))), 5),
    "softmax_squared": (replace(BASE, data=MANY, loss="squared_error"), 0),
    "squared": (replace(BASE, loss="squared_error"), 3),
    "regression": (replace(BASE, data=VALUE, loss="squared_error"), 9),
    "no_layer": (replace(BASE, network=Network(())), 0),
    "batch_norm": (replace(BASE, network=Network((Dense(4, batch_norm=True), Dense(3, "relu", batch_norm=True)))), 20),
    "penalties": (replace(BASE, penalty=Penalty(l1=0.5, l2=2.0), clip=0.2, optimizer=GradientDescent()), 4),
    "uncorrected": (replace(BASE, optimizer=Adam(bias_correction=False)), 2),
    "all_points": (replace(BASE, batch_size=5000), 1),
}
LIBRARIES = ("numpy", "pytorch", "keras")
DRIVER = "import runpy, sys\nfor path in sys.argv[1:]:\n    print('#', path)\n    runpy.run_path(path)\n"


@pytest.fixture(scope="module")
def programs():
    return {name: outcome(exporting(*case)) for name, case in CASES.items()}


def with_torch() -> str | None:
    """A Python that has PyTorch."""
    for python in (sys.executable, "/usr/bin/python3"):
        try:
            if subprocess.run([python, "-c", "import torch"], capture_output=True, timeout=120).returncode == 0:
                return python
        except OSError:
            continue
    return None


def printed(python: str, programs: dict, library: str, folder) -> dict[str, list[float]]:
    """The losses that all programs of one library print, run one after the other."""
    paths = []
    for name, each in programs.items():
        paths.append(folder / f"{name}.py")
        paths[-1].write_text(each.texts[library], encoding="utf-8")
    done = subprocess.run([python, "-c", DRIVER, *map(str, paths)], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    parts = done.stdout.split("# ")[1:]
    return {
        name: [float(line.split()[1]) for line in part.splitlines()[1:] if line]
        for name, part in zip(programs, parts, strict=True)
    }


def agree(programs: dict, found: dict[str, list[float]]) -> None:
    for name, each in programs.items():
        assert found[name] == pytest.approx(each.losses, rel=0, abs=AGREE), name


def test_numpy_programs_print_the_losses_of_the_engine(programs, tmp_path):
    agree(programs, printed(sys.executable, programs, "numpy", tmp_path))


def test_pytorch_programs_print_the_losses_of_the_engine(programs, tmp_path):
    python = with_torch()
    if python is None:
        pytest.skip("no Python here has PyTorch")
    agree(programs, printed(python, programs, "pytorch", tmp_path))


def test_a_program_that_is_told_something_else_prints_something_else(programs, tmp_path):
    """The comparison can fail."""
    one = programs["adam"]
    wrong = replace(one, texts={"numpy": one.texts["numpy"].replace("0.9 * s[0]", "0.8 * s[0]")})
    found = printed(sys.executable, {"adam": wrong}, "numpy", tmp_path)["adam"]
    assert max(np.abs(np.array(found) - one.losses)) > 1e-4


def test_losses_are_those_of_the_trainer(programs):
    experiment, step = CASES["momentum"]
    trainer = Trainer(experiment)
    state = trainer.advance(trainer.start(), step)
    for loss in programs["momentum"].losses[:20]:
        state, info = trainer.step(state)
        assert loss == float(info.loss)


@pytest.mark.parametrize("library", LIBRARIES)
def test_every_program_is_python_without_a_gap(programs, library):
    for each in programs.values():
        text = each.texts[library]
        ast.parse(text)
        assert "⟨" not in text and "⟩" not in text


def test_every_optimizer_schedule_and_activation_can_be_said():
    assert list(RULES) == list(OPTIMIZERS) and list(SCHEDULE_LINES) == list(SCHEDULES)
    assert list(FUNCTIONS) == list(ACTIVATIONS)
    assert set(TORCH_OPTIMIZERS) < set(OPTIMIZERS)
    assert native("lion", OPTIMIZERS["lion"]()) is None and native("adam", Adam(bias_correction=False)) is None
    assert native("momentum", OPTIMIZERS["momentum"](beta=0.0)) is None  # SGD would remember nothing


def test_what_cannot_be_replayed_is_left_out_and_said():
    layers = (Dense(3, keep_prob=0.5),)
    dropping = replace(BASE, network=Network(layers))
    found = outcome(exporting(dropping, 5))
    assert found.left_out == LEFT_OUT and LEFT_OUT in found.texts["numpy"].replace("\n", " ")
    assert replayable(BASE) == BASE and replayable(dropping).network.layers[0].keep_prob == 1.0
    assert set(export(BASE, 0)) == set(LIBRARIES)


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_notebook_is_one_and_holds_the_program(programs, library):
    text = programs["batch_norm"].texts[library]
    book = json.loads(notebook(text))
    assert (book["nbformat"], book["nbformat_minor"]) == (4, 4) and book["metadata"]["kernelspec"]["name"] == "python3"
    assert [cell["cell_type"] for cell in book["cells"][:2]] == ["markdown", "code"]
    for cell in book["cells"]:
        wanted = {"cell_type", "metadata", "source"}
        assert set(cell) == (wanted if cell["cell_type"] == "markdown" else wanted | {"execution_count", "outputs"})
    code = "\n".join("".join(cell["source"]) for cell in book["cells"] if cell["cell_type"] == "code")
    ast.parse(code)
    assert ast.dump(ast.parse(code)) == ast.dump(ast.Module(ast.parse(text).body[1:], []))  # but for its docstring


def test_the_graph_has_the_slope_of_the_parabola():
    for w in (-3.0, 0.0, 5.0, 11.0):
        root = Value(w, "w")
        last = cost(root)
        last.backward()
        assert (last.number, root.gradient) == (plain(w), 2 * w - 10)
        last.backward()
        assert root.gradient == 2 * w - 10  # a second time is no more


def test_a_node_that_is_used_twice_gathers_both_slopes():
    x = Value(3.0)
    y = x * x + 2 * x - 1
    y.backward()
    assert x.gradient == 8 and [node.number for node in ordered(y)][-1] == y.number


def test_a_network_in_the_graph_has_the_engines_gradient():
    """2-3-2-1, tanh, cross-entropy, over every training point."""
    trainer = Trainer(replace(BASE, data=replace(BASE.data, points=24), batch_size=5000))
    trainer.begin(0)
    batch = trainer.batches[0]
    trainer.differentiate(batch)
    blocks = [trainer.layout.block(trainer.theta, layer) for layer in range(3)]
    values = [[[Value(each) for each in row] for row in block] for block in blocks]
    inputs, targets = batch.inputs[:-1], batch.targets[0]
    total = Value(0.0)
    for example in range(inputs.shape[1]):
        a = [Value(each) for each in inputs[:, example]]
        for layer, block in enumerate(values):
            z = [sum((w * x for w, x in zip(row, a, strict=False)), row[-1]) for row in block]
            a = z if layer == 2 else [each.tanh() for each in z]
        total = total + a[0].softplus() - a[0] * float(targets[example])
    (total * (1 / inputs.shape[1])).backward()
    for layer, block in enumerate(values):
        ours = np.array([[each.gradient for each in row] for row in block])
        assert ours == pytest.approx(trainer.layout.block(trainer.gradient, layer), abs=1e-12)


def test_a_deep_graph_needs_no_recursion():
    node = Value(1.0)
    last = node
    for _ in range(5000):
        last = last + 0.0
    last.backward()
    assert node.gradient == 1.0


def test_the_descent_is_the_optimizers_own_and_a_rate_beyond_one_runs_away():
    assert "come to 5.0" in outcome(descending(Export()))
    assert "run away" in outcome(descending(Export(optimizer=GradientDescent(), rate=1.5, steps=200)))
    half = [moment.w for moment in descending(Export(optimizer=GradientDescent(), rate=0.5, steps=20))]
    assert half[1:] == [5.0] * 20
    first = next(descending(Export(w=2.0)))
    assert set(first.slopes.values()) == {-6.0} or first.slopes["two-sided difference"] == pytest.approx(-6, abs=1e-8)
