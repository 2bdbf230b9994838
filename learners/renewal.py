"""Keeps the session of a learner who comes back: it ends a year after they last did something."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from learners.identity import SESSION_KEY

RENEWED_ON = "renewed_on"
RENEW_AFTER = datetime.timedelta(days=30)
"""Rarely, since it is a write more."""


class RenewalMiddleware:
    """Sends the cookie anew with a post of a learner whose session was not renewed for a month."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "POST" and response.status_code < 500 and _is_due(request):
            request.session[RENEWED_ON] = timezone.now().date().isoformat()
        return response


def _is_due(request: HttpRequest) -> bool:
    if SESSION_KEY not in request.session:
        return False
    renewed_on = request.session.get(RENEWED_ON)
    if renewed_on is None:
        return True
    return timezone.now().date() - datetime.date.fromisoformat(renewed_on) >= RENEW_AFTER
