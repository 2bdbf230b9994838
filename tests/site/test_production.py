"""What a site in production refuses, sends and logs."""

import json
import logging
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import InterfaceError, OperationalError
from django.test import Client, RequestFactory
from pytest_django import Settings

from glossary_site.operations.production import refuse_open_doors
from glossary_site.operations.request_log import JsonLines, RequestId
from glossary_site.web.errors.handlers import broken
from tests.site.commands import manage
from tests.world import make_term

KEY = "k3y-of-fifty-random-characters-or-more-0123456789abcdef"
GOOD: dict[str, Any] = {
    "site_url": "https://glossary.example", "debug": False, "secret_key": KEY,
    "hosts": ["glossary.example"], "pages_dir": None,
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"debug": True}, "DEBUG"),
        ({"hosts": ["glossary.example", "*"]}, "ALLOWED_HOSTS"),
        ({"secret_key": "short"}, "SECRET_KEY"),
        ({"secret_key": "a" * 60}, "SECRET_KEY"),
        ({"secret_key": f"django-insecure-{KEY}"}, "SECRET_KEY"),
        ({"site_url": "", "pages_dir": "/srv/pages"}, "PAGES_DIR"),
    ],
)
def test_a_site_in_production_is_not_left_open(changes: dict[str, Any], words: str) -> None:
    refuse_open_doors(**GOOD)
    with pytest.raises(ImproperlyConfigured, match=words):
        refuse_open_doors(**GOOD | changes)


def test_a_trial_may_be_open() -> None:
    trial = GOOD | {"site_url": "", "debug": True, "hosts": ["*"], "secret_key": "x"}
    refuse_open_doors(**trial)
    with pytest.raises(ImproperlyConfigured):
        refuse_open_doors(**trial | {"site_url": GOOD["site_url"]})


@pytest.mark.slow
def test_djangos_own_check_finds_nothing_in_production(tmp_path: Path) -> None:
    production = {
        "SITE_URL": "https://glossary.example",
        "ALLOWED_HOSTS": "glossary.example",
        "VAR_DIR": str(tmp_path),
    }
    checked = manage("check", "--deploy", "--fail-level", "WARNING", **production)
    assert checked.returncode == 0, checked.stderr
    assert "no issues" in checked.stdout
    refused = manage("check", **production, DEBUG="true")
    assert refused.returncode != 0
    assert "DEBUG is true" in refused.stderr


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (OperationalError("gone"), 503, "The database does not answer"),
        (InterfaceError("closed"), 503, "The database does not answer"),
        (RuntimeError("a bug"), 500, "Something broke"),
    ],
)
def test_a_database_that_is_away_is_no_bug(error: Exception, status: int, words: str) -> None:
    try:
        raise error
    except type(error):
        response = broken(RequestFactory().get("/"))
    assert response.status_code == status
    assert words in response.text
    assert response.has_header("Retry-After") == (status == 503)


@pytest.mark.django_db
def test_every_page_says_who_may_read_it(client: Client) -> None:
    make_term()
    page = client.get("/terms/mlops/")
    assert page["Cross-Origin-Resource-Policy"] == "same-origin"
    assert page["Cross-Origin-Opener-Policy"] == "same-origin"
    assert client.get("/picture.png")["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.django_db
def test_a_request_has_one_number_in_its_answer_and_its_log(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.handler.addFilter(RequestId())
    caplog.set_level(logging.INFO, logger="glossary_site.operations.request_log")
    response = client.get("/terms/?q=my+secret+wish", headers={"X-Request-ID": "from-the-proxy"})
    (record,) = [
        one for one in caplog.records if one.name == "glossary_site.operations.request_log"
    ]
    line = json.loads(JsonLines().format(record))
    assert response["X-Request-ID"] == line["request_id"] == "from-the-proxy"
    assert (line["method"], line["route"], line["status"]) == ("GET", "terms/", 200)
    assert line["duration_ms"] > 0
    assert "secret" not in json.dumps(line)
    assert "127.0.0.1" not in json.dumps(line)


@pytest.mark.django_db
def test_a_number_that_is_no_plain_word_is_not_taken_over(client: Client) -> None:
    response = client.get("/me/", headers={"X-Request-ID": 'a"} {"level": "forged'})
    assert "forged" not in response["X-Request-ID"]
    assert len(response["X-Request-ID"]) == 32


@pytest.mark.django_db
def test_a_page_for_everyone_has_no_number(client: Client) -> None:
    assert not client.get("/terms/").has_header("X-Request-ID")


def test_an_exception_is_one_line_of_json() -> None:
    try:
        raise RuntimeError("a\nbug")
    except RuntimeError:
        record = logging.getLogger("x").makeRecord(
            "x", logging.ERROR, "f", 1, "broken", (), sys.exc_info()
        )
    text = JsonLines().format(record)
    assert "\n" not in text
    assert "RuntimeError: a" in json.loads(text)["exception"]


@pytest.mark.slow
def test_cookies_are_bound_to_the_host_in_production(settings: Settings) -> None:
    code = "from django.conf import settings as s; print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME)"
    shown = manage("shell", "-v", "0", "-c", code, SITE_URL="https://glossary.example")
    assert shown.stdout.split() == ["__Host-sessionid", "__Host-csrftoken"]
    assert settings.CSRF_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_HTTPONLY


@pytest.mark.slow
def test_a_refused_host_is_one_line_in_the_log(tmp_path: Path) -> None:
    code = "\n".join([
        "from django.test import Client",
        "for host in ('evil.example', 'two words', '10.0.0.1:99'):",
        "    print(Client().get('/terms/', headers={'Host': host}).status_code)",
    ])  # fmt: skip
    (tmp_path / "static").mkdir()
    for form, head in (("text", "WARNING django.security.DisallowedHost ["), ("json", "{")):
        shown = manage("shell", "-v", "0", "-c", code, VAR_DIR=str(tmp_path), LOG_FORMAT=form)
        assert shown.stdout.split() == ["400", "400", "400"], shown.stderr
        lines = shown.stderr.splitlines()
        assert len(lines) == 3, shown.stderr
        for line, host in zip(lines, ("evil.example", "two words", "10.0.0.1:99"), strict=True):
            assert line.startswith(head)
            assert f"Invalid HTTP_HOST header: '{host}'." in line
