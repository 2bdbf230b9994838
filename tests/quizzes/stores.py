"""PostgreSQL and Redis from Debian, started for a crowd and killed under it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from dev.bench.servers import free_port
from tests.prepared import copy_folder
from tests.site.commands import manage

LONGEST_START_S = 30


def find_initdb() -> Path | None:
    """The newest of Debian's, with the server's other programs beside it."""
    return max(Path("/usr/lib/postgresql").glob("*/bin/initdb"), default=None)


@dataclass
class Redis:
    """A Redis that keeps nothing on disk."""

    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        """What makes a site use it, for limits that let each learner's address be another."""
        url = f"redis://127.0.0.1:{self.port}/0"
        return {"CACHE_URL": url, "RATE_LIMITS": "on", "TRUST_PROXY": "true"}

    def start(self) -> None:
        program = shutil.which("redis-server")
        if program is None:
            raise RuntimeError("Redis was not found; on Debian: apt-get install redis-server")
        command = [program, "--port", str(self.port), "--save", "", "--bind", "127.0.0.1"]
        self.process = _begin(command, self.folder)
        wait_until(self._answers)

    def kill(self) -> None:
        """End it as a crash would."""
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None

    def _answers(self) -> bool:
        ping = ["redis-cli", "-p", str(self.port), "ping"]
        return subprocess.run(ping, capture_output=True, check=False).stdout == b"PONG\n"


@dataclass
class Postgres:
    """A PostgreSQL as it comes, so that what it commits is on the disk.

    Its folder is one of its own, as its user may not enter those that pytest makes.
    """

    kept: TemporaryDirectory[str] = field(default_factory=TemporaryDirectory)
    copied: Path | None = None
    """The folder `data` of another one, from which it begins."""
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"postgres://glossary@127.0.0.1:{self.port}/postgres"

    @property
    def environment(self) -> dict[str, str]:
        return {"DATABASE_URL": self.url}

    @property
    def data(self) -> Path:
        return Path(self.kept.name) / "data"

    def start(self) -> None:
        """Begin it, on what was there before, and wait until it has recovered from a crash."""
        initdb = find_initdb()
        if initdb is None:
            raise RuntimeError("PostgreSQL was not found; on Debian: apt-get install postgresql")
        if not self.data.exists():
            self._make(initdb)
        sockets = ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="]
        program = str(initdb.with_name("postgres"))
        command = [program, "-D", str(self.data), "-p", str(self.port), *sockets]
        self.process = _begin(_not_as_root(command), self.data.parent)
        wait_until(self._answers)

    def end(self) -> None:
        """End it in order, so that its folder may be copied."""
        if self.process:
            os.kill(self._pid, signal.SIGINT)
            self.process.wait(LONGEST_START_S)
            self.process = None

    @property
    def _pid(self) -> int:
        return int((self.data / "postmaster.pid").read_text().split()[0])

    def kill(self) -> None:
        """End the server and all its sessions as a crash would; first who would start others."""
        if self.process is None:
            return
        server = self._pid
        sessions = Path(f"/proc/{server}/task/{server}/children").read_text().split()
        for pid in (server, *map(int, sessions)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()
        self.process = None

    def _make(self, initdb: Path) -> None:
        if os.geteuid() == 0:
            shutil.chown(self.kept.name, "postgres")
        if self.copied:
            subprocess.run(["cp", "-a", self.copied, self.data], check=True)
            return
        options = ["-U", "glossary", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
        command = [str(initdb), "-D", str(self.data), *options]
        subprocess.run(_not_as_root(command), cwd="/", check=True, stdout=subprocess.DEVNULL)

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url, connect_timeout=1).close()
        except psycopg.OperationalError:
            return False
        return True


def make_loaded_cluster(loaded_folder: Path, data: Path) -> None:
    """The folder of a PostgreSQL in which a site has started once, with static files made before."""
    server = Postgres()
    try:
        server.start()
        with TemporaryDirectory() as var:
            copy_folder(loaded_folder, Path(var))
            done = manage("prepare", VAR_DIR=var, **server.environment)
            assert done.returncode == 0, done.stderr
        server.end()
        subprocess.run(["cp", "-a", server.data, data], check=True)
    finally:
        server.kill()
        server.kept.cleanup()


def wait_until(holds: Callable[[], bool], *, timeout_s: float = LONGEST_START_S) -> None:
    """Ask again and again; RuntimeError where it never holds."""
    until = time.monotonic() + timeout_s
    while not holds():
        if time.monotonic() > until:
            raise RuntimeError(f"it does not hold after {timeout_s} s: {holds}")
        time.sleep(0.05)


def _not_as_root(command: list[str]) -> list[str]:
    """PostgreSQL refuses to run as root."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command


def _begin(command: list[str], folder: Path) -> subprocess.Popen[bytes]:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "log").open("a") as log:
        return subprocess.Popen(command, cwd="/", stdout=log, stderr=log)
