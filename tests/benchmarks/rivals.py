"""The sides of the race: this engine, PyTorch and scikit-learn, each training the same network on the same points."""

from __future__ import annotations

import warnings

import numpy as np

from engine.datasets.samples import Data, draw
from engine.experiment import Experiment
from engine.networks.network import Dense, Network
from engine.optimizers import Adam
from engine.optimizers.schedules import Constant
from engine.training.trainer import Trainer
from tests.benchmarks.timing import Run

POINTS, RATE = 250, 0.01
Hidden = tuple[int, ...]


def experiment(hidden: Hidden, batch: int, seed: int = 0, points: int = POINTS) -> Experiment:
    """The experiment that every side trains."""
    data = Data(points=points, train_percent=100, dev_percent=0)
    network = Network(tuple(Dense(units, "tanh") for units in hidden))
    return Experiment(data, network, optimizer=Adam(), schedule=Constant(rate=RATE), batch_size=batch, seed=seed)


def arrays() -> tuple[np.ndarray, np.ndarray]:
    """The points as the others want them, one row an example: x (m, 2) and y (m, 1)."""
    samples = draw(experiment((4,), 10).data)
    return samples.rows[:, :2].copy(), samples.targets.T.copy()


def ours(hidden: Hidden, batch: int, replicas: int = 1, points: int = POINTS) -> Run:
    """This engine: one network, or replicas that differ in their first weights and in the order of their batches."""
    each = [experiment(hidden, batch, seed, points) for seed in range(replicas)]
    trainer = Trainer(each[0] if replicas == 1 else each)
    state = trainer.start()

    def run(epochs: int) -> None:
        nonlocal state
        state = trainer.advance(state, epochs * trainer.steps_per_epoch)

    return run


def pytorch(hidden: Hidden, batch: int, fused: bool = False) -> Run | None:
    """The eager loop of PyTorch's own tutorials; None where PyTorch is missing."""
    try:
        import torch
    except ImportError:
        return None
    torch.set_num_threads(1)
    x, y = (torch.from_numpy(array) for array in arrays())
    sizes = [2, *hidden]
    layers = [part for n, k in zip(sizes, hidden, strict=False) for part in (torch.nn.Linear(n, k), torch.nn.Tanh())]
    model = torch.nn.Sequential(*layers, torch.nn.Linear(sizes[-1], 1)).double()
    loss = torch.nn.BCEWithLogitsLoss()
    adam = torch.optim.Adam(model.parameters(), lr=RATE, fused=fused or None)

    def run(epochs: int) -> None:
        for _ in range(epochs):
            order = torch.randperm(POINTS)
            for start in range(0, POINTS, batch):
                chosen = order[start : start + batch]
                adam.zero_grad()
                loss(model(x[chosen]), y[chosen]).backward()
                adam.step()

    return run


def scikit_learn(hidden: Hidden, batch: int) -> Run | None:
    """``MLPClassifier``, many epochs in one call of fit; None where scikit-learn is missing."""
    try:
        from sklearn.exceptions import ConvergenceWarning
        from sklearn.neural_network import MLPClassifier
    except ImportError:
        return None
    (x, y), forever = arrays(), 10**9
    model = MLPClassifier(hidden, activation="tanh", alpha=0, batch_size=batch, learning_rate_init=RATE)
    model.set_params(tol=0, n_iter_no_change=forever, warm_start=True)

    def run(epochs: int) -> None:
        model.max_iter = epochs
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            model.fit(x, y[:, 0])

    return run
