"""Pages that other sites put into a frame, and what such a frame says when something is wrong."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse

Args = ParamSpec("Args")
View = Callable[Concatenate[HttpRequest, Args], HttpResponse]
_ATTRIBUTE = "is_embeddable"


def embeddable(view: View[Args]) -> View[Args]:
    """The view's page may stand in any site's frame, and so may the error page in its place."""

    @wraps(view)
    def embedded(request: HttpRequest, /, *args: Args.args, **kwargs: Args.kwargs) -> HttpResponse:
        return allow_frames(view(request, *args, **kwargs))

    setattr(embedded, _ATTRIBUTE, True)
    return embedded


def is_embedded(request: HttpRequest) -> bool:
    """Whether the address asked for is that of a page for frames."""
    match = request.resolver_match
    return match is not None and hasattr(match.func, _ATTRIBUTE)


def allow_frames(response: HttpResponse) -> HttpResponse:
    """Let every site show `response` in a frame."""
    response.xframe_options_exempt = True
    response._csp_replace = {"frame-ancestors": ["*"]}  # type: ignore[attr-defined]
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
