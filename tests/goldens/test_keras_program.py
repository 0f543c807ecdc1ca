"""The Keras program of one network as it was when its losses were compared with ours by hand.

Provenance: written by ``export``, run with TensorFlow 2.21 and Keras 3.15; it printed the engine's losses to 1e-15.
Run by hand to write it anew:  python -m tests.goldens.test_keras_program
"""

from __future__ import annotations

import re
from pathlib import Path

from engine.datasets.samples import Data
from engine.experiment import Experiment, Penalty
from engine.networks.network import Dense, Network
from engine.studies.framework_export.programs import export

GOLDEN = Path(__file__).with_name("keras_program.txt")
EXPERIMENT = Experiment(
    Data(points=30),
    Network((Dense(3, "gelu", batch_norm=True), Dense(2, "tanh"))),
    penalty=Penalty(l2=0.1),
    batch_size=9,
)
NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")


def written() -> str:
    """The program, its numbers to nine digits: the last ones are those of a machine."""
    return NUMBER.sub(lambda found: f"{float(found[0]):.9g}", export(EXPERIMENT, 4)["keras"])


def test_the_keras_program_is_the_one_that_was_run():
    assert written() == GOLDEN.read_text(encoding="utf-8")


if __name__ == "__main__":
    GOLDEN.write_text(written(), encoding="utf-8")
