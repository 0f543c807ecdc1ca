"""The Playground."""

from pages.controls.page import show
from pages.topics.playground.topic import TOPIC

show(TOPIC)
