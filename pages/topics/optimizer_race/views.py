"""What can be watched of a race, in the order of the page; every view is made of a paced race, and of its tracks."""

from __future__ import annotations

from pages.plots.view import View
from pages.topics.optimizer_race import board, curves, hill, relief

VIEWS: dict[str, View] = {
    "hill": View(hill.spec, hill.patch),
    "relief": View(relief.spec, relief.patch),
    "board": View(board.spec, board.patch),
    "loss": curves.view(curves.loss_title, lambda tracks: tracks.height),
    "distance": curves.view(curves.far_title, curves.far),
    "step": curves.view(lambda race: "Length of a step", lambda tracks: tracks.step_length),
    "rate": curves.view(lambda race: "Learning rate", lambda tracks: tracks.paths.rates),
}
