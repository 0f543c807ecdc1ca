"""The seven contenders as one run: an epoch of all of them is a step."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from engine.studies.regularization_lab.cost import bill, dearest, state_bytes
from engine.studies.regularization_lab.lab import Lab
from engine.studies.regularization_lab.process import BARE, LabProcess, LabState
from engine.studies.regularization_lab.scene import LabLens, Scene
from engine.training.cost import Bill, held, work
from engine.values.fields import Refused
from pages.live.checkpointed import Checkpointed, held_at_most
from pages.live.limit import Limit
from pages.live.recording import Recording
from pages.plots.snapshot import Lens, Snapshot, finite, looking

MOST_POINTS = 2000
LIMIT = Limit(seconds=600)  # all epochs to the last, while somebody watches


def playable(lab: Lab) -> Lab:
    """The lab, if the page can show it.

    Raises: Refused.
    """
    if lab.experiment.data.points * lab.factor > MOST_POINTS:
        points = f"{lab.factor} times {lab.experiment.data.points} points"
        raise Refused("Lab.factor", f"{points} are more than {MOST_POINTS}")
    return lab


def cost(lab: Lab) -> Bill:
    """The engine's bill, the states that are held, and a look at the one network that has dropout."""
    run, close = bill(lab), looking(dearest(lab))
    states = work(held=held_at_most(state_bytes(lab)))
    return Bill(run.whole + close + states, run.answer + close)


class LabRun:
    """The engine's process of a lab, with what looking at its states takes."""

    def __init__(self, lab: Lab):
        self.process = LabProcess(lab)
        self.start, self.onward = self.process.start, self.process.onward
        self.last, self.end_reason = self.process.last, self.process.end_reason
        self.lens = LabLens(self.process)

    @cached_property
    def close(self) -> Lens:
        """For the one network that has dropout."""
        return Lens(self.lens.dropout.trainer)

    @property
    def nbytes(self) -> int:
        trainers = self.process.together, self.process.more
        work = held(batch.propagation for trainer in trainers for batch in trainer.batches)
        return work + self.lens.nbytes + (self.close.nbytes if "close" in vars(self) else 0)

    def moment(self, state: LabState) -> LabMoment:
        """A state of whole epochs, to be looked at."""
        return LabMoment(Scene(state, self.lens), self)


class LabMoment:
    """A lab after an epoch: the engine's scene, and what the page says of it beside its views."""

    def __init__(self, scene: Scene, run: LabRun):
        self.scene, self.run = scene, run

    @property
    def facts(self) -> dict[str, Any]:
        """What the bar shows: the bare network's losses."""
        train, dev = (finite(loss, 4) for loss in self.scene.state.worth.loss[BARE])
        return {"epoch": self.scene.epoch, "numbers": {"bare train loss": train, "bare dev loss": dev}}

    @cached_property
    def close(self) -> Snapshot:
        """The one network that has dropout."""
        return Snapshot(self.scene.dropout.state, self.run.close)


def record(lab: Lab, parent: Recording | None) -> Checkpointed:
    """A recording of a lab at epoch 0."""
    return Checkpointed(LabRun(lab))
