"""Backpropagation."""

from pages.controls.page import show
from pages.topics.back_propagation.topic import TOPIC

show(TOPIC)
