"""Two workers of the app behind nginx, as README.md says: this repository's configuration, on ports of their own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from tests.browser.conftest import ROOT

NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
SECRET = {"STREAMLIT_SERVER_COOKIE_SECRET": "for a test alone"}


class Workers:
    """nginx's port, and the workers' processes by their ports; the folder is one that nginx's own may look into."""

    def __init__(self, folder: Path) -> None:
        self.port, *own = free_ports(3)
        self.workers: dict[int, subprocess.Popen | None] = dict.fromkeys(own)
        text = (ROOT / ".nginx" / "nginx.conf").read_text()
        for written, here in zip(("8080", "8501", "8502"), (self.port, *own), strict=True):
            text = text.replace(f"listen {written}", f"listen 127.0.0.1:{here}").replace(f":{written} ", f":{here} ")
        (folder / "nginx.conf").write_text(text.replace("/tmp/downhill", f"{folder}/downhill"))
        self.proxy = subprocess.Popen([NGINX, "-p", folder, "-c", folder / "nginx.conf", "-g", "daemon off;"])

    def start(self) -> Workers:
        """Start every worker that does not run, and wait until all answer."""
        for port, worker in self.workers.items():
            if worker is None or worker.poll() is not None:
                command = [sys.executable, "-m", "uvicorn", "app:app", "--port", str(port), "--log-level=error"]
                silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
                self.workers[port] = subprocess.Popen(command, cwd=ROOT, env=os.environ | SECRET, **silent)
        for port in (*self.workers, self.port):
            until(lambda port=port: status(f"http://127.0.0.1:{port}/_stcore/health")[0] == 200)
        return self

    def stop(self) -> None:
        """Stop them all, nginx last."""
        for process in filter(None, self.workers.values()):
            process.kill()
            process.wait()
        self.proxy.terminate()
        self.proxy.wait()


def free_ports(count: int) -> list[int]:
    """Ports on which nobody listens."""
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [probe.getsockname()[1] for probe in probes]
    [probe.close() for probe in probes]
    return ports


def until(true: Callable[[], bool]) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + 60
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def status(address: str, headers: dict[str, str] | None = None) -> tuple[int, dict[str, str]]:
    """Status of one answer, and its headers in small letters; 0 where nobody answers."""
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers or {}), timeout=60) as response:
            response.read()
            return response.status, {name.lower(): value for name, value in response.headers.items()}
    except urllib.error.HTTPError as error:
        return error.code, {}
    except OSError:
        return 0, {}
