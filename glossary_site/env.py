"""Readers of the environment that fail loudly and keep what must outlive a restart in `var/`.

What is empty is unset. What is wrong raises ImproperlyConfigured, whose one line names the setting,
its value without what may be secret in it, and what is allowed.
"""

import base64
import os
import re
import secrets
from collections.abc import Callable, Collection, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email
from environ import Env

from glossary_site.text.languages import is_language

HOST_NAME = r"(?:[\w-]+(?:\.[\w-]+)*|\[[0-9A-Fa-f:.]+\])"
LONGEST_LINE = 300
_ON, _OFF = ("true", "on", "yes", "1"), ("false", "off", "no", "0")
_PAIR = re.compile(r"(?i)(pass\w*|pwd|secret|token|key)(\s*=\s*)[^\s&;]+")
_PORT = re.compile(r":(?!\d*(?:/|$)|[0-9A-Fa-f:.]*\])[^/:\]]*")
_POSTGRES = ("postgres", "postgresql", "psql", "pgsql")
_SMTP = ("smtp", "smtps", "smtp+tls", "smtp+ssl")


def refuse(name: str, value: str, allowed: str) -> NoReturn:
    """Raise what says that the setting `name` cannot be `value`."""
    raise ImproperlyConfigured(f"{name} is {without_secrets(value)!r}; it must be {allowed}")


def without_secrets(value: str) -> str:
    """The value of a setting without what stands where addresses have passwords and keys."""
    scheme, mark, rest = value.partition("://") if "://" in value else ("", "", value)
    _, at, place = rest.rpartition("@")
    place, query, _ = place.partition("?")
    if mark and not at:  # a port that is no number may be the password of who forgot the host
        place = _PORT.sub(":***", place)
    hidden = f"{scheme}{mark}{'***@' if at else ''}{place}{'?***' if query else ''}"
    return _PAIR.sub(r"\1\2***", hidden)


def text(name: str, default: str = "") -> str:
    """The value without spaces around it."""
    return os.environ.get(name, "").strip() or default


def line(name: str) -> str:
    """Words that people read, on one line; empty where unset."""
    words = text(name)
    if not words.isprintable() or len(words) > LONGEST_LINE:
        refuse(name, words, f"one line of at most {LONGEST_LINE} characters")
    return words


def boolean(name: str, *, default: bool) -> bool:
    """`true` or `false`, and other words for them."""
    word = text(name, _ON[0] if default else _OFF[0])
    if word.lower() not in _ON + _OFF:
        refuse(name, word, f"one of {', '.join(_ON + _OFF)}")
    return word.lower() in _ON


def whole_number(name: str, *, default: int, low: int, high: int) -> int:
    """A number from `low` to `high`, in digits."""
    digits = text(name, str(default))
    if not re.fullmatch(r"[0-9]{1,9}", digits) or not low <= int(digits) <= high:
        refuse(name, digits, f"a whole number from {low:,} to {high:,}")
    return int(digits)


def one_of(name: str, allowed: Sequence[str], *, default: str) -> str:
    """One of the `allowed` words."""
    word = text(name, default)
    if word not in allowed:
        refuse(name, word, f"one of {', '.join(allowed)}")
    return word


def switch(name: str, *, default: bool) -> bool:
    """`on` or `off`."""
    return one_of(name, ("on", "off"), default="on" if default else "off") == "on"


def booking_url(name: str) -> str:
    """An absolute https address, or an empty string where none is set."""
    url, allowed = text(name), "an absolute https:// address"
    if url and not re.fullmatch(r"https://[\w.-]+(:\d{1,5})?([/?#][^\s\\]*)?", url):
        refuse(name, url, allowed)
    if url:
        _check_address(name, url, ("https",), allowed)
    return url


def site_url(name: str) -> str:
    """The address that absolute links start with, without its last slash; empty where unset."""
    url = text(name).rstrip("/")
    if url and not re.fullmatch(rf"https?://{HOST_NAME}(:\d{{1,5}})?", url):
        refuse(name, text(name), "a host's address that starts with https:// or http://")
    return url


def oidc_issuer(name: str, client: str, *, on_this_machine: bool) -> str:
    """The address of an OpenID provider, or an empty string; for development also http near by.

    It needs the setting `client`, and the packages of an extra.
    """
    url, allowed = text(name).rstrip("/"), "an https:// address without a query"
    if not url:
        return ""
    is_local = re.fullmatch(r"http://(localhost|127\.0\.0\.1)(:\d{1,5})?", url)
    if not (is_local and on_this_machine):
        if not re.fullmatch(r"https://[\w.-]+(:\d{1,5})?(/[^\s\\?#]*)?", url):
            refuse(name, url, allowed)
        _check_address(name, url, ("https",), allowed)
    if not text(client):
        raise ImproperlyConfigured(f"{name} is set, and needs {client}")
    if find_spec("authlib") is None or find_spec("requests") is None:
        raise ImproperlyConfigured(f"{name} needs more packages: install drift-and-margin[oidc]")
    return url


def hosts(name: str, *, default: Sequence[str]) -> list[str]:
    """Host names by commas; `*` is any, `.a.example` that host and its subdomains."""
    found = [host.strip() for host in text(name, ",".join(default)).split(",") if host.strip()]
    allowed = "host names by commas, without https:// and without a port"
    if not found:
        refuse(name, text(name), allowed)
    for host in found:
        if not re.fullmatch(rf"\*|\.?{HOST_NAME}", host):
            refuse(name, host, allowed)
    return found


def mail_address(name: str, *, default: str = "") -> str:
    """`ada@site.example`, or with a name before it, `Ada <ada@site.example>`."""
    given = text(name, default)
    if given:
        named = re.fullmatch(r"[^<>\r\n]*<(?P<address>[^<>]+)>", given)
        try:
            validate_email(named["address"] if named else given)
        except ValidationError:
            refuse(name, given, "an e-mail address")
    return given


def language(name: str, *, default: str) -> str:
    """A language that the CLDR knows, or a kind of one: `en`, `de-at`, `zh-hans`."""
    code = text(name, default)
    if code != code.lower() or not is_language(code):
        refuse(name, code, "a language's code in small letters, such as en, ja, ur or zh-hans")
    return code


def bearer_token(name: str) -> str:
    """A word that a header can hold, or an empty string; it is shown to nobody."""
    token = os.environ.get(name, "")
    if token and not re.fullmatch(r"[!-~]+", token):
        raise ImproperlyConfigured(f"{name} must be letters, digits and signs of ASCII, no spaces")
    return token


def webhook_urls(name: str, *, on_this_machine: bool) -> list[str]:
    """Addresses by commas, all of https; for development, http on this machine, too."""
    found = [url.strip() for url in text(name).split(",") if url.strip()]
    for url in found:
        _check_receiver(name, url, "https:// addresses by commas", on_this_machine=on_this_machine)
    return found


def statements_url(name: str, *needed: str, on_this_machine: bool) -> str:
    """The address that takes xAPI statements, or nothing; it needs the settings `needed`."""
    url = text(name)
    if url:
        _check_receiver(name, url, "an https:// address", on_this_machine=on_this_machine)
        if missing := [one for one in needed if not text(one)]:
            raise ImproperlyConfigured(f"{name} is set, and needs {' and '.join(missing)}")
    return url


def webhook_secret(name: str, *, is_needed: bool) -> bytes:
    """At least 24 bytes in base64 after `whsec_`; it is shown to nobody."""
    given = text(name)
    try:
        secret = base64.b64decode(given.removeprefix("whsec_"), validate=True)
    except ValueError:
        secret = b""
    if (given and not given.startswith("whsec_")) or (len(secret) < 24 and (given or is_needed)):
        raise ImproperlyConfigured(f"{name} must be whsec_ and 24 bytes or more in base64")
    return secret


def folder(name: str) -> Path | None:
    """A folder by its absolute path, which is there and can be written or can be made; or None."""
    given = text(name)
    if not given:
        return None
    path = Path(given)
    if not path.is_absolute():
        refuse(name, given, "an absolute path")
    there = next((one for one in (path, *path.parents) if one.exists()), path)
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        refuse(name, given, f"a folder that can be written, and {there} is none")
    return path


def state_folder(name: str, *, default: Path) -> Path:
    """The folder for what outlives a restart, made where it is not there."""
    path = Path(text(name, str(default))).resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        refuse(name, str(path), f"a folder that can be written: {error.strerror}")
    if not os.access(path, os.W_OK | os.X_OK):
        refuse(name, str(path), "a folder that can be written")
    return path


def database(name: str, *, default: str) -> dict[str, Any]:
    """Where the database is, as Django takes it."""
    url = text(name, default)
    allowed = "sqlite:///path or postgres://user:password@host:port/name"
    _check_address(name, url, ("sqlite", *_POSTGRES), allowed)
    config = _parsed(name, url, allowed, Env.db_url_config)
    if config["NAME"] in ("", ":memory:"):
        refuse(name, url, allowed)
    return config


def cache(name: str, *, default: str) -> dict[str, Any]:
    """Where the cache is, as Django takes it."""
    url = text(name, default)
    allowed = "redis://host:port/number, rediss:// likewise, or locmemcache://"
    _check_address(name, url, ("redis", "rediss", "locmemcache"), allowed)
    if url.startswith("redis") and not re.fullmatch(r"/?\d*", urlsplit(url).path):
        refuse(name, url, allowed)
    return _parsed(name, url, allowed, Env.cache_url_config)


def mail(name: str, *, default: str) -> dict[str, Any]:
    """How mail is sent, as Django's settings by their names."""
    url = text(name, default)
    allowed = (
        "smtp://user:password@host:port, smtp+tls:// or smtp+ssl:// likewise, or consolemail://"
    )
    others = ("consolemail", "filemail", "memorymail", "dummymail")
    _check_address(name, url, (*_SMTP, *others), allowed)
    if url.startswith("smtp") and not urlsplit(url).hostname:
        refuse(name, url, allowed)
    return _parsed(name, url, allowed, Env.email_url_config)


def _check_address(name: str, url: str, schemes: Collection[str], allowed: str) -> None:
    """Refuse an address of another scheme, or with a port that is no number."""
    try:
        parts = urlsplit(url)
        is_right = "://" in url and parts.scheme in schemes and parts.port != 0
    except ValueError:
        is_right = False
    if not is_right:
        refuse(name, url, allowed)


def _check_receiver(name: str, url: str, what: str, *, on_this_machine: bool) -> None:
    """Refuse an address that is not https, or holds a password; http on this machine may do."""
    allowed = f"{what}, without user names and passwords"
    _check_address(name, url, ("https", "http"), allowed)
    parts = urlsplit(url)
    is_near = parts.hostname in ("localhost", "127.0.0.1", "::1")
    is_open = parts.scheme == "http" and not (on_this_machine and is_near)
    if is_open or not parts.hostname or "@" in parts.netloc or not re.fullmatch(r"[!-~]+", url):
        refuse(name, url, allowed)


def _parsed(
    name: str, url: str, allowed: str, parse: Callable[[str], dict[str, Any]]
) -> dict[str, Any]:
    try:
        return parse(url)
    except (ValueError, ImproperlyConfigured):
        refuse(name, url, allowed)


def secret_key(var: Path) -> str:
    """`SECRET_KEY`, or one made on the first start and kept in `var/secret_key`."""
    if given := os.environ.get("SECRET_KEY", ""):
        return given
    kept = var / "secret_key"
    try:
        return _kept_or_made(kept)
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(
            f"SECRET_KEY is not set, and {kept} cannot be used: {error}"
        ) from None


def _kept_or_made(kept: Path) -> str:
    try:
        descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        if key := kept.read_text().strip():
            return key
        raise ImproperlyConfigured(f"{kept} is empty; delete it to have a new one made") from None
    with os.fdopen(descriptor, "w") as file:
        key = secrets.token_urlsafe(50)
        file.write(key)
    return key
