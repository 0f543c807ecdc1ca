"""The seven contenders as one run: an epoch of all of them is a step."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from engine.studies.regularization_lab.cost import bill, dearest, state_bytes
from engine.studies.regularization_lab.lab import Lab
from engine.studies.regularization_lab.process import BARE, LabProcess, LabState
from engine.studies.regularization_lab.scene import LabLens, Scene
from engine.training.cost import Bill, work
from engine.values.bounds import Refused
from pages.live.checkpointed import Checkpointed, held_at_most
from pages.live.limit import Limit
from pages.live.network import MOST_LAYERS
from pages.live.reach import weight
from pages.live.recording import Recording
from pages.live.states import States
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
    if len(lab.experiment.network.layers) > MOST_LAYERS:
        raise Refused("Network.layers", f"more than the {MOST_LAYERS} hidden layers that are drawn here")
    return lab


def cost(lab: Lab) -> Bill:
    """The engine's bill, the states that are held, and a look at the one network that has dropout."""
    run, close = bill(lab), looking(dearest(lab))
    states = work(held=held_at_most(state_bytes(lab)))
    return Bill(run.whole + close + states, run.answer + close)


class LabRun:
    """The engine's process of a lab, with what looking at its states takes."""

    shelf = States

    def __init__(self, lab: Lab):
        self.lab = lab
        self.last, self.end_reason = self.process.last, self.process.end_reason

    @cached_property
    def process(self) -> LabProcess:
        """For work."""
        return LabProcess(self.lab)

    @cached_property
    def lens(self) -> LabLens:
        """For looking."""
        return LabLens(self.process)

    @cached_property
    def close(self) -> Lens:
        """For the one network that has dropout."""
        return Lens(self.lens.dropout.trainer)

    @property
    def nbytes(self) -> int:
        return weight(self)

    def start(self) -> LabState:
        """The state before the first epoch."""
        return self.process.start()

    def onward(self, state: LabState, goal: int, pieces: int) -> tuple[LabState, str | None]:
        """Some pieces of work on."""
        return self.process.onward(state, goal, pieces)

    def rest(self) -> None:
        """Let go of everything: it is made again when it is wanted."""
        for name in ("process", "lens", "close"):
            vars(self).pop(name, None)

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
