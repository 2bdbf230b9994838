"""Two machines on one PostgreSQL and one Redis behind a balancer, as docs/deployment.md has them."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest
from django.conf import settings

from dev.bench.servers import Server, free_port
from glossary_site.web.limits import LOGINS_PER_ADDRESS, WINDOW_S
from tests.prepared import copy_folder
from tests.quizzes.stores import Postgres, Redis
from tests.quizzes.test_crowd import needs_stores
from tests.site.servers import running_nginx, running_server

pytestmark = pytest.mark.slow

_TICKED = re.compile(r"<input[^>]* checked")
RENAME = """
from django.db import transaction
from terms.changes import terms_changed
from terms.models import Term
with transaction.atomic():
    term = Term.objects.get(slug="mlops")
    term.title = "Operations of models"
    term.save()
    terms_changed([term.pk])
"""


class Visitor:
    """Somebody with a browser's cookies, which belong to the host, whichever machine it is."""

    def __init__(self) -> None:
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def ask(self, url: str, **fields: str) -> tuple[int, str]:
        """Status and body; a post where there are fields."""
        headers = {"Sec-Fetch-Site": "same-origin"} | ({"HX-Request": "true"} if fields else {})
        body = urlencode(fields).encode() if fields else None
        try:
            with self._opener.open(Request(url, body, headers), timeout=20) as response:
                return response.status, response.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()


@contextmanager
def balancing(folder: Path, machines: list[Server]) -> Iterator[str]:
    """A balancer that asks the machines by turns."""
    port = free_port()
    places = " ".join(f"server {one.url.removeprefix('http://')};" for one in machines)
    http = (
        f"upstream machines {{ {places} }} server {{ listen 127.0.0.1:{port}; "
        "location / { proxy_pass http://machines; proxy_set_header Host $host; } }"
    )
    with running_nginx(http, port, folder):
        yield f"http://127.0.0.1:{port}"


@needs_stores
def test_it_does_not_matter_which_machine_answers(
    loaded_folder: Path, loaded_cluster: Path, tmp_path: Path
) -> None:
    database, cache = Postgres(copied=loaded_cluster), Redis(tmp_path / "redis")
    for name in ("one", "two"):
        copy_folder(loaded_folder, tmp_path / name)
    shared = (
        database.environment
        | cache.environment
        | {"WORKERS": "1", "SECRET_KEY": "shared-by-both-" * 5}
    )
    with ExitStack() as stack, ExitStack() as first_stack:
        stack.callback(database.kept.cleanup)
        for store in (database, cache):
            stack.callback(store.kill)
            store.start()
        first = first_stack.enter_context(
            running_server(tmp_path / "one", tmp_path / "log1", **shared)
        )
        second = stack.enter_context(running_server(tmp_path / "two", tmp_path / "log2", **shared))
        balancer = stack.enter_context(balancing(tmp_path, [first, second]))
        urls = [first.url, second.url, balancer, balancer]

        assert [Visitor().ask(f"{url}/readyz")[0] for url in urls] == [200] * 4
        _a_learner_is_known_everywhere(urls)
        _what_is_published_is_seen_everywhere(urls, tmp_path / "three", shared)
        _tries_are_counted_together(urls)
        first_stack.close()
        answers = [Visitor().ask(f"{balancer}/terms/mlops/") for _ in range(4)]
        assert {(status, "Operations of models" in html) for status, html in answers} == {
            (200, True)
        }


def _a_learner_is_known_everywhere(urls: list[str]) -> None:
    learner = Visitor()
    _, html = learner.ask(f"{urls[0]}/terms/mlops/")
    assert _TICKED.search(html) is None
    item = html.split('name="item" value="')[1].split('"')[0]
    assert learner.ask(f"{urls[1]}/terms/mlops/checklist/", item=item)[0] == 200
    for url in urls:
        _, html = learner.ask(f"{url}/terms/mlops/")
        assert len(_TICKED.findall(html)) == 1, url
        assert _TICKED.search(Visitor().ask(f"{url}/terms/mlops/")[1]) is None


def _what_is_published_is_seen_everywhere(
    urls: list[str], var: Path, shared: dict[str, str]
) -> None:
    rename = [sys.executable, settings.BASE_DIR / "manage.py", "shell", "-c", RENAME]
    environment = {"VAR_DIR": str(var), "DJANGO_SETTINGS_MODULE": "glossary_site.settings"} | shared
    subprocess.run(rename, env=environment, cwd=settings.BASE_DIR, check=True, capture_output=True)
    time.sleep(1)
    for url in urls:
        assert "What is Operations of models" in Visitor().ask(f"{url}/terms/mlops/")[1], url


def _tries_are_counted_together(urls: list[str]) -> None:
    if (left := WINDOW_S - time.time() % WINDOW_S) < 10:
        time.sleep(left)  # another window would count anew
    logins = [f"{url}/admin/login/" for url in urls[:2]] * LOGINS_PER_ADDRESS
    statuses = [Visitor().ask(url, username="root")[0] for url in logins]
    no_token = 403
    assert statuses == [no_token] * LOGINS_PER_ADDRESS + [429] * LOGINS_PER_ADDRESS
