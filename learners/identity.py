"""From a request to its learner, and back."""

import uuid

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from learners.models import Learner

SESSION_KEY = "learner_id"
FORM_FIELD = "learner"
"""The hidden field in which a form names the learner whose state it shows."""


class ForgottenError(Exception):
    """Who sends the request was deleted after the page was drawn, or while it was answered."""


def learner_id_of(request: HttpRequest) -> uuid.UUID | None:
    """The id in the session of who sends the request; the learner may be deleted since.

    Reading the session makes the response vary by cookie, so that no cache hands it to another.
    """
    text = request.session.get(SESSION_KEY)
    return uuid.UUID(text) if text else None


def learner_of(request: HttpRequest) -> Learner | None:
    """The learner who sends the request, or None; without a session cookie nothing is queried."""
    learner_id = learner_id_of(request)
    return Learner.objects.filter(pk=learner_id).first() if learner_id else None


def ensure_learner(request: HttpRequest) -> Learner:
    """The request's learner, made on the first write. Sets the session cookie.

    Raises ForgottenError for a form that names a learner who is gone: what it shows was deleted.
    """
    if learner := learner_of(request):
        return learner
    if request.POST.get(FORM_FIELD):
        raise ForgottenError
    learner = Learner.objects.create()
    request.session[SESSION_KEY] = str(learner.pk)
    return learner


def is_number_of(learner: Learner, number: uuid.UUID | str) -> bool:
    """Whether the number is the learner's, or was that of one who was joined to them."""
    if str(learner.pk) == str(number):
        return True
    try:
        return learner.former_numbers.filter(pk=number).exists()
    except ValidationError:
        return False


def lock_learner(learner_id: uuid.UUID) -> None:
    """Until the transaction ends, nobody else who locks the learner decides about their state.

    Raises ForgottenError where the learner was deleted meanwhile.
    """
    if not Learner.objects.select_for_update().filter(pk=learner_id):
        raise ForgottenError
