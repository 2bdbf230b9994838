"""What becomes of two learners' attempts, reviews, reminders and set-aside entries."""

import uuid

from django.db.models import Exists, F, OuterRef, Q

from learners.merging import move_unless_there
from quizzes.memory.log import rebuild_memories
from quizzes.models import (
    Attempt,
    CalendarAddress,
    LoggedReview,
    MailReminder,
    QuestionMemory,
    SetAsideEntry,
)

_AHEAD = 10_000_000
"""Above any number of attempts, so that none is taken while they are numbered anew."""


def merge_attempts(source: uuid.UUID, target: uuid.UUID) -> None:
    """All attempts of both, numbered anew by when they began where both had some: the first one at
    a quiz counts in its statistics, and the last is the one that goes on."""
    quizzes = Attempt.objects.filter(learner=source).order_by().values_list("quiz", flat=True)
    for quiz_id in set(quizzes):
        both = Attempt.objects.filter(learner__in=(source, target), quiz=quiz_id)
        both.filter(learner=source).update(number=F("number") + 2 * _AHEAD)
        both.filter(learner=target).update(number=F("number") + _AHEAD)
        in_order = list(both.order_by("started_at", "pk"))
        for number, attempt in enumerate(in_order, start=1):
            attempt.learner_id, attempt.number = target, number
        Attempt.objects.bulk_update(in_order, ["learner", "number"])


def merge_memories(source: uuid.UUID, target: uuid.UUID) -> None:
    """The one log of both; what is recalled follows from it."""
    LoggedReview.objects.filter(learner=source).update(learner=target)
    rebuild_memories(target)


def merge_set_aside(source: uuid.UUID, target: uuid.UUID) -> None:
    """An entry that both set aside stays so for the longer time."""
    mine = SetAsideEntry.objects.filter(learner=source, term=OuterRef("term"))
    longer = mine.filter(Q(until=None) | Q(until__gt=OuterRef("until")))
    shorter = SetAsideEntry.objects.filter(Exists(longer), learner=target, until__isnull=False)
    shorter.delete()
    move_unless_there(SetAsideEntry, "term")(source, target)


MERGERS = {
    Attempt: merge_attempts,
    QuestionMemory: merge_memories,
    SetAsideEntry: merge_set_aside,
    CalendarAddress: move_unless_there(CalendarAddress),
    MailReminder: move_unless_there(MailReminder),
}
