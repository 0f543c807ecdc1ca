"""Files the player needs: its own modules and style, and plotly.js from the installed package."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from functools import cache
from importlib import metadata
from pathlib import Path

import plotly
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.live.bundle import bundle

HOME = Path(__file__).parent / "player"
MODULES = {path.relative_to(HOME).as_posix(): path for path in sorted(HOME.rglob("*.js"))}
STYLE = (  # sheets in their order: of two rules that are equally close, the later one holds
    "ground", "bar", "sheets", "notice", "views", "network", "stage", "metrics", "board", "table", "lecture", "circuit",
    "narrow", "hand",
)  # fmt: skip
OWN = ("player.js", "player.css")
PLOTLY = "plotly.js"
FOREVER = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}


@cache
def source(name: str) -> bytes:
    """One of the files: all modules of the player together, all its style sheets, or plotly.js; read once."""
    if name == "player.js":
        return bundle({each: path.read_text() for each, path in MODULES.items()}, name).encode()
    if name == "player.css":
        return "\n".join((HOME / "style" / f"{sheet}.css").read_text() for sheet in STYLE).encode()
    return (Path(plotly.__file__).parent / "package_data" / "plotly.min.js").read_bytes()


@cache
def content(name: str, packed: bool) -> bytes:
    """A file's bytes, as they are or packed."""
    return gzip.compress(source(name), 6, mtime=0) if packed else source(name)


@cache
def version() -> str:
    """Short hash of the player's own files: part of their address, so that they may be kept for ever."""
    return hashlib.sha256(b"\0".join(source(name) for name in OWN)).hexdigest()[:12]


@cache
def addresses() -> dict[str, str]:
    """Name of each file -> its address below the server's base."""
    own = {name: f"assets/{version()}/{name}" for name in OWN}
    return own | {PLOTLY: f"assets/{metadata.version('plotly')}/{PLOTLY}"}


def asset(request: Request) -> Response:
    """Answer one request for a file of the player."""
    stamp, _, name = request.path_params["name"].partition("/")
    if name not in addresses():
        return Response("There is no such file.", 404)
    packed = "gzip" in request.headers.get("accept-encoding", "")
    kept = FOREVER if addresses()[name] == f"assets/{stamp}/{name}" else {"Cache-Control": "no-store"}
    headers = kept | ({"Content-Encoding": "gzip"} if packed else {})
    return Response(content(name, packed), 200, headers, mimetypes.guess_type(name)[0])


def warm() -> None:
    """Pack every file once, before the first visitor asks for it."""
    for name in addresses():
        content(name, True)


class Preload:
    """Middleware: tell the browser with the page itself which files the player will want, so that they load at once."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add a Link header to answers that are pages."""

        async def linked(message: Message) -> None:
            if dict(message.get("headers", ())).get(b"content-type", b"").startswith(b"text/html"):
                message = {**message, "headers": [*message["headers"], (b"link", links())]}
            await send(message)

        await self.app(scope, receive, linked if scope["type"] == "http" else send)


def links() -> bytes:
    """Value of the Link header; relative addresses, as Streamlit's own are, so that they hold under any base path."""
    script, style = (addresses()[name] for name in OWN)
    later = "rel=preload; as=script; crossorigin; fetchpriority=low"  # compiled only when it is called
    return f"<./{script}>; {later}, <./{style}>; rel=preload; as=style".encode()
