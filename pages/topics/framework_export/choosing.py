"""Which framework: the notes' criteria, in a table."""

from __future__ import annotations

import streamlit as st

from pages.controls.topic import Topic

HEAD = ("", "ease of programming", "running speed", "openness and governance", "what it is used for")
ROWS = (
    ("**NumPy**", "everything by hand, forward and backward", "one core, no graphics card",
     "BSD; a project of NumFOCUS", "learning how it works; this page"),
    ("**PyTorch**", "a program as it runs; the graph is made on the way", "graphics cards; compiled on demand",
     "BSD; the PyTorch Foundation, under the Linux Foundation", "research, and much of what is deployed"),
    ("**TensorFlow, Keras**", "layers and `fit` in Keras; `GradientTape` below", "graphics cards and TPUs; compiled",
     "Apache 2.0; led by Google", "deployment on servers, phones, in browsers"),
    ("**JAX**", "functions of arrays, transformed: `grad`, `vmap`, `jit`", "graphics cards and TPUs; compiled",
     "Apache 2.0; led by Google", "research, large models"),
)  # fmt: skip
SAID = (
    "The notes ask for ease of programming, running speed, and whether it is truly open: open source *with good "
    "governance*. None of it is measured here; the speed depends on the machine more than on the name."
)


def panel(topic: Topic) -> None:
    """The table."""
    lines = [HEAD, ("---",) * len(HEAD), *ROWS]
    st.markdown("\n".join(f"| {' | '.join(line)} |" for line in lines))
    st.caption(SAID)
