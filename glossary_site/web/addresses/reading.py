"""What is read of an address: a number that it gives, the words of a guess, whose page it is."""

import re
from urllib.parse import unquote, urlsplit

from django.core.exceptions import BadRequest
from django.http import Http404, QueryDict
from django.utils.translation import gettext

from glossary_site.registries import TERM_PREFIXES

LONGEST_NAME = 80
"""Characters of a part of an address that may be a name."""

DEFAULT_PORTS = {"http": 80, "https": 443}
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")


def read_number(parameters: QueryDict, name: str, last: int | None = None) -> int | None:
    """The number from 1 to `last` that an address gives as `name`; None where it gives none.

    It is written in one way, so that a page has one address. Raises BadRequest for what is no such
    number, Http404 for one out of range.
    """
    text = parameters.get(name)
    if text is None:
        return None
    if text != "0" and not _NUMBER.fullmatch(text):
        if last is None:
            message = gettext("%(name)s=%(value)s is not a number; use 1 or more")
        else:
            message = gettext("%(name)s=%(value)s is not a number; use 1 to %(last)s")
        raise BadRequest(message % {"name": name, "value": text[:20], "last": last})
    if not 1 <= int(text) <= (last or int(text)):
        raise Http404(f"there is no {name} {text}; they go from 1 to {last or 'the last'}")
    return int(text)


def words_in_address(path: str) -> str:
    """The words of an address that may be somebody's guess at a page: `/terms/feature-store/`.

    Empty for one that is not of a term or of one part, for a file, and for what is too long to be
    a name: nothing is searched for robots that try addresses.
    """
    prefix = next((one for one in TERM_PREFIXES if path.startswith(one)), "/")
    part = path.removeprefix(prefix).removesuffix("/")
    is_file = "." in part and prefix == "/"
    if "/" in part or is_file or len(part) > LONGEST_NAME or not part.isprintable():
        return ""
    return " ".join(part.replace("-", " ").replace("_", " ").split())


def is_same_page(address: str, page: str) -> bool:
    """Whether an address that somebody copied leads to `page`, whose address ends in a slash.

    A host is the same in capitals, in Punycode and with a dot at its end, a port that goes without
    saying may be said, the last slash may be missing, and `http` leads to `https`. Queries and
    fragments say nothing about it.
    """
    try:
        return _place(address) in {_place(page), _place(page.replace("https:", "http:", 1))}
    except ValueError:
        return False


def _place(address: str) -> tuple[str, str, int | None, str]:
    """Scheme, host, port and path, each written one way; ValueError for what is no address."""
    parts = urlsplit(address)
    if parts.username is not None or not parts.hostname:
        raise ValueError(f"{address!r} is not the address of a page")
    host = parts.hostname.removesuffix(".").encode("idna").decode().lower()
    port = parts.port or DEFAULT_PORTS.get(parts.scheme)
    return parts.scheme, host, port, f"{unquote(parts.path).removesuffix('/')}/"
