"""Sends the statements that wait to the Learning Record Store, fifty at a time."""

import base64
import http.client
from collections import Counter
from collections.abc import Sequence

from django.conf import settings
from django.utils import timezone

from exchange.models import XapiStatement
from glossary_site.operations.outbox import Fault, deliver, post

AT_ONCE = 50
CONFLICT = 409
NOT_OF_ONE = frozenset({401, 403, 404, 405, 408, 429})
"""Answers about the address, the key or the moment, not about a statement: all of it waits."""


def send_due() -> Counter[str]:
    """Send every statement that is due; returns how many are in which state after that.

    What is taken is deleted here: the store has it.
    """
    outcomes = deliver(XapiStatement.objects.due(timezone.now()), _send, at_once=AT_ONCE)
    XapiStatement.objects.filter(state=XapiStatement.State.DELIVERED).delete()
    return outcomes


def _send(statements: Sequence[XapiStatement]) -> list[Fault | None]:
    """Why each was not taken.

    A store takes all of a batch or none of it (xAPI-Communication.md, 2.1.2), so that what is wrong
    with one is found by sending each alone.
    """
    fault = _post(statements)
    if len(statements) == 1 or fault is None or fault.is_away:
        return [fault] * len(statements)
    faults = []
    for one in statements:
        fault = fault if fault and fault.is_away else _post([one])
        faults.append(fault)
    return faults


def _post(statements: Sequence[XapiStatement]) -> Fault | None:
    """What kept them from being taken.

    A store that has another statement under the id of a single one has this one, as it was sent
    before: ids follow from what happened.
    """
    key = f"{settings.XAPI_USER}:{settings.XAPI_PASSWORD}".encode()
    headers = {
        "Authorization": f"Basic {base64.b64encode(key).decode()}",
        "Content-Type": "application/json",
        "X-Experience-API-Version": "1.0.3",
    }
    body = f"[{','.join(one.body for one in statements)}]"
    try:
        status, answer = post(settings.XAPI_URL, body.encode(), headers)
    except (OSError, http.client.HTTPException) as error:
        return Fault(f"{type(error).__name__}: {error}", is_away=True)
    if 200 <= status < 300 or (status == CONFLICT and len(statements) == 1):
        return None
    words = " ".join(answer.decode(errors="replace").split())
    is_final = 400 <= status < 500 and status not in NOT_OF_ONE
    return Fault(f"the answer was {status} {words}", is_final=is_final, is_away=not is_final)
