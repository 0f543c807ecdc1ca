"""The Playground's views through st.plotly_chart in a fragment: what the player is measured against.

A Streamlit script of its own, ``?run=<code>&every=<seconds>``: one epoch a frame, each view a chart with a stable key.
In a folder of its own, because Streamlit looks for modules beside the script first, and finds ``engine.py``.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import streamlit as st

sys.path.insert(0, str(Path(__file__).parents[3]))

from engine.experiment import Experiment  # noqa: E402
from engine.training.trainer import Trainer  # noqa: E402
from engine.values.codec import decode  # noqa: E402
from pages.plots import diagram, pictures  # noqa: E402
from pages.plots.network import VIEWS  # noqa: E402
from pages.plots.snapshot import TILE, Lens, Snapshot  # noqa: E402

ROWS = (("network", "boundary"), ("loss", "score", "signals"))


def plain(figure: dict) -> dict:
    """A figure of one's own, without the player's CSS variables."""
    return json.loads(re.sub(r"var\(--[\w-]+\)", "#808890", json.dumps(figure)))


def network_figure(spec: dict) -> dict:
    """The diagram as Plotly can draw it: a line for each link, an image for each unit."""
    nodes = spec["nodes"]
    ends = [(nodes[source], nodes[target]) for source, target in spec["links"]]
    size = {"sizex": 0.07, "sizey": 0.07, "xanchor": "center", "yanchor": "middle", "xref": "x", "yref": "y"}
    shapes = [{"type": "line", "x0": a["x"], "y0": 1 - a["y"], "x1": b["x"], "y1": 1 - b["y"]} for a, b in ends]
    images = [{"x": node["x"], "y": 1 - node["y"], "source": "", **size} for node in nodes]
    axis = {"visible": False, "range": [-0.1, 1.1]}
    return {"data": [{"type": "scatter"}], "layout": {"shapes": shapes, "images": images, "xaxis": axis, "yaxis": axis}}


def draw_network(figure: dict, snapshot: Snapshot, patch: dict) -> None:
    for shape, weight in zip(figure["layout"]["shapes"], patch["weights"], strict=True):
        color = pictures.POSITIVE if weight > 0 else pictures.NEGATIVE
        shape["line"] = {"width": min(8, 1 + 2 * abs(weight)), "color": color}
    tiles = diagram.tiles(snapshot).reshape(-1, TILE, TILE)
    for image, tile in zip(figure["layout"]["images"], tiles, strict=True):
        image["source"] = pictures.png(pictures.signed(tile), pictures.diverging())


def draw(figure: dict, epoch: float, patch: dict) -> None:
    """Put a frame's patch into a figure, as the player does."""
    for index, source in enumerate(patch.get("images", ())):
        figure["layout"]["images"][index]["source"] = source
    for trace, y in patch.get("point", {}).items():
        figure["data"][int(trace)]["x"].append(epoch)
        figure["data"][int(trace)]["y"].append(y)
    for trace, changes in patch.get("restyle", {}).items():
        figure["data"][int(trace)].update(changes)


class Show:
    """One visitor's run and figures, kept in the session."""

    def __init__(self, code: str):
        self.trainer = Trainer(decode(code, Experiment))
        self.lens, self.state = Lens(self.trainer), self.trainer.start()
        specs = {name: view.spec(self.trainer) for name, view in VIEWS.items()}
        self.figures = {name: plain(spec["figure"]) for name, spec in specs.items() if "figure" in spec}
        self.figures["network"] = network_figure(specs["network"])

    def advance(self) -> None:
        self.state = self.trainer.advance(self.state, self.trainer.steps_per_epoch)
        snapshot = Snapshot(self.state, self.lens)
        for name, figure in self.figures.items():
            patch = VIEWS[name].patch(snapshot)
            if name == "network":
                draw_network(figure, snapshot, patch)
            else:
                draw(figure, snapshot.epoch, patch)


if __name__ == "__main__":
    st.set_page_config(layout="wide")

    @st.fragment(run_every=float(st.query_params["every"]))
    def live() -> None:
        if "show" not in st.session_state:
            st.session_state.show = Show(st.query_params["run"])
        show = st.session_state.show
        show.advance()
        for row in ROWS:
            for name, place in zip(row, st.columns(len(row)), strict=True):
                place.plotly_chart(show.figures[name], key=name, config={"displayModeBar": False})

    live()
