"""Local optima."""

from pages.controls.page import show
from pages.topics.saddle_points.topic import TOPIC

show(TOPIC)
