"""`script/server` as a person runs it, in a process of its own."""

import os
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

from django.conf import settings


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def running_server(var: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """`script/server` with its state in `var`; gives its address and its process."""
    port = free_port()
    environment = {
        name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"
    }
    environment |= {"VAR_DIR": str(var), "PORT": str(port), "VENV": sys.prefix}
    server = subprocess.Popen(
        [settings.BASE_DIR / "script" / "server"],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    try:
        wait_until_it_answers(f"http://127.0.0.1:{port}/healthz", server)
        yield f"http://127.0.0.1:{port}", server
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=20)


def wait_until_it_answers(url: str, server: subprocess.Popen[str]) -> None:
    for _ in range(600):
        assert server.poll() is None, server.stdout and server.stdout.read()
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server does not answer")


def test_it_serves_the_real_content_and_starts_again_on_it(tmp_path: Path) -> None:
    with running_server(tmp_path) as (address, server):
        with urllib.request.urlopen(f"{address}/terms/mlops/", timeout=10) as response:
            html = response.read().decode()
        assert "What is MLOps (Machine Learning Operations)?" in html
        stylesheet = html.split('rel="stylesheet" href="')[1].split('"')[0]
        with urllib.request.urlopen(f"{address}{stylesheet}", timeout=10) as response:
            assert "immutable" in response.headers["Cache-Control"]
    assert server.returncode == 0
    first = server.stdout.read() if server.stdout else ""
    assert "5 created" in first
    assert "static files: collected" in first

    with running_server(tmp_path) as (address, again):
        pass
    second = again.stdout.read() if again.stdout else ""
    assert "created" not in second
    assert "collected" not in second
    assert (tmp_path / "secret_key").exists()
