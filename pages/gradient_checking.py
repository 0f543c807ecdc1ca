"""Gradient checking."""

from pages.controls.page import show
from pages.topics.gradient_checking.topic import TOPIC

show(TOPIC)
