"""Softmax."""

from pages.controls.page import show
from pages.topics.softmax_regions.topic import TOPIC

show(TOPIC)
