"""Logistic regression."""

from pages.controls.page import show
from pages.topics.logistic_regression.topic import TOPIC

show(TOPIC)
