"""The pages for what went wrong: refused, not found, broken."""

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string


def cross_site_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a post that came from another site. `reason` is logged by the caller, not shown."""
    return render(request, "403.html", {"cross_site": True}, status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400 for a request that cannot be understood; a `BadRequest`'s message is shown."""
    return render(request, "400.html", {"message": str(exception or "")}, status=400)


def broken(request: HttpRequest) -> HttpResponse:
    """500. The page needs no database; where even the stylesheet's name is unknown, plain words."""
    try:
        return HttpResponseServerError(render_to_string("500.html"))
    except (ValueError, OSError, TemplateDoesNotExist):  # the stylesheet or the template is missing
        return HttpResponseServerError("Something broke on our side. Please try again in a minute.")
