"""Training is descent: an objective, a direction, a rate. NumPy and the standard library only.

The axes, by the same letters everywhere. Examples are columns; replicas, if any, stand in front.
    R replicas    m examples    n units or features (n_x inputs, n_y outputs)    L layers
    P parameters    B buffers of batch norm    K slots of an optimizer's memory    E epochs    T steps of a path
    theta (..., P)    memory (K, ..., P)    X (n_x, m)    W (..., n, n_prev)    b (..., n, 1)    Z and A (..., n, m)
"""

from engine.datasets import DATASETS
from engine.datasets.samples import Data, from_arrays
from engine.experiment import Experiment, Penalty
from engine.networks.activations import ACTIVATIONS
from engine.networks.initializers import INITIALIZERS
from engine.networks.network import Dense, Network
from engine.optimizers import OPTIMIZERS
from engine.optimizers.descent import descend
from engine.optimizers.schedules import SCHEDULES
from engine.studies.gradient_checking.gradient_check import check_gradient
from engine.studies.hyperparameter_search.search import SEARCHES, run_search
from engine.studies.landscapes.curvature import spectrum
from engine.studies.landscapes.landscape import cost_grid, path_plane, random_plane
from engine.surfaces import SURFACES
from engine.training.evaluation import Evaluator
from engine.training.objective import Objective
from engine.training.run import Run, train
from engine.training.trainer import State, Trainer
from engine.values.bounds import Refused
from engine.values.codec import decode, encode

__all__ = [
    # an experiment is a value, and a link
    "Experiment", "Data", "Network", "Dense", "Penalty", "encode", "decode", "Refused",
    # menus: slug -> what it stands for
    "DATASETS", "ACTIVATIONS", "INITIALIZERS", "OPTIMIZERS", "SCHEDULES", "SURFACES", "SEARCHES",
    # train: in one call, or state by state
    "train", "Run", "from_arrays", "Trainer", "State", "Evaluator",
    # the cost as a function of theta: descend it, check its gradient, look at it
    "Objective", "descend", "check_gradient", "path_plane", "random_plane", "cost_grid", "spectrum",
    # search hyper-parameters
    "run_search",
]  # fmt: skip
