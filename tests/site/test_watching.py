"""What operators see: metrics of all workers together, and errors without their reader."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import brotli
import pytest

from tests.site.commands import manage

pytestmark = pytest.mark.slow

ASK = """
from django.test import Client
from glossary_site.wsgi import application
def ask(path, **headers):
    environ = Client()._base_environ(PATH_INFO=path, HTTP_HOST="localhost", **headers)
    heard = []
    body = b"".join(application(environ, lambda status, *rest: heard.append(status)))
    return heard[0], body.decode()
"""
FAIL = """
from django.test import Client
from django.urls import path, include
from glossary_site import urls
def broken(request, token):
    secret_of_the_reader = request.GET["q"]
    raise RuntimeError("the shelf is empty")
urls.urlpatterns.append(path("broken/<token>/", broken))
client = Client(raise_request_exception=False, headers={"user-agent": "Their browser"})
client.cookies["sessionid"] = "their-session"
response = client.get("/broken/their-token/", {"q": "their-words"}, HTTP_HOST="localhost")
import sentry_sdk
sentry_sdk.flush()
print(response.status_code)
"""


def test_metrics_are_those_of_all_processes(tmp_path: Path) -> None:
    on = {"VAR_DIR": str(tmp_path), "METRICS_TOKEN": "open-sesame", "PAGE_CACHE_MB": "0"}
    first = manage(
        "shell", "--verbosity", "0", "-c", f"{ASK}\n[ask('/healthz') for _ in 'abc']", **on
    )
    assert first.returncode == 0, first.stderr
    read = "\n".join([
        "print(*ask('/healthz'), ask('/metrics')[0])",
        "print(ask('/metrics', HTTP_AUTHORIZATION='Bearer open-barley')[0])",
        "print(ask('/metrics', HTTP_AUTHORIZATION='Bearer open-sesame')[1])",
    ])  # fmt: skip
    second = manage("shell", "--verbosity", "0", "-c", ASK + read, **on)
    assert second.stdout.startswith("200 OK ok\n 401 Unauthorized\n401 Unauthorized\n"), second
    lines = second.stdout.splitlines()
    assert 'glossary_answers_total{status="200"} 4.0' in lines
    assert 'glossary_answers_total{status="401"} 2.0' in lines
    assert 'glossary_requests_total{method="GET",route="healthz",status="200"} 4.0' in lines
    assert 'glossary_request_seconds_count{route="healthz"} 4.0' in lines


@pytest.mark.django_db
def test_without_a_token_there_are_none(client: object) -> None:
    assert client.get("/metrics").status_code == 404  # type: ignore[attr-defined]


class _Reports(BaseHTTPRequestHandler):
    """Takes what a Sentry server is sent."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        unpack = {"gzip": gzip.decompress, "br": brotli.decompress}
        packing = self.headers.get("Content-Encoding", "")
        self.server.told.append(unpack[packing](body) if packing else body)  # type: ignore[attr-defined]
        self.send_response(200)
        self.end_headers()

    def log_request(self, code: object = "-", size: object = "-") -> None:
        """Nothing: what is asked here is looked at by the test."""


@pytest.fixture
def reports() -> Iterator[HTTPServer]:
    server = HTTPServer(("127.0.0.1", 0), _Reports)
    server.told = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_an_error_is_reported_without_its_reader(tmp_path: Path, reports: HTTPServer) -> None:
    dsn = f"http://key@127.0.0.1:{reports.server_port}/1"
    done = manage("shell", "--verbosity", "0", "-c", FAIL, VAR_DIR=str(tmp_path), SENTRY_DSN=dsn)
    assert done.stdout.strip() == "500", done.stderr
    told = b"\n".join(reports.told)  # type: ignore[attr-defined]
    assert b"the shelf is empty" in told
    assert b"their" not in told.lower()
    events = [json.loads(line) for line in told.splitlines() if b'"exception"' in line]
    assert len(events) == 1
    assert events[0]["transaction"] == "/broken/{token}/"
    assert len(events[0]["tags"]["request_id"]) == 32
