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

HOME = Path(__file__).parent / "player"
OWN = {path.relative_to(HOME).as_posix(): path for path in sorted(HOME.rglob("*.js")) + sorted(HOME.rglob("*.css"))}
PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
FOREVER = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}


@cache
def version() -> str:
    """Short hash of the player's own files: part of their address, so that they may be kept for ever."""
    digest = hashlib.sha256()
    for name, path in OWN.items():
        digest.update(name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


@cache
def addresses() -> dict[str, str]:
    """Name of each file -> its address below the server's base; modules lie as in their folder, to find each other."""
    own = {name: f"assets/{version()}/{name}" for name in OWN}
    return own | {"plotly": f"assets/plotly-{metadata.version('plotly')}.min.js"}


@cache
def content(path: Path, packed: bool) -> bytes:
    """A file's bytes, as they are or packed; read once, for its address holds what was read."""
    plain = path.read_bytes()
    return gzip.compress(plain, 6, mtime=0) if packed else plain


def asset(request: Request) -> Response:
    """Answer one request for a file of the player."""
    stamp, _, name = request.path_params["name"].partition("/")
    path = PLOTLY if stamp.startswith("plotly-") else OWN.get(name)
    if path is None:
        return Response("There is no such file.", 404)
    packed = "gzip" in request.headers.get("accept-encoding", "")
    kept = FOREVER if path == PLOTLY or stamp == version() else {"Cache-Control": "no-store"}
    headers = kept | ({"Content-Encoding": "gzip"} if packed else {})
    return Response(content(path, packed), 200, headers, mimetypes.guess_type(path.name)[0])


def warm() -> None:
    """Pack every file once, before the first visitor asks for it."""
    for path in (PLOTLY, *OWN.values()):
        content(path, True)


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
    files = addresses()
    parts = [f"<./{files['plotly']}>; rel=preload; as=script; fetchpriority=low"]
    for name, address in files.items():
        if name == "plotly":
            continue
        parts.append(f"<./{address}>; " + ("rel=modulepreload" if name.endswith(".js") else "rel=preload; as=style"))
    return ", ".join(parts).encode()
