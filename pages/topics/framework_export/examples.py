"""States worth opening: the notes' Adam, a rate at which descent jumps, and networks to be taken away."""

from __future__ import annotations

from engine.datasets import DATASETS
from engine.datasets.samples import Data
from engine.experiment import Experiment, Penalty
from engine.networks.network import Dense, Network
from engine.optimizers import OPTIMIZERS, GradientDescent
from engine.optimizers.schedules import Constant
from engine.studies.framework_export.descent import Export
from pages.controls.topic import Example

DEFAULT = Export()

EXAMPLES: dict[str, Example] = {
    "The notes' Adam": Example(
        DEFAULT,
        "w² − 10w + 25 from w = 0 by Adam at α = 0.1, as the notes have it. Watch the values go forward through the "
        "graph and the slopes come back; all three ways agree. Now let it write your network as code, below.",
    ),
    "Plain descent, one step": Example(
        Export(optimizer=GradientDescent(), rate=0.5, steps=20),
        "With α = ½ a parabola is done in one step: its second derivative is 2, and 1/2 is the rate that takes it to "
        "the minimum. Now try 1: it jumps from side to side for ever.",
    ),
    "Too large a rate": Example(
        Export(optimizer=GradientDescent(), rate=1.05, steps=100),
        "Above α = 1 each step lands farther out than it came from. Watch the slopes grow; nothing is wrong with the "
        "gradient, which all three ways agree on.",
    ),
    "A softmax network, from step 200": Example(
        Export(
            Experiment(data=Data(DATASETS["three_spirals"](), 200), network=Network((Dense(8), Dense(8)))), step=200
        ),
        "Three classes and Adam, 200 steps on. Look at the programs below: they hold the weights, Adam's two averages "
        "and the batches to come, and print the losses to the last digits.",
    ),
    "Batch norm and weight decay": Example(
        Export(
            Experiment(
                network=Network((Dense(6, batch_norm=True), Dense(4, batch_norm=True))),
                penalty=Penalty(l2=0.3),
                optimizer=OPTIMIZERS["momentum"](),
                schedule=Constant(0.1),
                batch_size=20,
            ),
            step=50,
        ),
        "Compare how much each library needs to say: NumPy writes batch norm's way back by hand, PyTorch and Keras "
        "have a layer for it. Now run one of them and compare its first loss.",
    ),
}
