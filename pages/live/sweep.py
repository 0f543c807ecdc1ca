"""A sweep as a recording: its values train one after the other, and each step of the run is a part of one value."""

from __future__ import annotations

import time
from typing import Any

from engine.studies.bias_variance.axes import AXES
from engine.studies.bias_variance.sweep import Cell, Sweep, cell, refuse_one_class, work
from engine.values.codec import decode
from engine.values.fields import Refused
from pages.live.recording import Recording
from pages.plots.glance import PARTS_OF_A_VALUE as PARTS
from pages.plots.glance import Glance, Moment, moment, picture_points
from pages.plots.snapshot import finite
from pages.plots.sweep_views import SWEEP_PATCHES

SECONDS_AT_ONCE = 0.02
MOST_WORK = 3e11  # about two minutes on one core


class SweepRecording:
    """The moments of a sweep in order; what a view needs of each is kept, networks only while they train."""

    def __init__(self, sweep: Sweep):
        self.sweep, self.source = sweep, sweep.experiment.data.source
        self.picture = picture_points(self.source)
        self.total = len(sweep.values) * PARTS
        self.cell: Cell = cell(sweep, 0, self.picture)
        self.moments: list[Moment] = [self.look()]
        self.pace = 8  # training steps between two looks at the clock

    @property
    def nbytes(self) -> int:
        return sum(each.nbytes for each in self.moments) + 40 * self.cell.state.nbytes

    @property
    def end(self) -> tuple[int, str] | None:
        """The last step, once it is reached, with what came out."""
        return (self.total, conclusion(self.glance(self.total))) if len(self.moments) > self.total else None

    def look(self) -> Moment:
        """The present value's networks, examined."""
        examiner = self.cell.examiner
        marks = examiner.examine(self.cell.state)
        return moment(marks, examiner.summary(marks), self.source)

    def advance(self, step: int, deadline: float) -> int:
        """Compute up to ``step``, to the end or until the deadline; the step reached."""
        while (done := len(self.moments) - 1) < min(step, self.total):
            index, part = divmod(done, PARTS)
            if part == 0 and done:
                self.cell = cell(self.sweep, index, self.picture, self.cell)
            goal = self.cell.first + round((self.cell.last - self.cell.first) * ((part + 1) / PARTS) ** 2)
            self.train(goal, deadline)
            if self.cell.state.step < goal:
                return done
            self.moments.append(self.look())
        return min(step, self.total)

    def train(self, goal: int, deadline: float) -> None:
        """Train on towards a step, in strides of about a fiftieth of a second."""
        while self.cell.state.step < goal:
            began = time.monotonic()
            steps = min(self.pace, goal - self.cell.state.step)
            self.cell.advance(steps)
            now = time.monotonic()
            if steps == self.pace:
                self.pace = max(1, min(round(self.pace * SECONDS_AT_ONCE / max(now - began, 1e-4)), 8 * self.pace))
            if now > deadline:
                return

    def glance(self, step: int) -> Glance:
        """The sweep as it stood at a step."""
        finished = self.moments[PARTS:step:PARTS]
        return Glance(self.sweep, (*finished, self.moments[step]))

    def frame(self, step: int, views: tuple[str, ...]) -> dict[str, Any]:
        """What the views show at a step that was reached."""
        glance = self.glance(step)
        mean = glance.now.summary.mean
        numbers = {"train error": finite(mean[0], 4), "dev error": finite(mean[1], 4)}
        patches = {name: SWEEP_PATCHES[name](glance) for name in views}
        return {"step": step, "epoch": step / PARTS, "numbers": numbers, "views": patches}


def conclusion(glance: Glance) -> str:
    """What came out, in one sentence."""
    tests = [finite(each.summary.mean[2], 3) for each in glance.moments]
    known = [(error, x) for error, x in zip(tests, glance.x, strict=True) if error is not None]
    count = len(glance.moments) * glance.sweep.redraws
    if not known:
        return f"{count} networks were trained, and all of them diverged: lower the learning rate"
    error, x = min(known)
    return f"{count} networks trained; the lowest test error, {error:g}, at {AXES[glance.sweep.vary].label}: {x:g}"


def playable(sweep: Sweep) -> Sweep:
    """The sweep, if the page can show it in decent time.

    Raises: Refused.
    """
    times = work(sweep) / MOST_WORK
    if times > 1:
        sentence = f"this sweep is {times:.1f} times as much work as this page takes on"
        raise Refused("Sweep", f"{sentence}; allowed are fewer redraws, values, epochs, points or units")
    refuse_one_class(sweep)
    return sweep


class SweepKind:
    """Sweeps: the lab of bias and variance."""

    views = tuple(SWEEP_PATCHES)

    def recording(self, code: str, parent: Recording | None) -> SweepRecording:
        """A recording of a sweep at step 0.

        Raises: Refused.
        """
        return SweepRecording(playable(decode(code, Sweep)))
