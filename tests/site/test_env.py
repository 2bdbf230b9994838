"""Settings from the environment: right, or a loud error."""

import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from glossary_site.env import booking_url, oidc_issuer, one_of, secret_key, site_url, switch


def test_a_secret_key_is_made_once_and_kept_to_its_owner(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    key = secret_key(tmp_path)
    assert len(key) >= 50
    assert secret_key(tmp_path) == key
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_a_given_secret_key_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "given")
    assert secret_key(tmp_path) == "given"
    assert not (tmp_path / "secret_key").exists()


def test_an_emptied_secret_key_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    (tmp_path / "secret_key").touch()
    with pytest.raises(ImproperlyConfigured, match="empty"):
        secret_key(tmp_path)


@pytest.mark.parametrize(
    "value",
    [
        "http://cal.example.org",
        "cal.example.org",
        "javascript:alert(1)",
        "https://",
        "https://u:p@a.example",
        "https://[",
        "https://a.example/b c",
    ],
)
def test_a_booking_address_must_be_https(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("ADVISORY_BOOKING_URL", value)
    with pytest.raises(ImproperlyConfigured, match="https"):
        booking_url("ADVISORY_BOOKING_URL")


def test_addresses_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISORY_BOOKING_URL", "https://cal.example.org/ada")
    monkeypatch.setenv("SITE_URL", "https://glossary.example.org/")
    assert booking_url("ADVISORY_BOOKING_URL") == "https://cal.example.org/ada"
    assert site_url("SITE_URL") == "https://glossary.example.org"
    monkeypatch.setenv("SITE_URL", "glossary.example.org")
    with pytest.raises(ImproperlyConfigured, match="SITE_URL"):
        site_url("SITE_URL")


def test_a_switch_is_on_or_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("A_SWITCH", raising=False)
    assert switch("A_SWITCH", default=True)
    monkeypatch.setenv("A_SWITCH", "off")
    assert not switch("A_SWITCH", default=True)
    monkeypatch.setenv("A_SWITCH", "no")
    with pytest.raises(ImproperlyConfigured, match="A_SWITCH is 'no'; it must be one of on, off"):
        switch("A_SWITCH", default=True)


def test_a_word_is_one_of_those_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WORD", raising=False)
    assert one_of("WORD", ["en", "de"], default="en") == "en"
    monkeypatch.setenv("WORD", "de")
    assert one_of("WORD", ["en", "de"], default="en") == "de"
    monkeypatch.setenv("WORD", "tlh")
    with pytest.raises(ImproperlyConfigured, match="WORD is 'tlh'; it must be one of en, de"):
        one_of("WORD", ["en", "de"], default="en")


def test_an_account_elsewhere_needs_a_client_and_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    def issuer(*, on_this_machine: bool = False) -> str:
        return oidc_issuer("OIDC_ISSUER", "OIDC_CLIENT_ID", on_this_machine=on_this_machine)

    assert issuer() == ""
    monkeypatch.setenv("OIDC_ISSUER", "https://id.example/realms/one/")
    with pytest.raises(ImproperlyConfigured, match="OIDC_CLIENT_ID"):
        issuer()
    monkeypatch.setenv("OIDC_CLIENT_ID", "glossary")
    assert issuer() == "https://id.example/realms/one"
    monkeypatch.setattr("glossary_site.env.find_spec", lambda _name: None)
    with pytest.raises(ImproperlyConfigured, match=r"drift-and-margin\[oidc\]"):
        issuer()
    monkeypatch.undo()
    monkeypatch.setenv("OIDC_CLIENT_ID", "glossary")
    monkeypatch.setenv("OIDC_ISSUER", "http://localhost:9000")
    assert issuer(on_this_machine=True) == "http://localhost:9000"
    with pytest.raises(ImproperlyConfigured, match="https://"):
        issuer()
