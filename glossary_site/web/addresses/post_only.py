"""Where an address leads that takes forms alone, when somebody opens it."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

Args = ParamSpec("Args")
View = Callable[Concatenate[HttpRequest, Args], HttpResponse]


def posts_from(
    name: str, *, among: Sequence[str] | None = None
) -> Callable[[View[Args]], View[Args]]:
    """Let a view be posted to; who opens its address is led to the page `name`, where its form is.

    People come there by Enter, reload or history, after an answer to a post or without a
    connection. The page takes the same query, and the same arguments as the view, or those `among`
    them.
    """

    def decorate(view: View[Args]) -> View[Args]:
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def posted(
            request: HttpRequest, /, *args: Args.args, **kwargs: Args.kwargs
        ) -> HttpResponse:
            if request.method == "POST":
                return view(request, *args, **kwargs)
            query = request.META.get("QUERY_STRING", "")
            taken = {key: kwargs[key] for key in (kwargs if among is None else among)}
            page = reverse(name, kwargs=taken)
            return redirect(f"{page}?{query}" if query else page)

        return posted

    return decorate
