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

HERE = Path(__file__).parent
OWN = {path.name: path for path in sorted(HERE.glob("*.js")) + sorted(HERE.glob("*.css"))}
PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
FOREVER = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}


def version() -> str:
    """Short hash of the player's own files: part of their address, so that they may be kept for ever."""
    digest = hashlib.sha256()
    for path in OWN.values():
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def addresses() -> dict[str, str]:
    """Name of each file -> its address below the server's base."""
    own = {name: f"assets/{version()}/{name}" for name in OWN}
    return own | {"plotly": f"assets/plotly-{metadata.version('plotly')}.min.js"}


@cache
def content(path: Path, packed: bool, stamp: float) -> bytes:
    """A file's bytes, as they are or packed; ``stamp`` (its time of change) makes an edited file a new one."""
    plain = path.read_bytes()
    return gzip.compress(plain, 6, mtime=0) if packed else plain


def asset(request: Request) -> Response:
    """Answer one request for a file of the player."""
    name = request.path_params["name"].rpartition("/")[2]
    path = PLOTLY if name.startswith("plotly-") else OWN.get(name)
    if path is None:
        return Response("There is no such file.", 404)
    current = path == PLOTLY or f"/{version()}/" in request.url.path
    packed = "gzip" in request.headers.get("accept-encoding", "")
    headers = (FOREVER if current else {"Cache-Control": "no-store"}) | ({"Content-Encoding": "gzip"} if packed else {})
    body = content(path, packed, path.stat().st_mtime)
    return Response(body, 200, headers, mimetypes.guess_type(path.name)[0])


def warm() -> None:
    """Pack every file once, before the first visitor asks for it."""
    for path in (PLOTLY, *OWN.values()):
        content(path, True, path.stat().st_mtime)


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
    parts = [f"<./{files.pop('plotly')}>; rel=preload; as=script; fetchpriority=low"]
    for name, address in files.items():
        parts.append(f"<./{address}>; " + ("rel=modulepreload" if name.endswith(".js") else "rel=preload; as=style"))
    return ", ".join(parts).encode()
