"""Hyperparameter search."""

from pages.controls.page import show
from pages.topics.hyperparameter_search.topic import TOPIC

show(TOPIC)
