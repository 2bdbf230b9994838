"""Deleting learners with everything that hangs on them."""

import uuid
from collections.abc import Iterable

from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse

from learners.identity import learner_id_of
from learners.models import Learner

_TRIES = 5


def delete_learners(ids: Iterable[uuid.UUID | str], session: SessionBase | None = None) -> None:
    """Delete these learners with all that is stored of them, what is being written just now too,
    and sign all their devices out.

    `session` ends at the same moment. What is written after it was read what there is to delete
    would lose what it belongs to: the database refuses that, and all is read again.
    """
    wanted = list(ids)
    for tries_left in reversed(range(_TRIES)):
        try:
            with transaction.atomic():
                locked = Learner.objects.select_for_update().filter(pk__in=wanted)
                found = [learner.pk for learner in locked]
                Session.objects.filter(device__learner__in=found).delete()
                Learner.objects.filter(pk__in=found).delete()
                if session is not None:
                    session.delete()
        except IntegrityError:
            if not tries_left:
                raise
        else:
            return


def leave_device(response: HttpResponse) -> HttpResponse:
    """Have the browser delete all that it keeps for the site, such as reviews taken along."""
    response["Clear-Site-Data"] = '"storage"'
    return response


def forget_learner(request: HttpRequest) -> None:
    """Delete the request's learner, and end the session."""
    if learner_id := learner_id_of(request):
        delete_learners([learner_id], request.session)
    request.session.flush()
