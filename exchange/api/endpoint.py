"""How a function that reads becomes an address of the API: checked, limited, told as JSON."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from pydantic import BaseModel, ValidationError

from exchange.api.records import Asked, Nothing, Problem
from glossary_site.page_cache.public import public_page
from glossary_site.web.limits import API_PER_ADDRESS, WINDOW_S, api_limit

VERSION = "v1"
ROOT = f"/api/{VERSION}"
_METHODS = "GET, HEAD, OPTIONS"
_TOLD_IN_HEADERS = "ETag, Link, RateLimit, RateLimit-Policy, Retry-After"
Read = Callable[..., BaseModel]


@dataclass(frozen=True)
class Endpoint:
    """An address below `ROOT`, `{slug}` for what it takes, and what it is asked and answers."""

    path: str
    name: str
    summary: str
    example: str
    asked: type[Asked]
    returns: Any
    view: Callable[..., HttpResponse]
    is_open: bool
    """Whether it reads its parameters itself, and leaves alone those that are not described."""

    @property
    def route(self) -> str:
        """Its path as Django writes it."""
        return self.path.replace("{slug}", "<any_slug:slug>")


ENDPOINTS: list[Endpoint] = []
"""In the order in which the documentation tells them."""


def endpoint(
    path: str,
    summary: str,
    returns: Any,
    *,
    asked: type[Asked] = Nothing,
    example: str = "",
    module: str = "",
    is_computed: bool = False,
    is_open: bool = False,
) -> Callable[[Read], Callable[..., HttpResponse]]:
    """Decorator: the function's answer at `path`, which it is given with the request and `asked`.

    What is computed anew for each request is limited by address; all else is a public page. The
    function raises Http404 or BadRequest with words for the reader. A site without the `module`
    has no such address.
    """

    def declare(read: Read) -> Callable[..., HttpResponse]:
        @wraps(read)
        def view(request: HttpRequest, /, **taken: str) -> HttpResponse:
            if request.method == "OPTIONS":
                return _with_cors(HttpResponse(status=204))
            if request.method not in ("GET", "HEAD"):
                response = _refuse(405, "Method not allowed", f"this API is read: {_METHODS}")
                response["Allow"] = _METHODS
                return response
            return _answer(request, read, asked, taken, is_computed=is_computed, is_open=is_open)

        public = view if is_computed else public_page(endless=tuple(asked.model_fields))(view)
        name = read.__name__
        if not module or module in settings.MODULES:
            ENDPOINTS.append(
                Endpoint(path, name, summary, example or path, asked, returns, public, is_open)
            )
        return public

    return declare


def _answer(
    request: HttpRequest,
    read: Read,
    asked: type[Asked],
    taken: dict[str, str],
    *,
    is_computed: bool,
    is_open: bool,
) -> HttpResponse:
    left = None
    if is_computed and settings.RATE_LIMITS:
        left = api_limit(request)
        if left.remaining < 0:
            words = f"at most {API_PER_ADDRESS} computed answers a minute; wait {left.wait_s} s"
            response = _refuse(429, "Too many requests", words)
            response["Retry-After"] = str(left.wait_s)
            return response
    try:
        parameters = asked() if is_open else asked.model_validate(request.GET.dict())
    except ValidationError as error:
        return _refuse(422, "Wrong parameters", errors=_told(error, asked))
    try:
        found = read(request, parameters, **taken)
    except Http404 as error:
        return _refuse(404, "Not found", str(error))
    except BadRequest as error:
        return _refuse(400, "Bad request", str(error))
    response = HttpResponse(
        found.model_dump_json(indent=1), content_type="application/json; charset=utf-8"
    )
    if left:
        policy = f'"computed";q={API_PER_ADDRESS};w={WINDOW_S}'
        response["RateLimit-Policy"] = policy
        response["RateLimit"] = f'"computed";r={left.remaining};t={left.wait_s}'
    if next_page := getattr(found, "next", None):
        response["Link"] = f'<{next_page}>; rel="next"'
    return _with_cors(response)


def _told(error: ValidationError, asked: type[Asked]) -> dict[str, str]:
    """By parameter what is wrong; of an unknown one which there are."""
    told = {}
    for one in error.errors():
        name = str(one["loc"][0]) if one["loc"] else ""
        if one["type"] == "extra_forbidden":
            known = ", ".join(asked.model_fields) or "none"
            told[name[:80]] = f"is no parameter of this address; there are: {known}"
        else:
            told[name] = f"{one['msg']}; given: {str(one.get('input'))[:80]!r}"
    return told


def _refuse(
    status: int, title: str, detail: str = "", errors: dict[str, str] | None = None
) -> HttpResponse:
    problem = Problem(title=title, status=status, detail=detail, errors=errors or {})
    response = HttpResponse(
        problem.model_dump_json(exclude_defaults=True, indent=1),
        content_type="application/problem+json",
        status=status,
    )
    return _with_cors(response)


def _with_cors(response: HttpResponse) -> HttpResponse:
    """Any page may read it, with no credentials of its reader."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = _METHODS
    response["Access-Control-Expose-Headers"] = _TOLD_IN_HEADERS
    response["X-Robots-Tag"] = "noindex"
    return response


def not_found(request: HttpRequest, **_taken: str) -> HttpResponse:
    """For every address below the API's that is none of it."""
    return _refuse(404, "Not found", f"there is no {request.path[:200]}; see {ROOT}/openapi.json")
