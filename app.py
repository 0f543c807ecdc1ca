"""The server: Streamlit's pages, the frame route and the player's files. Start it with ``streamlit run app.py``."""

import os

for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")  # small products and many sessions; must be set before NumPy is imported

import gc  # noqa: E402
from contextlib import asynccontextmanager  # noqa: E402

import streamlit as st  # noqa: E402
from starlette.middleware import Middleware  # noqa: E402
from starlette.routing import Route  # noqa: E402

from pages.live import assets, memory, route  # noqa: E402
from pages.topics import KINDS  # noqa: E402

RARELY = (50_000, 10, 4)  # by itself Python looks for garbage so often that a hall's openings wait for each other


@asynccontextmanager
async def lifespan(app: st.App):
    """Pack the player's files, and keep what start-up has made out of the garbage collector's way."""
    memory.give_back_large()
    assets.warm()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*RARELY)
    yield


BASE = "/" + st.get_option("server.baseUrlPath").strip("/")

app = st.App(
    "pages/index.py",
    routes=[
        Route(BASE.rstrip("/") + "/frames/{build}", route.endpoint(KINDS)),
        Route(BASE.rstrip("/") + "/assets/{name:path}", assets.asset),
    ],
    middleware=[Middleware(assets.Preload)],
    lifespan=lifespan,
)
