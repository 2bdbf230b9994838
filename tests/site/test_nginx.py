"""`deploy/nginx.conf` as it stands, under a real nginx, with pages that the site wrote."""

import gzip
import http.client
import re
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from django.conf import settings as site_settings
from django.test import Client
from pytest_django import Settings

from dev.bench.servers import free_port
from tests.site.page_cache.process import running as running_processes
from tests.site.page_cache.test_two_processes import appears
from tests.site.servers import find_program, running_nginx
from tests.world import make_term

pytestmark = pytest.mark.slow

PAGE = "/terms/mlops/"
BY_DJANGO = 502  # nothing listens where nginx looks for Django


def shipped(pages: Path, port: int) -> str:
    """The shipped server block, on another port, without TLS, and with another folder of pages."""
    block = (site_settings.BASE_DIR / "deploy" / "nginx.conf").read_text()
    block = re.sub(r"(?m)^\s*ssl_.*\n", "", block)
    block = block.replace("listen 443 ssl http2", f"listen 127.0.0.1:{port}")
    block = block.replace("listen 80", f"listen 127.0.0.1:{free_port()}")
    block = block.replace("/var/lib/glossary/pages", str(pages))
    return block.replace("127.0.0.1:8000", "127.0.0.1:9")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    find_program("nginx")
    folder = tmp_path_factory.mktemp("nginx")
    pages, port = folder / "pages", free_port()
    environment = {"PAGES_DIR": str(pages), "SITE_URL": "https://localhost"}
    with running_processes(1, folder, **environment) as (process,):
        process.tell("!make MLOps")
        process.tell("!notice")  # a page made before would be gone with the old version
        assert appears(pages / "current" / "terms" / "mlops" / "index.html", process, within_s=30)
        with running_nginx(shipped(pages, port), port, folder):
            yield port


def ask(
    port: int, path: str = PAGE, method: str = "GET", **headers: str
) -> tuple[int, dict, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers={"Host": "glossary.example"} | names)
        response = connection.getresponse()
        given = {name.lower(): value for name, value in response.getheaders()}
        return response.status, given, response.read()
    finally:
        connection.close()


def test_a_page_is_handed_out_in_every_encoding(address: int) -> None:
    status, headers, plain = ask(address)
    assert status == 200
    assert b"What is MLOps?" in plain
    assert "content-encoding" not in headers
    for wish, unpack in (("br, gzip", brotli.decompress), ("gzip, br;q=0", gzip.decompress)):
        _, packed, body = ask(address, Accept_Encoding=wish)
        assert packed["content-encoding"] == wish.split(",")[0]
        assert packed["content-type"] == "text/html; charset=utf-8"
        assert unpack(body) == plain
    etag = headers["etag"]
    assert ask(address, If_None_Match=etag)[0] == 304
    assert ask(address, method="HEAD")[2] == b""


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("encoding", ["", "br", "gzip"])
def test_conditions_are_heeded(address: int, method: str, encoding: str) -> None:
    def status(**conditions: str) -> int:
        return ask(address, method=method, Accept_Encoding=encoding, **conditions)[0]

    headers = ask(address, Accept_Encoding=encoding)[1]
    etag, changed = headers["etag"], headers["last-modified"]
    long_ago = "Sat, 01 Jan 2000 00:00:00 GMT"
    assert status(If_Match='"nope"') == 412
    assert status(If_Match=f'"other", {etag}') == status(If_Match="*") == 200
    assert status(If_None_Match=f"W/{etag}") == status(If_None_Match="*") == 304
    assert status(If_None_Match='"other"', If_Modified_Since=changed) == 200
    assert status(If_Unmodified_Since=long_ago) == 412
    assert status(If_Modified_Since=changed) == 304


def test_a_part_is_sent_only_of_the_page_that_is_known(address: int) -> None:
    etag = ask(address)[1]["etag"]
    assert ask(address, Range="bytes=0-9", If_Range=etag)[0] == 206
    assert ask(address, Range="bytes=0-9", If_Range='"other"')[0] == 200


@pytest.mark.parametrize(
    ("path", "method", "headers"),
    [
        (PAGE, "GET", {"Cookie": "sessionid=1"}),
        (PAGE, "GET", {"Cookie": "theme=dark; __Host-sessionid=1"}),
        (PAGE, "GET", {"Cookie": "csrftoken=1"}),
        (PAGE, "GET", {"HX_Request": "true"}),
        (PAGE, "GET", {"Authorization": "Basic x"}),
        (f"{PAGE}?page=2", "GET", {}),
        (PAGE, "POST", {}),
        ("/terms/other/", "GET", {}),
        ("/robots.txt", "GET", {}),
        ("/terms/mlops/../../../etc/passwd", "GET", {}),
    ],
)
def test_what_goes_on_to_django(
    address: int, path: str, method: str, headers: dict[str, str]
) -> None:
    assert ask(address, path, method, **headers)[0] in {BY_DJANGO, 400}
    assert ask(address, Cookie="theme=dark")[0] == 200


@pytest.mark.django_db
def test_nginx_says_what_django_says(address: int, settings: Settings) -> None:
    settings.SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    make_term()
    django = Client().get(PAGE, secure=True).headers
    _, nginx, _ = ask(address)
    policies = [
        one["content-security-policy"] for one in (nginx, {k.lower(): v for k, v in django.items()})
    ]
    assert set(policies[0].split("; ")) == set(policies[1].split("; "))
    own = {"content-security-policy", "vary", "content-length"}
    for name, value in django.items():
        assert name.lower() in own or nginx[name.lower()] == value, name
    assert set(django["Vary"].split(", ")) <= set(nginx["vary"].split(", "))
