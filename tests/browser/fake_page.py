"""A page with the player and three knobs: a hot one (rate), a cold one (noise) and the network's size.

With ``?knob`` in its address the axis is not time but a knob.
"""

import streamlit as st

from pages.live.player import player
from pages.topics import DAYS, EPOCH, KNOB, NOISE, decode, encode

st.set_page_config(page_title="Player", layout="wide")
link = st.query_params.get("run") if "units" not in st.session_state else None
opened = decode(link.split("~")[-1]) if link and not link.endswith(("zzz", "page")) else {}
st.session_state.setdefault("units", 2)
st.session_state.setdefault("seed", opened.get("seed", 0))


def reseed():
    st.session_state.seed += 1


def edit():
    st.session_state.units = max(1, st.session_state.units + st.session_state.player.edit["units"])


def undo():
    st.session_state.rate = st.session_state.get("before", 1.0)


with st.sidebar:
    st.session_state.setdefault("rate", opened.get("rate", 1.0))
    rate = st.number_input("rate", 0.5, 3.0, step=0.5, key="rate")
    noise = st.number_input("noise", 0.0, 1.0, opened.get("noise", 0.0), 0.5)

fields = {"rate": rate, "noise": noise, "seed": st.session_state.seed}
axis = {"range": [-1, 1], "visible": False, "fixedrange": True}
image = {"source": "", "xref": "x", "yref": "y", "x": -1, "y": 1, "sizex": 2, "sizey": 2, "sizing": "stretch"}
margin = {"l": 30, "r": 5, "t": 5, "b": 30}
points = {
    "type": "scatter",
    "mode": "markers",
    "x": [-0.5, 0.5],
    "y": [noise, 0.5],
    "marker": {"color": "var(--negative)"},
}
layout = {
    "xaxis": axis,
    "yaxis": {**axis, "scaleanchor": "x"},
    "images": [{**image, "layer": "below"}],
    "margin": margin,
}
line = {"type": "scatter", "mode": "lines", "x": [], "y": []}
curves = [{**line, "name": "train"}, {**line, "name": "dev", "line": {"dash": "dash"}}]
smooth = [{"label": "log scale", "effect": "log-y"}, {"label": "smooth", "effect": "smooth"}]
figures = {
    "map": {
        "painter": "plotly",
        "title": "Map",
        "figure": {"data": [points], "layout": layout},
        "switches": [{"label": "hard", "effect": "variant:hard"}],
    },
    "curve": {
        "painter": "plotly",
        "title": "Loss",
        "every": 2,
        "figure": {"data": curves, "layout": {"margin": margin}},
        "switches": smooth,
    },
    "network": {
        "painter": "diagram",
        "title": "Network",
        "every": 2,
        "layers": 1,
        "nodes": [
            {"x": 0, "y": 0.3, "label": "x₁", "title": "x₁", "tile": 0},
            {"x": 0, "y": 0.7, "label": "x₂", "title": "x₂", "tile": 1},
            {"x": 0.5, "y": 0.5, "label": "", "title": "unit 1", "tile": 2, "bias": 0},
            {"x": 1, "y": 0.5, "label": "", "title": "output", "tile": 3},
        ],
        "links": [[0, 2], [1, 2], [2, 3]],
        "columns": [{"x": 0.5, "label": "tanh", "layer": 0, "units": st.session_state.units}],
    },
}
scatter = {"type": "scatter", "mode": "lines"}
days = {"type": "scatter", "mode": "markers", "x": DAYS.tolist(), "y": NOISE.round(3).tolist(), "marker": {"size": 3}}
beta = {**scatter, "x": [0, 0.5, 1], "y": [0, 0.25, 1]}
mark = {"type": "scatter", "mode": "markers", "x": [], "y": [], "marker": {"size": 9}}
average = [
    {**scatter, "x": DAYS.tolist(), "y": [], "line": {"dash": dash}} for dash in ("solid", "dash", "dot", "5px,4px")
]
bars = {"type": "bar", "x": list(range(200)), "y": []}
wide = {"margin": margin, "yaxis": {"range": [-3, 7]}}
knobs = {
    "average": {"painter": "plotly", "title": "Average", "figure": {"data": [*average, days], "layout": wide}},
    "weights": {"painter": "plotly", "title": "Weights", "figure": {"data": [bars], "layout": {"margin": margin}}},
    "lag": {"painter": "plotly", "title": "Lag", "figure": {"data": [beta, mark], "layout": {"margin": margin}}},
}
along = {"epoch": 1, "unit": "epoch", "last": None, "speed": "normal", "words": {}}
data = {"address": {"run": None, "view": ""}, "autoplay": True, "note": None}
if "knob" in st.query_params:
    code = encode(knob=len(KNOB), noise=noise)
    data |= {"run": code, "experiment": code, "cold": code, "figures": knobs}
    data |= {"layout": [["average"], ["weights", "lag"]], "clock": {**along, "knob": {"label": "β", "values": KNOB}}}
else:
    code = encode(**fields)
    data |= {"run": link or code, "experiment": link.split("~")[-1] if link else code, "figures": figures}
    data |= {"layout": [["network", "map"], ["curve"]], "clock": {**along, "epoch": EPOCH, "knob": None}}
    data["cold"] = f"{noise} {st.session_state.units} {st.session_state.seed}"
if "view" in st.query_params:
    data["address"] = {"run": "net1.page", "view": "a view"}
player(data, key="player", acts={"edit": edit, "reseed": reseed, "undo": undo})
