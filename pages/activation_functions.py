"""Activations."""

from pages.controls.page import show
from pages.topics.activation_functions.topic import TOPIC

show(TOPIC)
