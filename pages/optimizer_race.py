"""The Optimizer race."""

from pages.controls.page import show
from pages.topics.optimizer_race.topic import TOPIC

show(TOPIC)
