"""Bias and variance."""

from pages.controls.page import show
from pages.topics.bias_variance.topic import TOPIC

show(TOPIC)
