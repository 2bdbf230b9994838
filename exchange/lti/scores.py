"""Scores on their way back: a finished quiz or check is written into the outbox, and sent."""

import http.client
import json
import secrets
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.core.cache import cache
from django.db import transaction
from django.db.models import Q
from django.dispatch import receiver
from django.utils import timezone

from exchange.lti.messages import MAY_SCORE
from exchange.lti.models import GradedLink, Platform, ScoreDelivery
from glossary_site.operations.outbox import Delivery, Fault, deliver, deliver_apart, post
from quizzes.models import Answer, Attempt
from quizzes.signals import attempt_finished

MEDIA_TYPE = "application/vnd.ims.lis.v1.score+json"
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
TOKEN_SPARE_S = 60
"""A token is not used in its last minute."""

LATER_IS_THERE = 409
"""A platform has this score already, as after a crash, or a later one, as of a teacher."""

FINAL = {400, 404, 405, 410, 422}
"""What the platform says of a column that is gone, or that takes no scores: later is no better."""


@receiver(attempt_finished)
def queue_scores(attempt: Attempt, **_given: Any) -> None:
    """Put the score of a quiz or a check into the outbox for each column that it is the best of."""
    links = GradedLink.objects.filter(person__learner=attempt.learner_id)
    of_quiz = (
        Q(term__quizzes=attempt.quiz_id) if attempt.quiz_id else Q(path__checks__attempt=attempt)
    )
    if found := list(links.filter(of_quiz)):
        answers = list(Answer.objects.filter(posed__attempt=attempt))
        queued = [_queue(link, attempt, answers) for link in found]
        if any(queued):
            transaction.on_commit(deliver_soon)


def _queue(link: GradedLink, attempt: Attempt, answers: Sequence[Answer]) -> bool:
    """Whether it is the best so far; then it takes the place of one that waits."""
    points = sum((Fraction(one.earned, one.worth) for one in answers), Fraction())
    score = ScoreDelivery(
        link=link,
        attempt=attempt,
        points=round(Decimal(points.numerator) / points.denominator, 4),
        total=len(answers),
        finished_at=max(one.answered_at for one in answers),
        due_at=timezone.now(),
    )
    others = ScoreDelivery.objects.filter(link=link).exclude(state=Delivery.State.DEAD)
    if any(one.share >= score.share for one in others):
        return False
    others.filter(state=Delivery.State.WAITING).delete()
    score.save()
    return True


def deliver_soon() -> None:
    """Send what is due beside the request; what is left then is for `send_scores`."""
    deliver_apart(deliver_due)


def deliver_due() -> Counter[str]:
    """Send every score that is due; returns how many are in which state after that."""
    waiting = ScoreDelivery.objects.due(timezone.now()).select_related("link__person__platform")
    return deliver(waiting, _send, receiver_of=lambda one: one.link.person.platform_id)


def _send(deliveries: Sequence[ScoreDelivery]) -> list[Fault | None]:
    return [_fault_of(delivery) for delivery in deliveries]


def _fault_of(delivery: ScoreDelivery) -> Fault | None:
    """Send it; why it was not taken, or None where it was."""
    link = delivery.link
    score = {
        "userId": link.subject,
        "scoreGiven": float(delivery.points),
        "scoreMaximum": delivery.total,
        "activityProgress": "Completed",
        "gradingProgress": "FullyGraded",
        "timestamp": delivery.finished_at.isoformat(timespec="milliseconds"),
    }
    try:
        for token in _tokens(link.person.platform):
            headers = {"Content-Type": MEDIA_TYPE, "Authorization": f"Bearer {token}"}
            status, _answer = post(_scores_url(link.line_item), json.dumps(score).encode(), headers)
            if status != 401:
                break
    except _RefusedError as error:
        return Fault(str(error))
    except (OSError, http.client.HTTPException) as error:
        return Fault(f"{type(error).__name__}: {error}", is_away=isinstance(error, OSError))
    if 200 <= status < 300 or status == LATER_IS_THERE:
        return None
    return Fault(f"the answer was {status}", is_final=status in FINAL)


def _scores_url(line_item: str) -> str:
    """Where a column takes scores; what its address asks for comes after (AGS 2.0, 3.4.1)."""
    parts = urlsplit(line_item)
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/scores"))


class _RefusedError(Exception):
    """The platform gives no token."""


def _tokens(platform: Platform) -> Iterator[str]:
    """The token that is kept, and then a new one, for a platform that has forgotten the first."""
    name = f"lti:token:{platform.pk}:{platform.client_id}"
    if kept := cache.get(name):
        yield kept
    token, lasts_s = _ask_for_token(platform)
    cache.set(name, token, max(lasts_s - TOKEN_SPARE_S, 1))
    yield token


def _ask_for_token(platform: Platform) -> tuple[str, int]:
    """A token, and for how many seconds it is one (IMS Security Framework 1.0, 4.1).

    Raises _RefusedError.
    """
    from exchange.lti.keys import sign  # what signs is slow to import

    assertion = sign(
        {
            "iss": platform.client_id,
            "sub": platform.client_id,
            "aud": platform.token_url,
            "jti": secrets.token_urlsafe(16),
        }
    )
    asked = {
        "grant_type": "client_credentials",
        "client_assertion_type": ASSERTION,
        "client_assertion": assertion,
        "scope": MAY_SCORE,
    }
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    status, answer = post(platform.token_url, urlencode(asked).encode(), headers)
    try:
        said = json.loads(answer)
        return str(said["access_token"]), int(said.get("expires_in", 0))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _RefusedError(f"no token was given; the answer was {status}") from error
