"""A network's run as a recording: checkpoints of its states, snapshots for its frames."""

from __future__ import annotations

import bisect
import time
from typing import Any

from engine.chain import Chain, decode_chain
from engine.experiment import Experiment
from engine.training.evaluation import advance_soundly
from engine.training.trainer import State, Trainer
from engine.values.fields import Refused
from pages.live.recording import Recording
from pages.plots.snapshot import Lens, Snapshot, finite
from pages.plots.views import PATCHES

LAST_STEP = 1_000_000
MOST_STATES = 400
MOST_UNITS = 32
MOST_POINTS = 2000
SECONDS_AT_ONCE = 0.02


def playable(chain: Chain) -> Chain:
    """The chain, if the page can show it: the engine's own bounds are wider.

    Raises: Refused.
    """
    for _, experiment in chain.segments:
        if experiment.data.points > MOST_POINTS:
            raise Refused("Data.points", f"{experiment.data.points} is not a whole number between 1 and {MOST_POINTS}")
        for layer in experiment.network.layers:
            if layer.units > MOST_UNITS:
                raise Refused("Dense.units", f"{layer.units} is not a whole number between 1 and {MOST_UNITS}")
    return chain


class NetworkRecording:
    """States of one run at rising steps; any step between two of them is computed again from the one before."""

    def __init__(self, chain: Chain, parent: Recording | None):
        self.chain, self.lenses = chain, {}
        self.steps: list[int] = [0]
        self.states: list[State] = [self.lens(0).trainer.start()]
        self.end: tuple[int, str] | None = None
        if isinstance(parent, NetworkRecording):
            shared = bisect.bisect_right(parent.steps, chain.segments[-1][0])
            self.steps, self.states = parent.steps[:shared], parent.states[:shared]

    @property
    def nbytes(self) -> int:
        return sum(state.nbytes for state in self.states) + sum(lens.nbytes for lens in self.lenses.values())

    def segment(self, step: int) -> tuple[int, Experiment, int | None]:
        """Which experiment moves on from a step, and where it ends."""
        starts = [start for start, _ in self.chain.segments]
        index = bisect.bisect_right(starts, step) - 1
        return index, self.chain.segments[index][1], starts[index + 1] if index + 1 < len(starts) else None

    def lens(self, step: int) -> Lens:
        index, experiment, _ = self.segment(step)
        if index not in self.lenses:
            self.lenses = {index: Lens(Trainer(experiment))}  # one at a time: it is quickly made and holds the maps
        return self.lenses[index]

    def advance(self, step: int, deadline: float) -> int:
        """Compute up to ``step``, or to the end, or until the deadline; the step reached."""
        goal = min(step, self.end[0] if self.end else LAST_STEP)
        state = self.before(goal)
        while state.step < goal and not (self.end and state.step >= self.end[0]):
            state = self.chunk(state, goal)
            if time.monotonic() > deadline:
                break
        self.keep(state)
        if state.step >= LAST_STEP and self.end is None:
            self.end = LAST_STEP, f"the run ends here, at step {LAST_STEP:,}: it is as long as this page makes them"
        return state.step

    def chunk(self, state: State, goal: int) -> State:
        """As many steps as a fiftieth of a second allows, within one segment."""
        began = time.monotonic()
        _, _, stop = self.segment(state.step)
        goal = min(goal, stop) if stop else goal
        evaluator = self.lens(state.step).evaluator
        while state.step < goal and time.monotonic() - began < SECONDS_AT_ONCE:
            steps = min(goal - state.step, evaluator.trainer.steps_per_epoch, 50)
            state, divergence = advance_soundly(evaluator, state, steps)
            if divergence:
                self.end = state.step, divergence.reason
                break
        return state

    def before(self, step: int) -> State:
        """The last state that is held at or before a step."""
        return self.states[bisect.bisect_right(self.steps, step) - 1]

    def keep(self, state: State) -> None:
        """Hold a state; when there are many, every second one goes."""
        at = bisect.bisect_left(self.steps, state.step)
        if at < len(self.steps) and self.steps[at] == state.step:
            return
        self.steps.insert(at, state.step)
        self.states.insert(at, state)
        if len(self.steps) > MOST_STATES:
            newest = self.steps[-1], self.states[-1]
            self.steps, self.states = [*self.steps[:-1:2], newest[0]], [*self.states[:-1:2], newest[1]]

    def frame(self, step: int, views: tuple[str, ...]) -> dict[str, Any]:
        """What the views show at a step that was reached."""
        state = self.before(step)
        while state.step < step:
            state = self.chunk(state, step)
        snapshot = Snapshot(state, self.lens(max(0, step - 1)))
        evaluation = snapshot.evaluation
        numbers = {"train loss": finite(evaluation.loss[0], 4), "dev loss": finite(evaluation.loss[1], 4)}
        patches = {name: PATCHES[name](snapshot) for name in views}
        return {"step": step, "epoch": round(snapshot.epoch, 3), "numbers": numbers, "views": patches}


class NetworkKind:
    """Runs of one network each: the Playground."""

    views = tuple(PATCHES)

    def recording(self, code: str, parent: Recording | None) -> NetworkRecording:
        """A recording of a run at step 0, or as far as its parent has come."""
        return NetworkRecording(playable(decode_chain(code)), parent)
