"""Every setting of docs/settings.md: what is wrong is one line, with what is allowed, no secret."""

import re
import runpy
import socket
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from dev.bench.servers import free_port
from glossary_site.env import without_secrets
from glossary_site.operations.startup_faults import address_to_serve
from tests.site.commands import manage

SETTINGS = settings.BASE_DIR / "glossary_site" / "settings.py"
GARBAGE = {
    "PORT": ["80a", "99999", "0", "-1", "8_000", "１２", "8000 9000"],
    "WORKERS": ["x", "0", "1.5", "many"],
    "DATABASE_URL": [
        "garbage", "postgres//u:hunter2@h/db", "mysql://u:hunter2@h/db", "postgres://u:hunter2@h:x/db",
        "postgres://u:hunter2", "host=h password=hunter2", "postgres://h", "sqlite://", "sqlite://:memory:",
        "postgres://u:hunter2@[::1/db", "postgres://u:p?hunter2@h:99999/db", "postgres://u:a://hunter2@h:x/d",
    ],
    "CACHE_URL": ["garbage", "redis://:hunter2@h:x/0", "memcache://h", "redis://h/zero", "redis:h"],
    "EMAIL_URL": ["garbage", "smtp://u:hunter2@h:x", "smtp://u:hunter2", "smtp://", "pop3://h"],
    "PAGE_CACHE_MB": ["lots", "-1", "1.5"],
    "PAGES_DIR": ["pages", "/dev/null/pages"],
    "ALLOWED_HOSTS": ["https://a.example", "a.example:80", "a.example b.example", ",", "a/b", "-é*"],
    "SITE_URL": ["a.example", "https://", "https://a b", "https://u:hunter2@a.example", "https://a/b", "ftp://a"],
    "TRUST_PROXY": ["perhaps", "2"],
    "RATE_LIMITS": ["perhaps", "true"],
    "ADVISORY_BOOKING_URL": ["a.example", "http://a.example", "https://u:hunter2@a.example",
                             "https://a.example:99999/"],
    "ADVISORY_SCHEDULER": ["doodle"],
    "ADVISORY_SCHEDULER_SECRET": ["hunter2 hunter2", "hünter2"],
    "ADVISORY_EMAIL": ["ada", "ada@", "a b@c.example"],
    "ADVISORY_CALL_PLACE": ["two\nlines", "a\u202eb", "x" * 301],
    "ADVISORY_CALL_MINUTES": ["half an hour", "0", "-30", "99999"],
    "WEBHOOK_URLS": ["garbage", "http://a.example/", "https://u:hunter2@a.example", "https://", "ftp://a.example",
                     "http://localhost:9/", "https://a.example/,http://b.example/", "https://a.example/é"],
    "WEBHOOK_SECRET": ["hunter2", "whsec_hunter2", "whsec_aHVudGVyMg==", "hunter2hunter2hunter2hunter2hunter2"],
    "XAPI_URL": ["garbage", "http://a.example/", "https://u:hunter2@a.example", "http://localhost:9/", "https://a.example/é"],
    "XAPI_USER": ["hunter2 hunter2", "hünter2"],
    "XAPI_PASSWORD": ["hunter2 hunter2", "hünter2"],
    "OIDC_ISSUER": ["garbage", "http://a.example", "https://u:hunter2@a.example", "https://a.example/?hunter2",
                    "http://localhost:9", "https://a.example:99999"],
    "OIDC_CLIENT_ID": ["hunter2 hunter2", "hünter2"],
    "OIDC_CLIENT_SECRET": ["hunter2 hunter2", "hünter2"],
    "OIDC_NAME": ["two\nlines", "x" * 301],
    "DEFAULT_FROM_EMAIL": ["ada", "Ada <ada>"],
    "CONTENT_LANGUAGE": ["klingon", "EN", "e n"],
    "LANGUAGE_CODE": ["tlh", "EN"],
    "VAR_DIR": ["/dev/null/var", "/proc/none/var"],
    "DEBUG": ["maybe", "tru", "2"],
    "LOG_LEVEL": ["LOUD", "info"],
    "LOG_FORMAT": ["xml"],
    "METRICS_TOKEN": ["hunter2 hunter2", "hünter2"],
}  # fmt: skip
ELSEWHERE = {"HOST", "CONTENT_DIR", "SECRET_KEY", "SENTRY_DSN", "SCREENSHOTS", "VENV", "PYTHON"}
"""Tried below, in tests of production and of scripts, or of the tests alone."""


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in GARBAGE:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("VAR_DIR", str(tmp_path))


def test_every_documented_setting_is_tried() -> None:
    documented = (settings.BASE_DIR / "docs/settings.md").read_text()
    rows = re.findall(r"^\| (`[A-Z_`, ]+`) \|", documented, re.MULTILINE)
    assert {
        name for row in rows for name in re.findall(r"[A-Z_]+", row)
    } == GARBAGE.keys() | ELSEWHERE


@pytest.mark.parametrize(("name", "value"), [(n, v) for n, vs in GARBAGE.items() for v in vs])
def test_garbage_is_named_with_what_is_allowed(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured) as refused:
        runpy.run_path(str(SETTINGS))
    line = str(refused.value)
    assert line.startswith(f"{name} ")
    assert "must be" in line
    assert "\n" not in line
    assert "hunter2" not in line


@pytest.mark.parametrize(
    ("name", "value", "setting", "read"),
    [
        ("PORT", " 8001\r", "PORT", 8001),
        ("PORT", "", "PORT", 8000),
        ("DEBUG", "On", "DEBUG", True),
        ("TRUST_PROXY", "no", "TRUST_PROXY", False),
        ("ALLOWED_HOSTS", "a.example, .b.example ,[::1]", "ALLOWED_HOSTS", ["a.example", ".b.example", "[::1]"]),
        ("SITE_URL", "http://127.0.0.1:8000/", "SITE_URL", "http://127.0.0.1:8000"),
        ("DEFAULT_FROM_EMAIL", "A glossary <words@a.example>", "DEFAULT_FROM_EMAIL", "A glossary <words@a.example>"),
        ("CONTENT_LANGUAGE", "pt-br", "CONTENT_LANGUAGE", "pt-br"),
        ("SECRET_KEY", "$not-a-variable", "SECRET_KEY", "$not-a-variable"),
        ("EMAIL_URL", "smtp+tls://u:p@h.example:587", "EMAIL_PORT", 587),
    ],
)  # fmt: skip
def test_what_is_right_is_read(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, setting: str, read: object
) -> None:
    monkeypatch.setenv(name, value)
    assert runpy.run_path(str(SETTINGS))[setting] == read


@pytest.mark.parametrize(
    ("url", "name", "host"),
    [
        ("postgres://u:p%40ss@h.example:5432/words", "words", "h.example"),
        ("postgresql://h/words?sslmode=require", "words", "h"),
        ("sqlite:////srv/words.sqlite3", "/srv/words.sqlite3", ""),
    ],
)
def test_databases_are_read(
    monkeypatch: pytest.MonkeyPatch, url: str, name: str, host: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    default = runpy.run_path(str(SETTINGS))["DATABASES"]["default"]
    assert (default["NAME"], default["HOST"]) == (name, host)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("postgres://u:hunter2@h:5432/db", "postgres://***@h:5432/db"),
        ("postgres://[::1]:5432/db", "postgres://[::1]:5432/db"),
        ("redis://h:6379/0?password=hunter2", "redis://h:6379/0?***"),
        ("user=u PASSWORD = hunter2 host=h", "user=u PASSWORD = *** host=h"),
        ("80a", "80a"),
    ],
)
def test_secrets_are_left_out(value: str, shown: str) -> None:
    assert without_secrets(value) == shown


@pytest.mark.parametrize("host", ["nowhere.invalid", "a b", "192.0.2.1", "::::", "x" * 300])
def test_a_host_that_is_not_this_machine_is_named(host: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"HOST is '.*'; it must be"):
        address_to_serve(host, 1)


def test_a_port_in_use_is_named_and_a_name_becomes_an_address() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(ImproperlyConfigured, match=f"PORT is '{port}'; it must be a free one"):
            address_to_serve("localhost", port)
    assert address_to_serve("localhost", port) == "127.0.0.1"


@pytest.mark.slow
def test_what_is_wrong_ends_a_start_before_anything_is_done(tmp_path: Path) -> None:
    free = str(free_port())
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = str(other.getsockname()[1])
        for name, value in (
            ("PORT", taken),
            ("CONTENT_DIR", str(tmp_path / "nowhere")),
            ("DATABASE_URL", "postgres://u:hunter2@127.0.0.1:1/words"),
            ("DATABASE_URL", f"sqlite:///{tmp_path}/nowhere/words.sqlite3"),
            ("SENTRY_DSN", "https://hunter2@h/"),
            ("DEBUG", "maybe"),
        ):
            var = tmp_path / f"{name}-var"
            done = manage("prepare", "--to-serve", VAR_DIR=str(var), **{"PORT": free, name: value})
            assert done.returncode == 1, (name, value, done)
            assert done.stdout == ""
            assert re.fullmatch(rf"{name} is '.*'; it must .*\n", done.stderr), done.stderr
            assert "hunter2" not in done.stderr
            assert not (var / "site.sqlite3").exists()


@pytest.mark.slow
def test_a_database_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "site.sqlite3").write_text("no database " * 100)
    done = manage("prepare", VAR_DIR=str(tmp_path))
    assert done.returncode == 1
    assert re.fullmatch(r"DATABASE_URL is not set; it must lead to .*not a database\n", done.stderr)
