"""Moving averages."""

from pages.controls.page import show
from pages.topics.moving_averages.topic import TOPIC

show(TOPIC)
