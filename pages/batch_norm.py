"""Batch norm."""

from pages.controls.page import show
from pages.topics.batch_norm.topic import TOPIC

show(TOPIC)
