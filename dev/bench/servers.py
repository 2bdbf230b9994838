"""The servers that are measured, ours and nginx with the same bytes, and load on them from wrk."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from string import Template

from dev.bench.report import ROOT

LUA = Path(__file__).with_name("wrk.lua")
THREADS = 2
CONNECTIONS = 16
BROTLI_MODULE = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")

_NGINX = Template(Path(__file__).with_name("nginx.conf").read_text())


_NGINX_SAYS_ITSELF = {
    *("date", "server", "connection", "transfer-encoding", "etag", "last-modified"),
    *("content-type", "content-length", "content-encoding", "accept-ranges"),
}


@dataclass(frozen=True)
class Load:
    """What came of a load: milliseconds that a share of the requests did not exceed."""

    name: str
    requests: int
    duration_s: float
    bytes: int
    p50_ms: float
    p95_ms: float
    p99_ms: float
    failed: int
    answered: int
    refused: int
    memory_mb: float

    @property
    def per_s(self) -> float:
        return self.requests / self.duration_s

    def __str__(self) -> str:
        return (
            f"{self.name:34} {self.per_s:>9,.0f} {self.p50_ms:>8.2f} {self.p95_ms:>8.2f} "
            f"{self.p99_ms:>8.2f} {self.memory_mb:>7.0f} {self.failed:>6}"
        )


HEADING = (
    f"{'':34} {'a second':>9} {'p50 ms':>8} {'p95 ms':>8} {'p99 ms':>8} {'MB':>7} {'failed':>6}"
)


@dataclass(frozen=True)
class Server:
    """A server that listens at `url`, with the process that started it."""

    url: str
    pid: int

    def load(
        self,
        name: str,
        path: str = "/",
        *,
        seconds: float,
        encoding: str = "",
        requests: Path | None = None,
        is_once: bool = False,
        is_htmx: bool = False,
        connections: int = CONNECTIONS,
    ) -> Load:
        """Ask for `path` again and again, or for the lines of the file `requests`."""
        wrk = shutil.which("wrk")
        if wrk is None:
            raise RuntimeError("wrk was not found; on Debian: apt-get install wrk")
        header = ["-H", f"Accept-Encoding: {encoding}"] if encoding else []
        more = ["--", str(requests), *(["once"] if is_once else [])] if requests else []
        threads = min(THREADS, connections)
        limits = f"-t{threads}", f"-c{connections}", f"-d{max(1, round(seconds))}s"
        environment = os.environ | {"WRK_THREADS": str(threads)}
        if is_htmx:
            environment["WRK_HTMX"] = "true"
        done = subprocess.run(  # noqa: S603 - our own arguments
            [wrk, *limits, *header, "-s", LUA, self.url + path, *more],
            capture_output=True, text=True, check=True, env=environment,
        )  # fmt: skip
        seen = json.loads(done.stdout.splitlines()[-1])
        return Load(name, **seen, memory_mb=self.memory_mb())

    def pids(self) -> list[int]:
        """The process and all that it started."""
        found, left = list[int](), [self.pid]
        while left:
            pid = left.pop()
            found.append(pid)
            for tasks in Path(f"/proc/{pid}/task").glob("*/children"):
                left += map(int, tasks.read_text().split())
        return found

    def memory_mb(self) -> float:
        """Proportional set size: a page that several processes share counts once."""
        return sum(_pss_kb(pid) for pid in self.pids()) / 1024


def _pss_kb(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def running_site(**environment: str) -> Iterator[Server]:
    """The site as `script/server` runs it, on what `VAR_DIR` holds; two workers."""
    port = int(environment.get("PORT", 0)) or free_port()
    given = {"HOST": "127.0.0.1", "PORT": str(port), "WORKERS": "2", "RATE_LIMITS": "off"}
    command = [sys.executable, "-m", "glossary_site.server"]
    with _running(command, os.environ | given | environment, port) as server:
        yield server


@contextmanager
def running_nginx(
    folder: Path, root: Path, headers: Iterable[tuple[str, str]] = ()
) -> Iterator[Server]:
    """nginx with the files in `root`, sent with `headers`; two workers."""
    nginx = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if nginx is None:
        raise RuntimeError("nginx was not found; on Debian: apt-get install nginx")
    folder.mkdir(parents=True, exist_ok=True)
    port, has_brotli = free_port(), BROTLI_MODULE.exists()
    config = folder / "nginx.conf"
    config.write_text(
        _NGINX.substitute(
            folder=folder, root=root, port=port,
            module=f"load_module {BROTLI_MODULE};" if has_brotli else "",
            brotli="brotli_static on;" if has_brotli else "",
            headers=" ".join(map(_add_header, headers)),
            user="user root;" if os.geteuid() == 0 else "",
        )
    )  # fmt: skip
    with _running([nginx, "-c", str(config), "-p", str(folder)], dict(os.environ), port) as server:
        yield server


def _add_header(header: tuple[str, str]) -> str:
    name, value = header
    escaped = value.replace("'", "\\'")
    return f"add_header {name} '{escaped}';"


@contextmanager
def _running(command: list[str], environment: dict[str, str], port: int) -> Iterator[Server]:
    """What `command` serves at `port`; RuntimeError where it ends before it listens.

    What it says is kept for nobody: a server under load warns of every strange request.
    """
    process = subprocess.Popen(  # noqa: S603 - our own arguments
        command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    try:
        _wait_for(port, process)
        yield Server(f"http://127.0.0.1:{port}", process.pid)
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
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
