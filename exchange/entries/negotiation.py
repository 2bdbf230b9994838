"""A program that asks a term's page for Markdown is led to the address of that.

It stands before the page cache, whose pages stay one for each address.
"""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from glossary_site.page_cache.middleware import Application

_TERM = re.compile(r"/terms/(?P<slug>[^/.]+)/")


def markdown_for_programs(application: Application) -> Application:
    """`application`, before which `Accept: text/markdown` without `text/html` is answered."""

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        accepted = environ.get("HTTP_ACCEPT", "")
        found = _TERM.fullmatch(environ.get("PATH_INFO", ""))
        if (
            found is None
            or "text/markdown" not in accepted
            or "text/html" in accepted
            or environ["REQUEST_METHOD"] not in ("GET", "HEAD")
        ):
            return application(environ, start_response)
        path = f"../{_quoted(found['slug'])}.md"
        headers = [("Location", path), ("Vary", "Accept"), ("Content-Length", "0")]
        start_response("303 See Other", headers)
        return []

    return answer


def _quoted(slug: str) -> str:
    """The part of a WSGI path, whose bytes stand as Latin-1, as an address has it."""
    return quote(slug.encode("latin-1"))
