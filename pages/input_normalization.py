"""Input normalization."""

from pages.controls.page import show
from pages.topics.input_normalization.topic import TOPIC

show(TOPIC)
