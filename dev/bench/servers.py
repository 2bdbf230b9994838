"""The servers that are measured: ours, and nginx with the same bytes."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dev.bench.load import Server

ROOT = Path(__file__).resolve().parents[2]
BROTLI_MODULE = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")

_NGINX = """
{module}
daemon off; pid {folder}/nginx.pid; worker_processes {workers}; error_log {folder}/error.log;
{user}
events {{ worker_connections 1024; }}
http {{
    include /etc/nginx/mime.types; sendfile on; keepalive_requests 1000000;
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port}; root {root}; index index.html; gzip_static on; {brotli}
        {headers}
        location / {{ try_files ${{uri}}index.html @django; }}
        location @django {{ proxy_pass {upstream}; proxy_set_header Host $http_host; }}
    }}
}}
"""
"""Debian's own settings, into which `deploy/nginx.conf` goes. Its `tcp_nopush` is left out: on the
loopback a large page then waits 40 ms for the reader's delayed acknowledgement."""

_NGINX_SAYS_ITSELF = {
    *("date", "server", "connection", "transfer-encoding", "etag", "last-modified"),
    *("content-type", "content-length", "content-encoding", "accept-ranges"),
}


def _add_header(header: tuple[str, str]) -> str:
    name, value = header
    escaped = value.replace("'", "\\'")
    return f"add_header {name} '{escaped}';"


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def running_site(var: Path, **environment: str) -> Iterator[Server]:
    """The site as `script/server` runs it, on what `VAR_DIR` holds; two workers."""
    port = int(environment.pop("PORT", 0)) or free_port()
    given = os.environ | {"VAR_DIR": str(var), "DJANGO_SETTINGS_MODULE": "glossary_site.settings"}
    command = [sys.executable, "-m", "glossary_site.server"]
    given |= {"HOST": "127.0.0.1", "PORT": str(port), "WORKERS": "2"}
    with running(command, given | {"RATE_LIMITS": "off"} | environment, port) as server:
        yield server


@contextmanager
def running_nginx(
    folder: Path,
    root: Path,
    upstream: str = "http://127.0.0.1:9",
    *,
    headers: Iterable[tuple[str, str]] = (),
    workers: int = 2,
) -> Iterator[Server]:
    """nginx with the files in `root`, sent with `headers`, and `upstream` for what is not there."""
    nginx = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if nginx is None:
        raise RuntimeError("nginx was not found; on Debian: apt-get install nginx")
    folder.mkdir(parents=True, exist_ok=True)
    port, has_brotli = free_port(), BROTLI_MODULE.exists()
    config = folder / "nginx.conf"
    config.write_text(
        _NGINX.format(
            folder=folder, root=root, port=port, upstream=upstream, workers=workers,
            module=f"load_module {BROTLI_MODULE};" if has_brotli else "",
            brotli="brotli_static on;" if has_brotli else "",
            headers=" ".join(map(_add_header, headers)),
            user="user root;" if os.geteuid() == 0 else "",
        )
    )  # fmt: skip
    with running([nginx, "-c", str(config), "-p", str(folder)], dict(os.environ), port) as server:
        yield server


@contextmanager
def running(
    command: list[str], environment: dict[str, str], port: int, folder: Path = ROOT
) -> Iterator[Server]:
    """What `command`, started in `folder`, serves at `port`.

    What it says is kept for nobody: a server under load warns of every strange request.
    """
    process = subprocess.Popen(  # noqa: S603 - our own arguments
        command, cwd=folder, env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    try:
        wait_for(port, process)
        yield Server(f"http://127.0.0.1:{port}", process.pid)
    finally:
        process.terminate()
        process.wait(30)


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Until something listens at `port`. Raises RuntimeError where the process ends before."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"{process.args!r} ended with {process.returncode}")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise RuntimeError(f"nothing answers at port {port}")


def headers_of(url: str) -> list[tuple[str, str]]:
    """The headers at one of our own addresses that nginx sends only where it is told to."""
    with urllib.request.urlopen(url, timeout=30) as response:  # noqa: S310
        pairs = response.headers.items()
    return [pair for pair in pairs if pair[0].lower() not in _NGINX_SAYS_ITSELF]


def fetch(url: str, encoding: str = "identity") -> bytes:
    """The body at one of our own addresses, as it came over the wire."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": encoding})  # noqa: S310
    with urllib.request.urlopen(request, timeout=30) as response:  # noqa: S310
        body: bytes = response.read()
    return body
