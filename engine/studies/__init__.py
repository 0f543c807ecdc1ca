"""Questions asked of many runs, a room for each topic; the studies that have links, by the version of their codes."""

from engine.studies.back_propagation.passage import Passage
from engine.studies.bias_variance.sweep import Sweep
from engine.studies.moving_averages.averages import Averages
from engine.studies.optimizer_race.race import Race
from engine.studies.regularization_lab.lab import Lab
from engine.values.codec import register

STUDIES: dict[str, type] = {"race1": Race, "sweep1": Sweep, "lab1": Lab, "average1": Averages, "backprop1": Passage}

for version, kind in STUDIES.items():
    register(version, kind)
