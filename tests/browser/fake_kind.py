"""A made-up kind of run for the player's own tests: a turning map and two decaying curves, quick to compute."""

from __future__ import annotations

import base64
import io
import json
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from PIL import Image

from engine.training.cost import Bill
from engine.values.bounds import Refused
from pages.live.kind import Kind
from pages.plots.view import View

EPOCH = 10
AXIS = np.linspace(-1, 1, 24)
HORIZON = 20_000
DAYS = np.arange(365)
NOISE = np.random.default_rng(0).normal(size=365)
KNOB = [f"{1 - 0.96**k:.3f}" for k in range(121)]  # values of a made-up knob


def encode(**fields: Any) -> str:
    """Code of a made-up experiment."""
    return "net1." + base64.urlsafe_b64encode(json.dumps(fields).encode()).decode().rstrip("=")


def change(**fields: Any) -> str:
    """What a later part of a run's code says: the fields that are others."""
    return "." + encode(**fields).removeprefix("net1.")


def decode(code: str) -> dict[str, Any]:
    """Fields of a made-up experiment."""
    try:
        return json.loads(base64.urlsafe_b64decode(code.removeprefix("net1.").removeprefix(".") + "=="))
    except ValueError as error:
        raise Refused("run", "the code cannot be read") from error


def picture(values: np.ndarray) -> str:
    """Values in [−1, 1] as a grey PNG."""
    out = io.BytesIO()
    Image.fromarray((values * 127 + 128).astype(np.uint8)).save(out, "PNG")
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()


class FakeRecording:
    """The angle turns by the rate at each step; a rate above 2.5 diverges 50 steps after it was set."""

    nbytes = 1000

    def __init__(self, code: str):
        parts = code.split("~")
        starts = [0, *map(int, parts[1::2])]
        known = [decode(parts[0]) | decode(part) for part in parts[::2]]
        self.segments = list(zip(starts, known, strict=True))
        self.angle, self.end = [0.0], None

    def advance(self, step: int, deadline: float) -> int:
        while len(self.angle) <= step and self.end is None:
            reached = len(self.angle) - 1
            start, fields = [each for each in self.segments if each[0] <= reached][-1]
            if fields["rate"] > 2.5 and reached - start >= 50:
                self.end = reached, f"diverged at step {reached + 1}: the rate {fields['rate']} is too large"
            elif reached >= HORIZON:
                self.end = reached, "the run ends here"
            else:
                self.angle.append(self.angle[-1] + 0.01 * fields["rate"])
            if reached % 100 == 0 and time.monotonic() > deadline:
                break
        return min(step, len(self.angle) - 1)

    def moment(self, step: int) -> Turned:
        return Turned(step, self.angle[step])


@dataclass(frozen=True)
class Turned:
    """The made-up run at a step."""

    step: int
    angle: float

    @property
    def loss(self) -> dict[str, float]:
        return {"0": math.exp(-self.angle), "1": 0.1 + math.exp(-self.angle)}

    @property
    def tilt(self) -> np.ndarray:
        return AXIS * math.cos(self.angle) + AXIS[:, None] * math.sin(self.angle)

    @property
    def facts(self) -> dict[str, Any]:
        numbers = {"train loss": self.loss["0"], "dev loss": self.loss["1"]}
        return {"epoch": self.step / EPOCH, "numbers": numbers}

    def network(self) -> dict[str, Any]:
        atlas = picture(np.tile(self.tilt / 2, (4, 1)))
        return {"atlas": atlas, "tile": 24, "weights": [1.5, -self.angle, 0.2], "biases": [1]}


class FakeKnob:
    """Frame k is an average with the knob at its k-th value: four lines, bars, and a mark on a curve."""

    nbytes, end = 1000, None

    def advance(self, step: int, deadline: float) -> int:
        return min(step, len(KNOB) - 1)

    def moment(self, step: int) -> Averaged:
        return Averaged(step, float(KNOB[step]))


@dataclass(frozen=True)
class Averaged:
    """The made-up average at a value of its knob."""

    step: int
    beta: float

    @property
    def facts(self) -> dict[str, Any]:
        return {"epoch": self.step, "numbers": {"window": 1 / (1 - self.beta)}}

    @property
    def weights(self) -> np.ndarray:
        return (1 - self.beta) * self.beta ** np.arange(200)

    def average(self) -> dict[str, Any]:
        average = np.convolve(NOISE, self.weights)[:365]
        return {"restyle": {str(i): {"y": (average + i).round(3).tolist()} for i in range(4)}}

    def bars(self) -> dict[str, Any]:
        return {"restyle": {"0": {"y": self.weights.round(4).tolist()}}}

    def lag(self) -> dict[str, Any]:
        return {"restyle": {"1": {"x": [self.beta], "y": [self.beta**2]}}, "note": f"at {self.beta}"}


def record(code: str, parent: Any) -> FakeRecording | FakeKnob:
    """A recording of a made-up run."""
    if not all(step.isdigit() for step in code.split("~")[1::2]):
        raise Refused("run", "a step is no number")
    return FakeKnob() if "knob" in decode(code.split("~")[0]) else FakeRecording(code)


def view(patch: Callable[[Any], dict[str, Any]], **variants: Callable[[Any], dict[str, Any]]) -> View:
    """A view whose figure the made-up page knows by itself."""
    return View(lambda subject: {}, patch, variants)


VIEWS = {
    "map": view(
        lambda moment: {"images": [picture(moment.tilt / 2)]},
        hard=lambda moment: {"images": [picture(np.sign(moment.tilt) / 2)]},
    ),
    "curve": view(lambda moment: {"point": moment.loss}),
    "network": view(Turned.network),
    "average": view(Averaged.average),
    "weights": view(Averaged.bars),
    "lag": view(Averaged.lag),
}
KINDS = {"net1": Kind("net1", lambda code: Bill(), record, VIEWS, read=lambda code: code)}
