"""Fragments of a public page that readers with state see otherwise, put into the stored page.

A template marks each with `{% private_fragment "its-name" url %}`, and the view at `url` answers
with the fragments of one reader, marked in the same way. It is told which are wanted, `fragment` in
its query, and may answer with more.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from io import BytesIO
from typing import Any
from urllib.parse import urlencode
from wsgiref.headers import Headers

from glossary_site.page_cache.pages import Page, make_private
from glossary_site.page_cache.responses import Response, collect

MARKED = "<!--private:{name} {url}-->{content}<!--/private-->"
_FRAGMENT = re.compile(
    rb"<!--private:(?P<name>[\w-]+) (?P<url>/[\w/.-]*)-->(?P<content>.*?)<!--/private-->", re.DOTALL
)
_OF_THE_STORED_PAGE = ("ETag", "Content-Length", "Last-Modified")
_OF_THE_REQUEST = ("HTTP_HX_BOOSTED", "HTTP_HX_HISTORY_RESTORE_REQUEST")


def has_private_fragments(body: bytes) -> bool:
    """Whether some of a page is made anew for readers with state."""
    return _FRAGMENT.search(body) is not None


def assemble(
    page: Page, application: Callable[..., Iterable[bytes]], environ: Mapping[str, Any]
) -> Response | None:
    """`page` with the visitor's own fragments; None where it has none, or one cannot be had."""
    body = page.body("identity")
    wanted = {(found["name"], found["url"]) for found in _FRAGMENT.finditer(body)}
    if not wanted:
        return None
    fragments, headers = dict[tuple[bytes, bytes], bytes](), Headers(list(page.headers))
    for name in _OF_THE_STORED_PAGE:
        del headers[name]
    make_private(headers)
    for url in {url for _, url in wanted}:
        names = [name.decode() for name, place in sorted(wanted) if place == url]
        answer = collect(application, _request_for(environ, url.decode(), names))
        if answer.body is None or not answer.status.startswith("200"):
            return None
        fragments |= {
            (found["name"], found["url"]): found[0] for found in _FRAGMENT.finditer(answer.body)
        }
        for cookie in Headers(answer.headers).get_all("Set-Cookie"):
            headers.add_header("Set-Cookie", cookie)
    if not wanted <= fragments.keys():
        return None
    own = _FRAGMENT.sub(lambda found: fragments[found["name"], found["url"]], body)
    return Response(page.status, headers.items(), own)


def _request_for(environ: Mapping[str, Any], path: str, names: list[str]) -> dict[str, Any]:
    """The visitor's request, as if htmx asked for the fragments of these names alone."""
    kept = {name: value for name, value in environ.items() if name not in _OF_THE_REQUEST}
    return kept | {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": urlencode({"fragment": names}, doseq=True),
        "HTTP_HX_REQUEST": "true",
        "wsgi.input": BytesIO(),
    }
