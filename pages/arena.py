"""Arena."""

from pages.controls.page import show
from pages.topics.arena.topic import TOPIC

show(TOPIC)
