"""Initialization."""

from pages.controls.page import show
from pages.topics.weight_initialization.topic import TOPIC

show(TOPIC)
