"""The network as programs: to be read, copied, taken away as a script or as a notebook."""

from __future__ import annotations

from functools import partial

import streamlit as st

from engine.studies.framework_export.cost import writing
from engine.studies.framework_export.descent import Export
from engine.studies.framework_export.notebook import notebook
from engine.studies.framework_export.programs import Programs, exporting
from engine.values.codec import encode
from pages.controls.job import job
from pages.controls.topic import Topic

LIBRARIES = {"numpy": "NumPy", "pytorch": "PyTorch", "keras": "Keras"}
HEIGHT = 520


def panel(topic: Topic) -> None:
    """The job that writes them, then one tab for each library."""
    export: Export = st.session_state[topic.slug]
    work = partial(exporting, export.experiment, export.step)
    label = f"Write this network as code, from step {export.step:,} on"
    found: Programs | None = job("programs", encode(export), label, work, writing(export))
    if found is None:
        st.caption("Complete programs with these very weights and points: they go on training and print these losses.")
        return
    st.markdown(said(found))
    for tab, (slug, name) in zip(st.tabs(list(LIBRARIES.values())), LIBRARIES.items(), strict=True):
        with tab:
            program(slug, name, found.texts[slug])


def said(found: Programs) -> str:
    """What the programs print first, and what they leave out."""
    first = ", ".join(f"`{loss!r}`" for loss in found.losses[:3])
    return f"Each prints {len(found.losses)} losses, of which the first are {first}. {found.left_out}".strip()


def program(slug: str, name: str, text: str) -> None:
    """One of them, with its ways out."""
    with st.container(horizontal=True):
        st.download_button(f"{name} as .py", text, f"network_{slug}.py", "text/x-python", key=f"code.{slug}.py")
        book = notebook(text)
        st.download_button("as a notebook", book, f"network_{slug}.ipynb", "application/json", key=f"code.{slug}.ipynb")
    st.code(text, "python", height=HEIGHT)
