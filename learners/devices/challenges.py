"""What a session remembers for some minutes while its browser proves something elsewhere.

A reader without state gets a session for it that ends as soon.
"""

import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from learners.identity import learner_id_of

LASTS = datetime.timedelta(minutes=10)


def remember(request: HttpRequest, name: str, value: Any) -> None:
    """Keep `value`, which JSON can hold, until it is taken."""
    request.session[name] = [value, timezone.now().isoformat()]
    if learner_id_of(request) is None:
        request.session.set_expiry(LASTS)


def look_at(request: HttpRequest, name: str) -> Any:
    """What is kept, unless its time is over; None where nothing is."""
    value, at = request.session.get(name) or (None, None)
    if at is None or timezone.now() - datetime.datetime.fromisoformat(at) > LASTS:
        return None
    return value


def take(request: HttpRequest, name: str) -> Any:
    """The same, which is not kept any longer."""
    value = look_at(request, name)
    request.session.pop(name, None)
    return value
