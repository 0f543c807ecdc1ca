"""Points of one's own: a table pasted or uploaded, and the points taken away as one."""

from __future__ import annotations

import streamlit as st

from engine.datasets import table
from engine.datasets.own import CELL, MOST, REAL, TARGETS, Own
from engine.values.bounds import Refused

HINT = "x1,x2,label\n1.5,2.0,cat\n-0.3,1.1,dog"
HOW = (
    "Switch **paint** on over the output: the pointer paints in the colour that is chosen, a point that you grab goes "
    "along. Any other problem can be painted over too, its points become yours. All of it can be undone."
)


def panel(own: Own) -> Own:
    """A table to bring along, and the points to take away."""
    st.caption(f"{len(own.marks):,} points. {HOW}")
    with st.expander("Paste or upload a table", icon=":material/table:"):
        own = brought() or own
    st.download_button(
        "Points as CSV", csv_of(own), "points.csv", "text/csv", icon=":material/download:",
        help="The points as a table that can be uploaded here again",
    )  # fmt: skip
    return own


def brought() -> Own | None:
    """The points of a table, once they are wished for."""
    file = st.file_uploader("CSV file", ["csv", "tsv", "txt"], key="own.file", max_upload_size=2,
                            help=f"UTF-8, up to {MOST:,} rows and {table.LONGEST // 10**6} MB")  # fmt: skip
    text = st.text_area("or text", key="own.text", placeholder=HINT, height=90)
    raw = file.getvalue() if file else text.encode()
    if not raw.strip():
        return None
    try:
        return chosen(table.read(raw))
    except Refused as refused:
        st.warning(refused.said, icon=":material/error:")
        return None


def chosen(found: table.Table) -> Own | None:
    """Which columns are the plane and which is to be learned; the points, at a click.

    Raises: Refused.
    """
    numeric = found.numeric
    if len(numeric) < 2:
        raise Refused("Table", f"{len(numeric)} of its {len(found.names)} columns hold numbers only; wanted are two")
    rest = [name for name in found.names if name not in numeric[:2]] or list(found.names)
    names = [name for name in found.names if name not in rest] + rest
    across = st.selectbox("Across", numeric, 0, key="own.across")
    up = st.selectbox("Up", numeric, 1, key="own.up")
    target = st.selectbox("To be learned", names, names.index(rest[-1]), key="own.target")
    kind = st.segmented_control("As", list(TARGETS), default="class", key="own.kind",
                                format_func=lambda name: TARGETS[name].label, required=True)  # fmt: skip
    standard = st.toggle("Scale to the plane", True, key="own.standard",
                         help="Mean 0 and deviation 2 for both columns, or less where points lay outside")  # fmt: skip
    if not st.button(f"Use these {len(found.rows):,} points", type="primary", key="own.use"):
        return None
    return table.own(found, across, up, target, kind, standard)


def csv_of(own: Own) -> str:
    """The points as a table."""
    scale = REAL if own.target == "value" else 1
    rows = [f"{x * CELL:.2f},{y * CELL:.2f},{value / scale:g}" for x, y, value in own.marks]
    return "\n".join(["x1,x2,label", *rows, ""])
