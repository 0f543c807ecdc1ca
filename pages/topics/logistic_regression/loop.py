"""A loop over the examples against a product of matrices, timed on this server after a click (notes 1.2.2)."""

from __future__ import annotations

import os
import platform
import time
from functools import partial
from typing import Any

import numpy as np
import plotly.graph_objects as go
import streamlit as st

from engine.studies.logistic_regression.neuron import Neuron
from engine.studies.logistic_regression.two_ways import SIZES, Times, timing, timing_cost
from engine.values.codec import encode
from pages.controls.job import job
from pages.controls.topic import Topic
from pages.live.limit import seconds
from pages.plots.style import NEGATIVE, POSITIVE

LOOP = """for i in range(m):
    z = w1 * x1[i] + w2 * x2[i] + b
    a = 1 / (1 + exp(-z))
    J -= y[i] * log(a) + (1 - y[i]) * log(1 - a)
    dz = a - y[i]
    dw1 += x1[i] * dz
    dw2 += x2[i] * dz
    db += dz"""
PRODUCT = """Z = np.dot(w.T, X) + b
A = 1 / (1 + np.exp(-Z))
J = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
dz = A - Y
dw = np.dot(X, dz.T) / m
db = np.sum(dz) / m"""


def panel(topic: Topic) -> None:
    """Both programs, a button that times them, and what came out."""
    neuron: Neuron = st.session_state[topic.slug]
    for place, title, code in zip(st.columns(2), ("A loop", "Whole arrays"), (LOOP, PRODUCT), strict=True):
        place.markdown(f"**{title}**")
        place.code(code, language="python", wrap_lines=True)
    label = f"Time one update both ways, with {SIZES[0]} to {SIZES[-1]:,} examples"
    work = partial(timing, neuron, time.perf_counter)
    if found := job(f"{topic.slug} loop", encode(neuron), label, work, timing_cost()):
        st.plotly_chart(figure(found), key=f"{topic.slug} times", config={"displayModeBar": False})
        st.markdown(words(found))
    st.caption(f"Measured on this server: {machine()}.")


def figure(times: Times) -> go.Figure:
    """Both times over the number of examples, on log axes."""
    lines = [("a loop", times.loop, NEGATIVE), ("whole arrays", times.product, POSITIVE)]
    traces = [
        go.Scatter(x=times.sizes, y=[1000 * each for each in taken], name=name, line={"color": color, "width": 2.5})
        for name, taken, color in lines
    ]
    axes = {"xaxis": {"title": "examples m", "type": "log"}, "yaxis": {"title": "milliseconds", "type": "log"}}
    legend = {"orientation": "h", "y": 1.12}
    return go.Figure(traces, layout={**axes, "legend": legend, "height": 320, "margin": {"t": 20, "b": 40}})


def words(times: Times) -> str:
    """The ratio for few examples and for many."""
    few, many = compared(times, 0), compared(times, -1)
    return f"{few} {many} Both come to the same numbers, to {times.difference:.0e}."


def compared(times: Times, at: int) -> str:
    """Who is how much faster with so many examples."""
    ratio, loop, product = times.ratios[at], seconds_of(times.loop[at]), seconds_of(times.product[at])
    faster = f"**{factor(ratio)} times as long**" if ratio >= 1 else f"only **1/{factor(1 / ratio)}** as long"
    return f"With {times.sizes[at]:,} examples the loop takes {loop} and the arrays {product}: the loop {faster}."


def factor(ratio: float) -> str:
    """A ratio as people say it."""
    return f"{ratio:.0f}" if ratio >= 10 else f"{ratio:.1f}"


def seconds_of(value: float) -> str:
    """A short time in words."""
    return f"{1e6 * value:.0f} µs" if value < 1e-3 else f"{1e3 * value:.3g} ms" if value < 1 else seconds(value)


def machine() -> str:
    """Platform, processors, and the versions that matter."""
    processor: Any = platform.processor() or platform.machine()
    versions = f"Python {platform.python_version()}, NumPy {np.__version__}"
    return f"{platform.system()} on {processor}, {os.cpu_count()} processors, {versions}"
