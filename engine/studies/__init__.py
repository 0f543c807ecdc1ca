"""Questions asked of many runs, a room for each topic; the studies that have links, by the version of their codes."""

from engine.studies.activation_functions.activations import Activations
from engine.studies.activation_functions.race import FunctionRace
from engine.studies.arena.arena import Arena
from engine.studies.back_propagation.passage import Passage
from engine.studies.batch_norm.norms import Norms
from engine.studies.batch_norm.rates import NormRates
from engine.studies.bias_variance.sweep import Sweep
from engine.studies.framework_export.descent import Export
from engine.studies.gradient_checking.checking import Checking
from engine.studies.hyperparameter_search.hunt import Hunt
from engine.studies.input_normalization.apart import Apart
from engine.studies.input_normalization.inputs import Inputs
from engine.studies.ledger.ledger import Ledger
from engine.studies.logistic_regression.neuron import Neuron
from engine.studies.logistic_regression.picture import Picture
from engine.studies.mini_batches.batches import Batches
from engine.studies.moving_averages.averages import Averages
from engine.studies.optimizer_race.race import Race
from engine.studies.rate_decay.annealed import Annealed
from engine.studies.rate_decay.decay import Decay
from engine.studies.regularization_lab.lab import Lab
from engine.studies.saddle_points.balls import Optima
from engine.studies.saddle_points.followed import Followed
from engine.studies.saddle_points.matrices import Matrices
from engine.studies.softmax_regions.temperature import Cooling
from engine.studies.weight_initialization.first_weights import FirstWeights
from engine.studies.weight_initialization.scale_map import ScaleMap
from engine.values.codec import register

STUDIES: dict[str, type] = {
    "race1": Race,
    "sweep1": Sweep,
    "lab1": Lab,
    "average1": Averages,
    "cooling1": Cooling,
    "activation1": Activations,
    "functions1": FunctionRace,
    "neuron1": Neuron,
    "image1": Picture,
    "init1": FirstWeights,
    "initmap1": ScaleMap,
    "backprop1": Passage,
    "check1": Checking,
    "inputs1": Inputs,
    "apart1": Apart,
    "decay1": Decay,
    "batches1": Batches,
    "annealed1": Annealed,
    "optima1": Optima,
    "matrices1": Matrices,
    "followed1": Followed,
    "arena1": Arena,
    "ledger1": Ledger,
    "export1": Export,
    "hunt1": Hunt,
    "norm1": Norms,
    "normrates1": NormRates,
}

for version, kind in STUDIES.items():
    register(version, kind)
