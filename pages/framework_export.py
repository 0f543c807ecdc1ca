"""Frameworks."""

from pages.controls.page import show
from pages.topics.framework_export.topic import TOPIC

show(TOPIC)
