"""Predict first, in a real browser: the run waits, and starts with the answer, by mouse or by keys."""

from __future__ import annotations

import pytest

from pages.topics.bias_variance.topic import WIDER
from tests.browser.test_bias_variance import until


@pytest.mark.parametrize("key", [None, "Enter"])
def test_the_run_waits_and_starts_with_the_answer(page, server, key):
    page.goto(server.url + "bias_variance")
    until(page, "p.state === 'paused'")
    answer = page.get_by_role("button", name=WIDER.answers[1])
    page.wait_for_timeout(500)
    assert page.evaluate("document.querySelector('.player').dataset.step") == "0"
    if key:
        answer.focus()
        page.keyboard.press(key)
    else:
        answer.click()
    until(page, "p.state === 'playing' && +p.step > 0")
    page.get_by_text("You said:").wait_for()
