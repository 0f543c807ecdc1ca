"""The regularization lab."""

from pages.controls.page import show
from pages.topics.regularization_lab.topic import TOPIC

show(TOPIC)
