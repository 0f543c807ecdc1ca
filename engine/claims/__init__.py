"""The ledger: what the notes claim, by number, and how each is measured."""

from __future__ import annotations

from dataclasses import replace

from engine.claims import batch_norm, bias_variance, dropout, gradients, moving_averages, regularization
from engine.claims.claim import Claim
from engine.datasets.class_sets import ThreeSpirals
from engine.datasets.samples import Data
from engine.experiment import Experiment
from engine.networks.network import Dense, Network
from engine.optimizers import OPTIMIZERS
from engine.optimizers.schedules import Constant
from engine.studies.bias_variance import sweep
from engine.studies.bias_variance.sweep import Sweep
from engine.studies.moving_averages.averages import Averages
from engine.studies.moving_averages.made import Step, Temperatures
from engine.studies.regularization_lab.lab import DEFAULT, Lab
from engine.training.pieces import at_once

BIG_DEV = replace(sweep.DEFAULT, data=replace(sweep.DEFAULT.data, points=160, train_percent=15, dev_percent=80))
STRAIGHT_DOWN = Lab(replace(DEFAULT, optimizer=OPTIMIZERS["gradient_descent"](), schedule=Constant(rate=0.1)))
NORMALISED = Experiment(network=Network((Dense(6, batch_norm=True), Dense(4, batch_norm=True))))

CLAIMS: dict[int, Claim] = {
    2: Claim(
        "1.2.1", "∂L/∂z = a − y", Experiment(), at_once(gradients.slope_of_the_sigmoid)
    ),
    7: Claim(
        "1.3.1",
        "Multiple linear activation neurons with a sigmoid as the output neuron is equivalent to standard logistic "
        "regression",
        Experiment(network=Network((Dense(4, "linear"), Dense(3, "linear")))),
        gradients.linear_layers_collapse,
    ),
    8: Claim(
        "1.3.3",
        "If weights are initialized to 0, all neurons in a layer will compute the same hypothesis. Weights can be "
        "initialized to 0 for logistic regression",
        Experiment(network=Network((Dense(4, "sigmoid"), Dense(3, "sigmoid")))),
        gradients.zeros_stay_alike,
    ),
    11: Claim(
        "2.1.1",
        "High variance classifier has low training error and high dev set error. High bias classifier has high "
        "training error and high dev set error",
        Sweep(BIG_DEV, first=1, last=24),
        bias_variance.tells_bias_from_variance,
        count=40,
    ),
    12: Claim(
        "2.1.2",
        "Training a bigger network typically reduce the bias. Getting more training data will typically reduce the "
        "variance",
        Sweep(),
        bias_variance.size_and_data,
        fits=bias_variance.swept,
    ),
    13: Claim(
        "2.1.3",
        "As the value of λ is increased, the weights in w will get closer to 0. The resulting NN will be simpler",
        Lab(),
        regularization.decay,
        fits=regularization.trainable,
    ),
    14: Claim(
        "2.1.3", "Using L₁ regularization will result in w being sparse", Lab(), regularization.sparse,
        slip="λ/m and λ/(2m) are both in use before the L₁ norm; here it is λ/m, as written.",
        fits=regularization.trainable,
    ),
    15: Claim(
        "2.1.3",
        "When using the tanh function, penalizing w will make z smaller. For a small z, tanh function is roughly "
        "linear",
        Lab(),
        regularization.linear_tanh,
        fits=regularization.with_tanh,
    ),
    16: Claim(
        "2.1.3",
        "Weights for the unit will be spread out between the units. Has the same effect as shrinking the weights like "
        "L₂ regularization",
        Lab(),
        regularization.shrinks_and_spreads,
        fits=regularization.with_hidden_layers,
    ),
    17: Claim(
        "2.1.3",
        "Activation values should be scaled by keep_prob so the expected value of z can stay constant",
        Lab(),
        dropout.keeps_the_expected_sum,
        slip="Scaled means divided, as the notes' code does.",
        fits=dropout.with_dropout,
    ),
    18: Claim(
        "2.1.3",
        "Cost function is not well defined when dropout is used. Can set keep_prob to 1 and check for monotonically "
        "decreasing J",
        STRAIGHT_DOWN,
        dropout.cost_need_not_fall,
        fits=dropout.with_dropout,
    ),
    19: Claim(
        "2.1.3",
        "Getting more training data will almost always help overfitting. Data augmentation will create new examples "
        "and can help reduce overfitting",
        Lab(),
        regularization.more_data_helps,
        fits=regularization.trainable,
    ),
    20: Claim(
        "2.1.3",
        "If the NN is overfitting the data, the dev set error will initially decrease before increasing",
        Lab(),
        regularization.falls_then_rises,
        fits=regularization.trainable,
    ),
    29: Claim(
        "2.2",
        "Vₜ is the approximated average temperature over the last 1/(1−β) days. If β is larger then the average will "
        "adapt slower to changes in the data",
        Averages(Step()),
        at_once(moving_averages.looks_back),
        count=moving_averages.SERIES_OF_NOISE,
    ),
    30: Claim(
        "2.2",
        "For large values of β, initial average will be much lower than they should be",
        Averages(Temperatures(first_day=182)),
        at_once(moving_averages.begins_too_low),
        slip="Lower where values are above 0: averages begin from 0, so below it they are higher.",
        fits=moving_averages.made,
    ),
    41: Claim(
        "2.3.2",
        "Normalization step removes the need for b parameters",
        NORMALISED,
        at_once(batch_norm.constants_cancel),
    ),
    42: Claim(
        "2.3.2", "If γ = √(σ² + ε), β = μ, then z̃ = z", NORMALISED, at_once(batch_norm.identity_is_possible)
    ),
    45: Claim(
        "2.3.3",
        "Sum of all numbers in the vector must be 1. dz = ŷ − y. If C = 2, softmax reduces to logistic regression",
        Experiment(data=Data(source=ThreeSpirals())),
        at_once(gradients.softmax_is_logistic_for_two),
    ),
}  # fmt: skip
