"""A made-up kind of run for the player's own tests: a turning map and two decaying curves, quick to compute."""

from __future__ import annotations

import base64
import io
import json
import math
import time
from typing import Any

import numpy as np
from PIL import Image

from engine.values.fields import Refused

EPOCH = 10
AXIS = np.linspace(-1, 1, 24)
HORIZON = 20_000
DAYS = np.arange(365)
NOISE = np.random.default_rng(0).normal(size=365)
KNOB = [f"{1 - 0.96**k:.3f}" for k in range(121)]  # values of a made-up knob


def encode(**fields: Any) -> str:
    """Code of a made-up experiment."""
    return "net1." + base64.urlsafe_b64encode(json.dumps(fields).encode()).decode().rstrip("=")


def decode(code: str) -> dict[str, Any]:
    """Fields of a made-up experiment."""
    try:
        return json.loads(base64.urlsafe_b64decode(code.removeprefix("net1.") + "=="))
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
        self.segments = list(zip(starts, map(decode, parts[::2]), strict=True))
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

    def frame(self, step: int, views: tuple[str, ...]) -> dict[str, Any]:
        angle = self.angle[step]
        loss = {"0": math.exp(-angle), "1": 0.1 + math.exp(-angle)}
        tilt = AXIS * math.cos(angle) + AXIS[:, None] * math.sin(angle)
        patches = {
            "map": {"images": [picture(tilt / 2)]},
            "map:hard": {"images": [picture(np.sign(tilt) / 2)]},
            "curve": {"point": loss},
            "network": {
                "atlas": picture(np.tile(tilt / 2, (4, 1))),
                "tile": 24,
                "weights": [1.5, -angle, 0.2],
                "biases": [1],
            },
        }
        numbers = {"train loss": loss["0"], "dev loss": loss["1"]}
        return {
            "step": step,
            "epoch": step / EPOCH,
            "numbers": numbers,
            "views": {name: patches[name] for name in views},
        }


class FakeKnob:
    """Frame k is an average with the knob at its k-th value: four lines, bars, and a mark on a curve."""

    nbytes, end = 1000, None

    def advance(self, step: int, deadline: float) -> int:
        return min(step, len(KNOB) - 1)

    def frame(self, step: int, views: tuple[str, ...]) -> dict[str, Any]:
        beta = float(KNOB[step])
        weights = (1 - beta) * beta ** np.arange(200)
        average = np.convolve(NOISE, weights)[:365]
        lines = {str(i): {"y": (average + i).round(3).tolist()} for i in range(4)}
        patches = {
            "average": {"restyle": lines},
            "weights": {"restyle": {"0": {"y": weights.round(4).tolist()}}},
            "lag": {"restyle": {"1": {"x": [beta], "y": [beta**2]}}, "note": f"at {beta}"},
        }
        shown = {name: patches[name] for name in views}
        return {"step": step, "epoch": step, "numbers": {"window": 1 / (1 - beta)}, "views": shown}


class FakeKind:
    """Made-up runs."""

    views = ("map", "map:hard", "curve", "network", "average", "weights", "lag")

    def recording(self, code: str, parent: Any) -> FakeRecording | FakeKnob:
        return FakeKnob() if "knob" in decode(code.split("~")[0]) else FakeRecording(code)


KINDS = {"net1.": FakeKind()}
