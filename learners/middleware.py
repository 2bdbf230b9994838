"""What every post of a learner goes through: old forms are refused, and devices are noted."""

from collections.abc import Callable
from typing import Any

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from glossary_site.web.errors.error_pages import ErrorPage, Way, request_notice
from glossary_site.web.http import wants_fragment
from learners.devices.sessions import note_device, this_device
from learners.identity import (
    FORM_FIELD,
    SESSION_KEY,
    ForgottenError,
    is_number_of,
    learner_id_of,
    learner_of,
)

FORGOTTEN = ErrorPage(
    409,
    _("No longer stored"),
    _("This page is from before the deletion"),
    _(
        "What this page was drawn from is no longer stored: it was deleted, or your browser has "
        "forgotten its cookie. Nothing was saved, so that what is deleted stays deleted. "
        "Load the page again to start anew."
    ),
)
"""What is said instead of saving a form of a learner who has been deleted since."""

KEPT: Way = (reverse_lazy("learners:me"), _("What this site keeps about you"))


class LearnerMiddleware:
    """409 for a post of a learner who has been deleted since, so that deleted stays deleted.

    Whoever comes back gets the cookie anew, with the first post of a day: a session ends a year
    after something was last done in it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "POST" and response.status_code < 400:
            note_device(request)
        return response

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Refuse a form that was drawn for somebody else than the learner who sends it."""
        named = request.POST.get(FORM_FIELD) if request.method == "POST" else None
        if not named:
            return None
        learner = learner_of(request)
        return None if learner and is_number_of(learner, named) else _refuse(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Refuse what was being written when the learner was deleted."""
        is_orphaned = isinstance(error, IntegrityError) and _is_forgotten(request)
        return _refuse(request) if is_orphaned or isinstance(error, ForgottenError) else None


def _is_forgotten(request: HttpRequest) -> bool:
    """Whether the session names a learner who is gone."""
    return learner_id_of(request) is not None and learner_of(request) is None


def _refuse(request: HttpRequest) -> HttpResponse:
    """A page, or for htmx a notice that leaves what is on the page. The next form starts anew."""
    if _is_forgotten(request):
        _leave_learner(request)
    if wants_fragment(request):
        response = request_notice(FORGOTTEN.lead, 409)
    else:
        response = FORGOTTEN.show(request, KEPT)
    return response


def _leave_learner(request: HttpRequest) -> None:
    """Take the learner out of the session, if it has not ended with them. A device that was joined
    to another learner while its session was being written belongs to that one."""
    key = request.session.session_key
    if device := this_device(request):
        request.session[SESSION_KEY] = str(device.learner_id)
    elif key and request.session.exists(key):
        del request.session[SESSION_KEY]
    else:
        request.session.flush()
