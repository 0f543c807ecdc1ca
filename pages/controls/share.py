"""The link of what is on screen: as text, as a frame for a slide, as a QR code; with things hidden or locked."""

from __future__ import annotations

import io
from functools import lru_cache
from urllib.parse import quote

import segno
import streamlit as st

from engine.values.codec import encode
from pages.controls import history, look, veil
from pages.controls.tongue import said
from pages.controls.topic import Topic

MOST_IN_A_CODE = 2331  # characters that the largest QR code holds at its second level of repair
FRAME = '<iframe src="{link}" width="100%" height="720" style="border:0" allow="clipboard-write"></iframe>'


def share(topic: Topic) -> None:
    """A button that opens all ways to hand on what is on screen."""
    keep(topic)
    menu = st.popover(
        said("Share"),
        icon=":material/qr_code_2:",
        type="tertiary",
        help="Share: a QR code, a frame for a slide, things hidden or locked",
        key=f"{topic.slug} share",
        on_change="rerun",
    )
    if menu.open:  # an opening of the page need not wait for what few look into
        with menu:
            choices(topic)


def keep(topic: Topic) -> None:
    """Keep what was chosen: Streamlit forgets widgets that are off the page."""
    for name in ("hide", "lock", "embed"):
        if (key := f"{topic.slug} {name}") in st.session_state:
            st.session_state[key] = st.session_state[key]


def choices(topic: Topic) -> None:
    """What is hidden or locked, and the link in all its forms."""
    st.markdown(said("**Hand on what is on screen**"))
    names = things(topic)
    hide = st.multiselect(said("Hide"), list(names), format_func=names.get, key=f"{topic.slug} hide")
    lock = st.multiselect(said("Lock"), list(veil.met()), format_func=veil.met().get, key=f"{topic.slug} lock")
    embed = st.toggle(said("Embed: only the page itself"), key=f"{topic.slug} embed",
                      help="For a frame on a slide or a learning platform: no navigation, no margins")  # fmt: skip
    link = address(topic, hide, lock, embed)
    if len(link) <= MOST_IN_A_CODE:
        st.image(code(link), width="stretch")
    else:
        st.caption(f"The link has {len(link):,} characters; a QR code holds {MOST_IN_A_CODE:,}. Take the link.")
    st.code(FRAME.format(link=link) if embed else link, language=None, wrap_lines=True)


def things(topic: Topic) -> dict[str, str]:
    """All that can be hidden on a page, and what it is called."""
    layout = topic.layout(st.session_state[topic.slug], history.look(topic))
    panels = {f"panel.{name}": f"Panel: {name}" for name in topic.panels}
    views = {f"view.{name}": f"Picture: {name.replace('_', ' ')}" for name in layout.views}
    below = {f"below.{name}": f"Tab: {name}" for name in topic.below}
    return {**veil.PARTS, **panels, **views, **below, **veil.met()}


def address(topic: Topic, hide: list[str], lock: list[str], embed: bool) -> str:
    """The page's address with the present run, and with what is hidden or locked in it."""
    seen = look.write(history.look(topic), topic.options)
    given = {"run": encode(st.session_state[topic.slug]), "view": seen, "hide": ",".join(hide), "lock": ",".join(lock),
             "embed": "true" if embed else ""}  # fmt: skip
    query = "&".join(f"{name}={quote(value, safe='~.,:')}" for name, value in given.items() if value)
    return f"{home()}?{query}"


def home() -> str:
    """The address of the page that is open, without what stands in it."""
    return (st.context.url or "").partition("#")[0].partition("?")[0]


@lru_cache(maxsize=32)
def code(link: str) -> str:
    """A link as a QR code, as an SVG; dark on white whatever the theme, for cameras want it so."""
    out = io.BytesIO()
    segno.make(link, error="m", micro=False).save(
        out, kind="svg", border=4, light="#ffffff", dark="#10131a", xmldecl=False
    )
    return out.getvalue().decode()
