"""From a request to its learner, and back."""

import uuid

from django.http import HttpRequest

from learners.models import Learner

SESSION_KEY = "learner_id"


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
    """The request's learner, made on the first write. Sets the session cookie."""
    if learner := learner_of(request):
        return learner
    learner = Learner.objects.create()
    request.session[SESSION_KEY] = str(learner.pk)
    return learner


def forget_learner(request: HttpRequest) -> None:
    """Delete the request's learner with everything that hangs on it, and end the session."""
    if learner := learner_of(request):
        learner.delete()
    request.session.flush()
