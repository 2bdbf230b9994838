"""Deleting learners with everything that hangs on them, and refusing what would bring it back."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from glossary_site.web.http import wants_fragment
from learners.identity import FORM_FIELD, SESSION_KEY, ForgottenError, learner_id_of, learner_of
from learners.models import Learner

FORGOTTEN = _(
    "What this page was drawn from is no longer stored: it was deleted, or your browser has "
    "forgotten its cookie. Nothing was saved, so that what is deleted stays deleted. "
    "Load the page again to start anew."
)
"""What is said instead of saving a form of a learner who has been deleted since."""

_TRIES = 5


def delete_learners(ids: Iterable[uuid.UUID | str], session: SessionBase | None = None) -> None:
    """Delete these learners with all that is stored of them, what is being written just now too.

    `session` ends at the same moment. What is written after it was read what there is to delete
    would lose what it belongs to: the database refuses that, and all is read again.
    """
    wanted = list(ids)
    for tries_left in reversed(range(_TRIES)):
        try:
            with transaction.atomic():
                locked = Learner.objects.select_for_update().filter(pk__in=wanted)
                Learner.objects.filter(pk__in=[learner.pk for learner in locked]).delete()
                if session is not None:
                    session.delete()
        except IntegrityError:
            if not tries_left:
                raise
        else:
            return


def forget_learner(request: HttpRequest) -> None:
    """Delete the request's learner, and end the session."""
    if learner_id := learner_id_of(request):
        delete_learners([learner_id], request.session)
    request.session.flush()


class OldFormMiddleware:
    """409 for a post of a learner who has been deleted since, so that deleted stays deleted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Refuse a form that was drawn for somebody else than the learner who sends it."""
        named = request.POST.get(FORM_FIELD) if request.method == "POST" else None
        if not named:
            return None
        learner = learner_of(request)
        return None if learner and str(learner.pk) == named else _refuse(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Refuse what was being written when the learner was deleted."""
        is_orphaned = isinstance(error, IntegrityError) and _is_forgotten(request)
        return _refuse(request) if is_orphaned or isinstance(error, ForgottenError) else None


def _is_forgotten(request: HttpRequest) -> bool:
    """Whether the session names a learner who is gone."""
    return learner_id_of(request) is not None and learner_of(request) is None


def _leave_learner(request: HttpRequest) -> None:
    """Take the learner out of the session, if it has not ended with them."""
    key = request.session.session_key
    if key and request.session.exists(key):
        del request.session[SESSION_KEY]
    else:
        request.session.flush()


def _refuse(request: HttpRequest) -> HttpResponse:
    """A page, or for htmx a notice that leaves what is on the page. The next form starts anew."""
    if _is_forgotten(request):
        _leave_learner(request)
    is_fragment = wants_fragment(request)
    template = "includes/_request_notice.html" if is_fragment else "learners/forgotten.html"
    response = render(request, template, {"message": FORGOTTEN}, status=409)
    response["HX-Retarget"] = "#request-notice"
    response["HX-Reswap"] = "innerHTML"
    return response
