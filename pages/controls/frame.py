"""What surrounds every page: the style that Streamlit's theme has no setting for."""

import base64
import io

import streamlit as st
from PIL import Image

from pages.plots.thumbnails import thumbnail

STYLE = """
<style>
[data-testid="stMainBlockContainer"] { padding: 4rem 1.6rem 2rem; max-width: 1680px; }
[data-testid="stHeader"] { height: 2.75rem; }
.st-key-page > [data-testid="stHorizontalBlock"],
.st-key-page > div > [data-testid="stHorizontalBlock"] { gap: 1.4rem; }
@media (max-width: 640px) {
  [data-testid="stMainBlockContainer"] { padding: 3.8rem 0.7rem 2rem; }
  /* on a narrow screen the picture stands first, the controls under it */
  .st-key-page > [data-testid="stHorizontalBlock"],
  .st-key-page > div > [data-testid="stHorizontalBlock"] { flex-direction: column-reverse; }
  .st-key-page [data-testid="stColumn"] { min-width: 100%; }
}
</style>
"""


def icon() -> Image.Image:
    """The browser tab's picture, from our own server: nothing is fetched from elsewhere."""
    return Image.open(io.BytesIO(base64.b64decode(thumbnail("spirals").partition(",")[2]))).convert("RGBA")


def style() -> None:
    """Put the page's style sheet in place."""
    st.html(STYLE)
