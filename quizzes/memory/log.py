"""The log of reviews: adding to it, and keeping what is recalled in step with it."""

import datetime
import uuid
from collections.abc import Iterable

from django.utils import timezone

from quizzes.kinds.scoring import Credit
from quizzes.memory.schedule import Memory, Review, schedule
from quizzes.models import LoggedReview, Question, QuestionMemory
from quizzes.signals import answer_logged

_MEMORY_FIELDS = ["stability_d", "difficulty", "reviewed_on", "due_on", "reviews"]
_IDENTITY = ["learner", "term", "key", "answer_digest"]


def log_answer(
    learner_id: uuid.UUID,
    question: Question,
    credit: Credit,
    origin: LoggedReview.Origin,
    *,
    entry_id: uuid.UUID | None = None,
    answered_at: datetime.datetime | None = None,
) -> None:
    """Add the answer to `question`, whose quiz is loaded; it was given just now, if not said when.

    To be called in a transaction that holds the learner's lock, so that no other answer to the
    same question is missing in the replay.
    """
    entry = LoggedReview.objects.create(
        id=entry_id or uuid.uuid4(),
        learner_id=learner_id,
        term_id=question.quiz.term_id,
        key=question.key,
        answer_digest=question.answer_digest,
        answered_at=answered_at or timezone.now(),
        earned=credit.earned,
        worth=credit.worth,
        origin=origin,
    )
    same = LoggedReview.objects.filter(
        learner=learner_id, term=entry.term_id, key=entry.key, answer_digest=entry.answer_digest
    )
    _remember(same)
    answer_logged.send(LoggedReview, entry=entry, question=question)


def rebuild_memories(learner_id: uuid.UUID) -> None:
    """Make all that the learner recalls anew from the log, in one transaction of the caller's."""
    QuestionMemory.objects.filter(learner=learner_id).delete()
    _remember(LoggedReview.objects.filter(learner=learner_id))


def as_review(entry: LoggedReview) -> Review:
    """The entry as the model of memory takes it."""
    return Review(entry.pk, entry.answered_at.astimezone(datetime.UTC), entry.credit.share)


def read_memory(row: QuestionMemory) -> Memory:
    """The row as the model of memory takes it."""
    return Memory(row.stability_d, row.difficulty, row.reviewed_on, row.due_on, row.reviews)


def _remember(entries: Iterable[LoggedReview]) -> None:
    """Store what these entries leave, which are all that there are of their questions."""
    log = (
        ((one.learner_id, one.term_id, one.key, one.answer_digest), as_review(one))
        for one in entries
    )
    rows = [
        QuestionMemory(
            learner_id=learner_id, term_id=term_id, key=key, answer_digest=digest, **vars(memory)
        )
        for (learner_id, term_id, key, digest), memory in schedule(log).items()
    ]
    QuestionMemory.objects.bulk_create(
        rows, update_conflicts=True, update_fields=_MEMORY_FIELDS, unique_fields=_IDENTITY
    )
