"""What is played here: balls on a hill, matrices by dimension, a network in training."""

from __future__ import annotations

from engine.studies.saddle_points.balls import Optima, falling
from engine.studies.saddle_points.cost import falls_bill, followed_bill, matrices_bill
from engine.studies.saddle_points.followed import Followed, following
from engine.studies.saddle_points.matrices import Matrices, chances
from pages.live.kind import Kind
from pages.live.limit import Limit
from pages.live.moments import Moments
from pages.live.recording import Recording
from pages.plots.view import View
from pages.topics.saddle_points import chance, hill, lines, training


def record(optima: Optima, parent: Recording | None) -> Moments:
    """A recording of a fall before its first step."""
    return Moments(falling(optima))


def record_chances(matrices: Matrices, parent: Recording | None) -> Moments:
    """A recording before the first dimension."""
    return Moments(chances(matrices))


def record_followed(followed: Followed, parent: Recording | None) -> Moments:
    """A recording before the first epoch."""
    return Moments(following(followed))


KIND = Kind(
    "optima1",
    falls_bill,
    record,
    {"hill": View(hill.spec, hill.patch), "heights": lines.HEIGHTS, "least": lines.LEAST, "largest": lines.LARGEST},
)
CHANCES = Kind(
    "matrices1",
    matrices_bill,
    record_chances,
    {"chance": View(chance.spec, chance.patch), "ways": View(chance.ways_spec, chance.ways_patch)},
    Limit(seconds=10),
)
FOLLOWED = Kind(
    "followed1",
    followed_bill,
    record_followed,
    {
        "spectrum": View(training.spectrum_spec, training.spectrum_patch),
        "course": View(training.course_spec, training.course_patch),
    },
    Limit(seconds=20),
)
