"""Kept pages with the part in them that only their reader sees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from io import BytesIO
from typing import Any

from glossary_site.page_cache.own_parts import join_parts, split_parts
from glossary_site.page_cache.pages import Page, for_one, is_public
from glossary_site.page_cache.responses import Response, collect

_OF_THE_KEPT_PAGE = {"etag", "content-length", "last-modified"}
_OF_THE_REQUEST = ("HTTP_HX_BOOSTED", "HTTP_HX_HISTORY_RESTORE_REQUEST")


def fill_in(
    page: Page, application: Callable[..., Iterable[bytes]], environ: Mapping[str, Any]
) -> Response | None:
    """The page with the visitor's own parts; None where it has none, or one cannot be had."""
    if not page.own_parts:
        return None
    made, headers = dict[str, list[bytes]](), _headers(page)
    for path, times in Counter(part.path for part in page.own_parts).items():
        answer = collect(application, _for_part(environ, path))
        if answer.body is None or not answer.status.startswith("200"):
            return None
        made[path] = list(split_parts(answer.body))
        if len(made[path]) != times:
            return None
        headers += [pair for pair in answer.headers if pair[0].lower() == "set-cookie"]
    parts = [made[part.path].pop(0) for part in page.own_parts]
    return Response(page.status, headers, join_parts(page.body("identity"), page.own_parts, parts))


def is_for_others_too(response: Response) -> bool:
    """Whether a page that was made for one visitor is, all or most of it, the same for others."""
    if response.body is None:
        return False
    return is_public(response.status, response.headers) or b"<!--own:/" in response.body


def _headers(page: Page) -> list[tuple[str, str]]:
    kept = page.variants["identity"].headers
    return for_one([pair for pair in kept if pair[0].lower() not in _OF_THE_KEPT_PAGE])


def _for_part(environ: Mapping[str, Any], path: str) -> dict[str, Any]:
    """The visitor's request, as if htmx asked for the part alone."""
    kept = {name: value for name, value in environ.items() if name not in _OF_THE_REQUEST}
    return kept | {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "HTTP_HX_REQUEST": "true",
        "wsgi.input": BytesIO(),
    }
