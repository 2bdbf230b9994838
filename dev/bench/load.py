"""Load from wrk on a server, and what the server spends meanwhile."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

LUA = Path(__file__).with_name("wrk.lua")
THREADS = 2
CONNECTIONS = 16
_TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Load:
    """Requests a second, milliseconds that a share of them did not exceed, and their cost."""

    name: str
    per_s: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    cpu_ms: float
    memory_mb: float
    failed: int
    requests: int
    answered: int
    refused: int

    def __str__(self) -> str:
        return (
            f"{self.name:34} {self.per_s:>9,.0f} {self.p50_ms:>8.2f} {self.p95_ms:>8.2f} "
            f"{self.p99_ms:>8.2f} {self.cpu_ms:>8.3f} {self.memory_mb:>7.0f} {self.failed:>6}"
        )

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


HEADING = (
    f"{'':34} {'a second':>9} {'p50 ms':>8} {'p95 ms':>8} {'p99 ms':>8} {'CPU ms':>8} "
    f"{'MB':>7} {'failed':>6}"
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
        cpu_before = self.cpu_s()
        done = subprocess.run(  # noqa: S603 - our own arguments
            [wrk, *limits, *header, "-s", LUA, self.url + path, *more],
            capture_output=True, text=True, check=True, env=environment,
        )  # fmt: skip
        cpu_s = self.cpu_s() - cpu_before
        seen = json.loads(done.stdout.splitlines()[-1])
        return Load(
            name,
            seen["requests"] / seen["duration_s"],
            p50_ms=seen["p50_ms"],
            p95_ms=seen["p95_ms"],
            p99_ms=seen["p99_ms"],
            cpu_ms=cpu_s * 1000 / max(1, seen["requests"]),
            memory_mb=self.memory_mb(),
            failed=seen["failed"],
            requests=seen["requests"],
            answered=seen["answered"],
            refused=seen["refused"],
        )

    def pids(self) -> list[int]:
        """The process and all that it started."""
        found, left = list[int](), [self.pid]
        while left:
            pid = left.pop()
            found.append(pid)
            left += _children(pid)
        return found

    def cpu_s(self) -> float:
        return sum(map(_cpu_s, self.pids()))

    def memory_mb(self) -> float:
        """Proportional set size: a page that several processes share counts once."""
        return sum(_pss_kb(pid) for pid in self.pids()) / 1024


def _children(pid: int) -> Iterable[int]:
    for tasks in Path(f"/proc/{pid}/task").glob("*/children"):
        yield from map(int, tasks.read_text().split())


def _cpu_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS_A_SECOND


def _pss_kb(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
