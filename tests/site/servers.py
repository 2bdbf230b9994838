"""Real servers for tests: the site as a person starts it, and those of Debian, without which a test
is skipped, unless REQUIRE_SERVERS is set."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings

from dev.bench.servers import Server, free_port


def find_program(name: str) -> str:
    """Where a program of Debian's is."""
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    if found is None:
        if os.environ.get("REQUIRE_SERVERS"):
            pytest.fail(f"REQUIRE_SERVERS is set, and there is no {name}")
        pytest.skip(f"no {name} on this machine")
    return found


@contextmanager
def running_server(var: Path, log: Path, **more: str) -> Iterator[Server]:
    """`script/server` with its state in `var`, its words in `log`, and `more` in its environment."""
    port = free_port()
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DJANGO_SETTINGS_MODULE", "DATABASE_URL"}
    }
    environment |= {"VAR_DIR": str(var), "PORT": str(port), "VENV": sys.prefix} | more
    with log.open("w") as output:
        server = subprocess.Popen(
            [settings.BASE_DIR / "script" / "server"], env=environment, stdout=output, stderr=output
        )
        try:
            _wait_until_it_answers(f"http://127.0.0.1:{port}/healthz", server, log)
            yield Server(f"http://127.0.0.1:{port}", server.pid)
        finally:
            server.send_signal(signal.SIGINT)
            assert server.wait(timeout=60) == 0


def _wait_until_it_answers(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        assert server.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server does not answer")


@contextmanager
def running_nginx(http: str, port: int, folder: Path) -> Iterator[None]:
    """nginx with `http` in its http block, where it is told to listen at `port`."""
    user = "user root;" if os.geteuid() == 0 else ""
    places = "".join(
        f"{name}_temp_path {folder}/{name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    config = folder / "nginx.conf"
    config.write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/error; {user} events {{}}\n"
        f"http {{ access_log off; {places}\n{http}\n}}\n"
    )
    program = find_program("nginx")
    with running([program, "-c", str(config), "-p", str(folder)], port, folder):
        yield


@contextmanager
def running(command: list[str], port: int, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A server that listens at `port`; what it says goes to `folder`."""
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    try:
        until = time.monotonic() + 20
        while not is_listening(port):
            assert server.poll() is None, (folder / "log").read_text()
            assert time.monotonic() < until
            time.sleep(0.02)
        yield server
    finally:
        server.terminate()
        server.wait(20)


def is_listening(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True
