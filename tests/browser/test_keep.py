"""Pictures and films, made in the browser: they are what they say, and show what is on the stage."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def stage(page, server):
    """A run that rests, with the sheet open."""
    page.goto(f"{server.url}?run=net1.e30")
    page.wait_for_function("() => document.querySelectorAll('.player .main-svg').length > 6", timeout=30_000)
    page.wait_for_function("() => +document.querySelector('.player .at b').textContent.replace(',', '') > 100")
    page.locator(".player [data-wish=run]").click()
    page.wait_for_timeout(500)
    page.locator(".player [data-wish=keep]").click()
    return page


def saved(page, word: str, part: str = "") -> tuple[str, bytes]:
    """The name and the bytes of what a click saves."""
    page.locator(".player .keep select").select_option(part)
    with page.expect_download(timeout=60_000) as download:
        page.locator(".player .keep").get_by_text(word, exact=True).click()
    page.locator(".player .keep .told").get_by_text("Saved.").wait_for(timeout=60_000)
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_pictures_show_the_stage_or_one_view(stage):
    name, raw = saved(stage, "PNG")
    whole = np.asarray(Image.open(io.BytesIO(raw)).convert("RGB"))
    box = stage.locator(".player .views").bounding_box()
    assert name.startswith("downhill-stage-") and abs(whole.shape[1] - 2 * box["width"]) <= 2
    orange, blue = (
        (np.abs(whole - np.array(color)).sum(axis=2) < 60).sum() for color in ((245, 147, 34), (8, 119, 189))
    )
    assert orange > 1000 and blue > 1000, "points and units are in it"
    name, raw = saved(stage, "PNG", "loss")
    assert name.startswith("downhill-loss-") and Image.open(io.BytesIO(raw)).width < whole.shape[1] / 2
    name, raw = saved(stage, "SVG", "boundary")
    root = ET.fromstring(raw)
    assert root.tag == f"{SVG}svg" and len(root.findall(f".//{SVG}path")) > 200 and b"<button" not in raw


def test_a_film_runs_through_the_run_and_comes_back(stage):
    at = stage.locator(".player .at b").first.inner_text()
    name, raw = saved(stage, "Film", "loss")
    assert name.endswith(".webm") and raw[:4] == b"\x1a\x45\xdf\xa3" and len(raw) > 5000
    stage.wait_for_function("(at) => document.querySelector('.player .at b').textContent === at", arg=at)
