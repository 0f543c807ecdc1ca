"""The script that app.py serves: the frame around every page, and the way to each of them."""

import streamlit as st

from pages.controls import frame, once, veil
from pages.controls.topic import Topic
from pages.lessons import player
from pages.topics import TOPICS, reader, topics

START = topics()[0].slug


def page(topic: Topic) -> st.Page:
    """The page of a topic's script."""
    start = topic.slug == START
    return st.Page(f"{topic.slug}.py", title=topic.title, url_path=topic.slug, default=start)


once.begin()
shown = st.navigation([page(topic) for topic in topics()], position="hidden")
here = shown.url_path or START
st.set_page_config(page_title=f"{shown.title} · {frame.NAME}", page_icon=frame.icon(), layout="wide")
frame.style()
right = reader(st.query_params.get("run", ""), here)
if right and right.slug != here and here not in st.session_state:  # a link at the wrong page goes to the right one
    st.switch_page(f"{right.slug}.py", query_params=st.query_params.to_dict())
if not veil.hidden("nav"):
    frame.masthead(TOPICS, here, player.menu)
player.show()
shown.run()
