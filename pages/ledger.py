"""The ledger."""

from pages.controls.page import show
from pages.topics.ledger.topic import TOPIC

show(TOPIC)
