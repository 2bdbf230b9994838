"""Deletes a learner who asks for it, or all to whom no cookie leads back any more."""

from argparse import ArgumentParser
from datetime import timedelta
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet
from django.utils import timezone

from learners.devices.sessions import with_way_back
from learners.forgetting import delete_learners
from learners.identity import SESSION_KEY
from learners.models import Learner

_BATCH = 500


class Command(BaseCommand):
    help = (
        "Delete a learner, by the number that /admin/ shows, with every answer, tick and "
        "assessment; or with --expired all whose session has ended, so that no browser can come "
        "back as them; who has a recovery code, a passkey, an account elsewhere or one in a "
        "learning platform may come back for a year. Results that they shared go too."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("learner", nargs="?", help="the learner's number")
        which.add_argument("--expired", action="store_true", help="all whose session has ended")

    def handle(self, *args: Any, **options: Any) -> None:
        number = _forget_expired() if options["expired"] else _forget_one(options["learner"])
        self.stdout.write(f"learners deleted: {number}")


def _forget_one(learner_id: str) -> int:
    try:
        learner = Learner.objects.filter(pk=learner_id).first()
    except ValidationError as error:
        raise CommandError(f"{learner_id!r} is no learner's number") from error
    if learner is None:
        raise CommandError(f"there is no learner {learner_id}")
    delete_learners([learner.pk])
    return 1


def _without_way_back() -> QuerySet[Learner]:
    """Those to whom nothing but a session leads, or who have not used what does for a year."""
    since = timezone.now().date() - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    has_way = Learner.objects.filter(with_way_back(), seen_on__gte=since)
    return Learner.objects.exclude(pk__in=has_way)


def _forget_expired() -> int:
    """Learners are read before sessions: one who comes meanwhile is not among them."""
    learners = {str(pk) for pk in _without_way_back().values_list("pk", flat=True)}
    store = import_module(settings.SESSION_ENGINE).SessionStore
    now = timezone.now()
    Session.objects.filter(expire_date__lt=now).delete()
    for session in Session.objects.iterator(_BATCH):
        learners.discard(str(store().decode(session.session_data).get(SESSION_KEY)))
    gone = sorted(learners)
    for start in range(0, len(gone), _BATCH):
        delete_learners(gone[start : start + _BATCH])
    return len(gone)
