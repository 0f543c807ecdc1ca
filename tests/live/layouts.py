"""Every layout of every page, for laws that hold for all of them."""

from __future__ import annotations

import pytest

from pages.topics import topics

every_layout = pytest.mark.parametrize(
    ("topic", "name"),
    [(topic, name) for topic in topics() for name in topic.layouts],
    ids=lambda each: getattr(each, "slug", each),
)
