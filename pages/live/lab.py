"""The seven contenders of the regularization lab as one recording: an epoch of all of them is a step of the run."""

from __future__ import annotations

import bisect
import time
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.studies.regularization_lab.lab import CONTENDERS, TOGETHER, Lab
from engine.training.evaluation import Evaluator, sound
from engine.training.stopping import Watch, watch
from engine.training.trainer import State, Trainer
from engine.values.codec import decode
from engine.values.fields import Refused
from pages.live.recording import Recording
from pages.plots.lab_scene import LabLens, Record, Scene
from pages.plots.lab_views import LAB_PATCHES
from pages.plots.snapshot import finite

MOST_STATES, EPOCHS_APART = 200, 10
MOST_POINTS = 2000


@dataclass(frozen=True)
class Held:
    """Where both stacks stand after an epoch."""

    epoch: int
    together: State
    more: State


class LabRecording:
    """Records of every epoch, checkpoints of some; what lies between is computed again from the one before."""

    def __init__(self, lab: Lab):
        self.lab = lab
        self.trainers = Trainer(lab.together()), Trainer(lab.more())
        self.evaluators = tuple(Evaluator(trainer) for trainer in self.trainers)
        self.lens = LabLens(lab, *self.trainers)
        self.held = [Held(0, *(trainer.start() for trainer in self.trainers))]
        self.recent = self.held[0]
        self.watch: Watch = watch(())
        self.records: list[Record] = []
        self.best: dict[int, tuple[np.ndarray, np.ndarray]] = {}  # what early stopping goes back to, by epoch
        self.end: tuple[int, str] | None = None
        self.note(self.held[0])

    @property
    def nbytes(self) -> int:
        each = self.held[0].together.nbytes + self.held[0].more.nbytes
        return len(self.held) * each + 600 * len(self.records) + self.lens.nbytes + len(self.best) * each // 12

    def advance(self, step: int, deadline: float) -> int:
        """Compute up to an epoch, to the end or until the deadline; the epoch reached."""
        held, goal = self.held[-1], min(step, self.end[0] if self.end else self.lab.epochs)
        while len(self.records) <= goal and not self.end:
            held = self.epoch(held)
            self.note(held)
            self.finish(held)
            if held.epoch % EPOCHS_APART == 0:
                self.keep(held)
            if time.monotonic() > deadline:
                break
        self.keep(held)
        return min(len(self.records) - 1, step)

    def epoch(self, held: Held) -> Held:
        """One epoch of all."""
        states = zip(self.trainers, (held.together, held.more), strict=True)
        return Held(held.epoch + 1, *(trainer.advance(state, trainer.steps_per_epoch) for trainer, state in states))

    def note(self, held: Held) -> None:
        """Write down what this epoch's networks are worth, and what early stopping makes of it."""
        together, more = (
            evaluator.evaluate(state)
            for evaluator, state in zip(self.evaluators, (held.together, held.more), strict=True)
        )
        loss = np.concatenate([together.loss[:, :2], more.loss[None, :2]])
        score = np.concatenate([together.score[:, :2], more.score[None, :2]])
        self.watch = self.watch.see(held.epoch, loss[0, 1], self.lab.patience)
        best = int(self.watch.best)
        if best == held.epoch:
            self.best[best] = held.together.theta[0].copy(), held.together.buffers[0].copy()
        norms = [np.sqrt(((state.theta * self.trainers[0].mask) ** 2).sum(-1)) for state in (held.together, held.more)]
        cost = self.cost() if held.epoch else np.full(2, np.nan)
        self.records.append(Record(loss, 1 - score, np.append(*norms), cost, best, int(self.watch.stopped)))

    def cost(self) -> np.ndarray:
        """The mean loss of the last step's batch, before that step, without and with dropout, (2,)."""
        batch = self.trainers[0].batches[-1]
        with np.errstate(all="ignore"):
            losses = batch.propagation.losses(batch.targets).mean(axis=-1)
        return losses[[TOGETHER.index("none"), TOGETHER.index("dropout")]]

    def finish(self, held: Held) -> None:
        """End the run where it is as long as it should be, or where a contender has left the finite numbers."""
        fine = [*sound(held.together.theta), sound(held.more.theta)]
        if not all(fine):
            lost = [CONTENDERS[slug].label for slug, each in zip((*TOGETHER, "more"), fine, strict=True) if not each]
            self.end = held.epoch - 1, f"{' and '.join(lost)} diverged at epoch {held.epoch}: lower the learning rate"
        elif held.epoch >= self.lab.epochs:
            self.end = held.epoch, f"all seven have trained for {held.epoch:,} epochs"

    def keep(self, held: Held) -> None:
        """Hold a checkpoint; when there are many, every second one goes."""
        if held.epoch > self.held[-1].epoch:
            self.held.append(held)
        if len(self.held) > MOST_STATES:
            self.held = [*self.held[:-1:2], self.held[-1]]

    def before(self, step: int) -> Held:
        """The last checkpoint at or before an epoch; what was last shown may lie nearer."""
        held = self.held[bisect.bisect_right([each.epoch for each in self.held], step) - 1]
        return self.recent if held.epoch < self.recent.epoch <= step else held

    def frame(self, step: int, views: tuple[str, ...]) -> dict[str, Any]:
        """What the views show at an epoch that was reached."""
        held = self.before(step)
        while held.epoch < step:
            held = self.epoch(held)
        self.recent = held
        records = self.records[: step + 1]
        scene = Scene(self.lab, step, held.together, held.more, self.best[records[-1].best], records, self.lens)
        patches = {name: LAB_PATCHES[name](scene) for name in views}
        bare = records[-1].loss[0]
        numbers = {"bare train loss": finite(bare[0], 4), "bare dev loss": finite(bare[1], 4)}
        return {"step": step, "epoch": step, "numbers": numbers, "views": patches}


class LabKind:
    """Regularization labs."""

    views = tuple(LAB_PATCHES)

    def recording(self, code: str, parent: Recording | None) -> LabRecording:
        """A recording of a lab at epoch 0.

        Raises: Refused.
        """
        return LabRecording(playable(decode(code, Lab)))


def playable(lab: Lab) -> Lab:
    """The lab, if the page can show it.

    Raises: Refused.
    """
    if lab.experiment.data.points * lab.factor > MOST_POINTS:
        points = f"{lab.factor} times {lab.experiment.data.points} points"
        raise Refused("Lab.factor", f"{points} are more than {MOST_POINTS}")
    return lab
