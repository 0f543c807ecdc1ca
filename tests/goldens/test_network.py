"""The network against PyTorch's numbers (network.json; make_network.py made it)."""

from __future__ import annotations

import json
import pathlib

import numpy as np
import pytest

from engine.datasets.samples import from_arrays
from engine.experiment import Experiment, Penalty
from engine.networks.activations import ACTIVATIONS
from engine.networks.losses import LOSSES, OUTPUTS
from engine.networks.network import Dense, Network
from engine.networks.propagation import BatchNorm, RunningNorm
from engine.optimizers import OPTIMIZERS
from engine.optimizers.schedules import Constant
from engine.training.trainer import Trainer

GOLDEN = json.loads(pathlib.Path(__file__).with_name("network.json").read_text(encoding="utf-8"))
EXACT = {"rtol": 1e-12, "atol": 1e-14}


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activation_and_slope_are_those_of_pytorch(name):
    z, golden = np.array(GOLDEN["activations"]["z"]), GOLDEN["activations"]["of"][name]
    a = ACTIVATIONS[name].function(z, np.empty_like(z))
    np.testing.assert_allclose(a, golden["value"], **EXACT)
    np.testing.assert_allclose(ACTIVATIONS[name].slope(z, a, np.empty_like(z)), golden["slope"], **EXACT)


@pytest.mark.parametrize("case", GOLDEN["heads"], ids=lambda case: f"{case['loss']}-{case['task']}")
def test_loss_and_slope_are_those_of_pytorch(case):
    output, loss = OUTPUTS[case["task"]], LOSSES[case["loss"]]
    z, y = np.array(case["z"]), np.array(case["y"])
    a = output.activate(z, np.empty_like(z))
    np.testing.assert_allclose(loss.value(output, z, a, y), case["losses"], rtol=1e-12, atol=1e-15)
    slope = loss.slope(output, a, y, np.empty_like(z)) / z.shape[1]
    np.testing.assert_allclose(slope, case["slope"], rtol=1e-11, atol=1e-15)


def test_every_activation_loss_and_output_is_compared():
    assert GOLDEN["activations"]["of"].keys() == ACTIVATIONS.keys()
    possible = {(loss, task) for loss in LOSSES for task in OUTPUTS} - {("cross_entropy", "regression")}
    assert {(case["loss"], case["task"]) for case in GOLDEN["heads"]} == possible


def columns(values):
    return np.array(values)[:, None]


def test_batch_norm_in_training_is_that_of_pytorch_batch_after_batch():
    """Running averages too; PyTorch's m/(m − 1) in the variance has been taken out where the numbers were made."""
    golden = GOLDEN["batch_norm"]
    gamma, beta, mean, variance = columns(golden["gamma"]), columns(golden["beta"]), np.zeros((3, 1)), np.ones((3, 1))
    for batch in golden["batches"]:
        z, d_z = np.array(batch["z"]), np.array(batch["d_out"])
        d_gamma, d_beta = np.empty((3, 1)), np.empty((3, 1))
        norm = BatchNorm(gamma, beta, d_gamma, d_beta, mean, variance, z, d_z)
        norm.forward()
        np.testing.assert_allclose(z, batch["out"], rtol=1e-11, atol=1e-13)
        norm.backward()
        np.testing.assert_allclose(d_z, batch["d_z"], rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(d_gamma, columns(batch["d_gamma"]), rtol=1e-11, atol=1e-13)
        np.testing.assert_allclose(d_beta, columns(batch["d_beta"]), rtol=1e-12, atol=1e-14)
        np.testing.assert_allclose(mean, columns(batch["running_mean"]), rtol=1e-12)
        np.testing.assert_allclose(variance, columns(batch["running_variance"]), rtol=1e-12)


def test_batch_norm_at_test_time_is_that_of_pytorch():
    golden = GOLDEN["batch_norm"]
    last, z = golden["batches"][-1], np.array(golden["test"]["z"])
    statistics = columns(last["running_mean"]), columns(last["running_variance"])
    RunningNorm(columns(golden["gamma"]), columns(golden["beta"]), *statistics, z).forward()
    np.testing.assert_allclose(z, golden["test"]["out"], rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize(
    "case", GOLDEN["runs"], ids=lambda case: f"{case['task']}-{case['optimizer']}-{case['penalty']}"
)
def test_ten_steps_of_a_whole_network_are_those_of_pytorch(case):
    experiment = Experiment(
        network=Network(tuple(Dense(**layer) for layer in GOLDEN["layers"])),
        loss=case["loss"],
        penalty=Penalty(**case["penalty"]),
        optimizer=OPTIMIZERS[case["optimizer"]](),
        schedule=Constant(case["rate"]),
        batch_size=GOLDEN["batch_size"],
    )
    samples = from_arrays(case["x"], case["y"], case["task"])
    trainer = Trainer(experiment, samples, case["first"], lambda epoch: np.array(case["orders"][epoch]))
    state = trainer.start()
    for theta, buffers, loss in zip(case["theta"], case["buffers"], case["losses"], strict=True):
        state, info = trainer.step(state)
        np.testing.assert_allclose(state.theta, theta, rtol=0, atol=1e-12)
        np.testing.assert_allclose(state.buffers, buffers, rtol=0, atol=1e-12)
        assert float(info.loss) == pytest.approx(loss, abs=1e-12)
    assert np.abs(state.theta - case["first"]).max() > 0.05  # the run went somewhere


def test_softmax_of_two_classes_is_the_sigmoid_of_their_difference():
    golden = GOLDEN["two_classes"]
    z, labels = np.array(golden["z"]), np.array(golden["labels"])
    softmax, sigmoid = OUTPUTS["multiclass"], OUTPUTS["binary"]
    difference, one_hot, y = z[1:] - z[:1], np.eye(2)[:, labels], labels[None].astype(float)
    a, b = softmax.activate(z, np.empty_like(z)), sigmoid.activate(difference, np.empty_like(difference))
    np.testing.assert_allclose(a, golden["softmax"], **EXACT)
    np.testing.assert_allclose(b[0], golden["sigmoid"], **EXACT)
    np.testing.assert_allclose(a[1:], b, **EXACT)
    cross_entropy = LOSSES["cross_entropy"]
    np.testing.assert_allclose(cross_entropy.value(softmax, z, a, one_hot), golden["softmax_losses"], **EXACT)
    np.testing.assert_allclose(cross_entropy.value(sigmoid, difference, b, y), golden["sigmoid_losses"], **EXACT)
    np.testing.assert_allclose(a - one_hot, golden["softmax_slope"], **EXACT)
    np.testing.assert_allclose((b - y)[0], golden["sigmoid_slope"], **EXACT)


def test_provenance_is_stated():
    assert GOLDEN["provenance"].keys() >= {"source", "made by", "date", "seed"}
