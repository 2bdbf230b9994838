"""The site behind nginx as a cache that many share: a page, and a part of it for htmx, at one address."""

import http.client
from collections.abc import Iterator
from itertools import count, permutations
from pathlib import Path

import pytest

from dev.bench.servers import free_port
from tests.prepared import copy_folder
from tests.site.servers import find_program, running_nginx, running_server

pytestmark = pytest.mark.slow

PLAIN: dict[str, str] = {}
HTMX = {"HX-Request": "true"}
BOOSTED = HTMX | {"HX-Boosted": "true"}
RESTORED = HTMX | {"HX-History-Restore-Request": "true"}
KINDS = (PLAIN, HTMX, BOOSTED, RESTORED)
NEW = count()

CACHING = """
proxy_cache_path {folder}/cache keys_zone=pages:1m;
server {{
    listen 127.0.0.1:{port};
    location / {{
        proxy_pass {site};
        proxy_set_header Host localhost;
        proxy_cache pages;
        add_header X-Cache $upstream_cache_status;
    }}
}}
"""


@pytest.fixture(scope="module")
def address(loaded_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    find_program("nginx")
    folder, port = tmp_path_factory.mktemp("cache"), free_port()
    with running_server(
        copy_folder(loaded_folder, folder / "var"), folder / "server", WORKERS="1"
    ) as server:
        http_block = CACHING.format(folder=folder, port=port, site=server.url)
        with running_nginx(http_block, port, folder):
            yield port


def ask(port: int, path: str, headers: dict[str, str]) -> tuple[str, str, str]:
    """What came, where it came from, and what caches may do with it."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        assert response.status == 200, path
        caching = response.getheader("Cache-Control", "")
        return response.read().decode(), response.getheader("X-Cache", ""), caching
    finally:
        connection.close()


@pytest.mark.parametrize(
    "path", ["/terms/?letter=m", "/quizzes/mlops/?", "/maturity/mlops/?", "/calculator/?users=7"]
)
def test_in_every_order_each_gets_what_it_asked_for(address: int, path: str) -> None:
    for order in permutations(KINDS):
        fresh = f"{path}&fresh={next(NEW)}"  # another address for nginx, the same page for the site
        for kind in (*order, *order):
            body, _, caching = ask(address, fresh, kind)
            assert ("<!doctype html>" in body) == (kind != HTMX), (path, order, kind)
            assert ("public" in caching) == (kind == PLAIN)


def test_only_plain_pages_are_shared(address: int) -> None:
    path = f"/terms/?fresh={next(NEW)}"
    assert [ask(address, path, PLAIN)[1] for _ in range(2)] == ["MISS", "HIT"]
    for kind in (HTMX, BOOSTED, RESTORED, {"HX-Request": "1"}, {"HX-Request": "TRUE"}):
        assert [ask(address, path, kind)[1] for _ in range(2)] == ["MISS", "MISS"]
    assert ask(address, path, PLAIN)[1] == "HIT"


def test_a_card_is_the_same_for_all_and_shared(address: int) -> None:
    bodies = {ask(address, "/terms/mlops/card/", kind)[0] for kind in KINDS}
    assert len(bodies) == 1
    assert ask(address, "/terms/mlops/card/", PLAIN)[1] == "HIT"
