"""Mini-batches."""

from pages.controls.page import show
from pages.topics.mini_batches.topic import TOPIC

show(TOPIC)
