"""Learning-rate decay."""

from pages.controls.page import show
from pages.topics.rate_decay.topic import TOPIC

show(TOPIC)
