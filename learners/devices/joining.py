"""Joining the browser that asks to a learner: at once where it has no state, else once agreed."""

import uuid

from django.http import HttpRequest

from learners.devices.challenges import look_at, remember
from learners.devices.sessions import note_device, sign_in
from learners.identity import SESSION_KEY, learner_of
from learners.merging import merge_learners
from learners.models import Learner

JOINING = "joining"
"""In the session: whom the browser has proved to be; nothing of that is read from a form."""


def begin_joining(request: HttpRequest, target: uuid.UUID) -> bool:
    """Sign in as `target`, whom the browser has proved to be; True where it was done at once.

    False where what is stored of the browser so far would be joined, which its reader sees first.
    """
    own = learner_of(request)
    if own is None:
        sign_in(request, target)
    elif own.pk != target:
        note_device(request)
        remember(request, JOINING, str(target))
        return False
    return True


def joining_learner(request: HttpRequest) -> Learner | None:
    """The learner with whom the browser may be joined; None where nothing was proved of late."""
    target = look_at(request, JOINING)
    return Learner.objects.filter(pk=target).first() if target else None


def finish_joining(request: HttpRequest, target: Learner) -> None:
    """Join what is stored of the browser with `target`; asked for twice, it is done once.

    The session keeps its key, so that a second click finds it: it has been this reader's own.
    """
    if own := learner_of(request):
        merge_learners(own.pk, target.pk)
    request.session[SESSION_KEY] = str(target.pk)
