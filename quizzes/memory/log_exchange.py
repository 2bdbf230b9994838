"""A learner's log as a file, and back into the log, in any order and as often as one likes."""

import datetime
import uuid
from dataclasses import dataclass

from django.db import transaction

from learners.identity import lock_learner
from quizzes.memory.log import rebuild_memories
from quizzes.memory.log_file import BadRow, LogFile, LogRow, write_log
from quizzes.models import LoggedReview
from terms.models import Term


@dataclass(frozen=True)
class Received:
    """What became of a file: rows that were new, that were there, that were refused, and those of
    terms that this site does not have or of another learner."""

    new: int
    known: int
    bad: tuple[BadRow, ...]
    unknown_terms: tuple[str, ...]
    of_others: int


def log_of(learner_id: uuid.UUID | None) -> str:
    """The learner's log as a file."""
    entries = LoggedReview.objects.filter(learner=learner_id).select_related("term")
    return write_log(
        LogRow(
            id=entry.pk,
            term=entry.term.slug,
            question=entry.key,
            answer_digest=entry.answer_digest,
            at=entry.answered_at.astimezone(datetime.UTC),
            earned=entry.earned,
            worth=entry.worth,
        )
        for entry in entries.only(*_ENTRY, "term__slug").iterator()
    )


_ENTRY = ("learner", "key", "answer_digest", "answered_at", "earned", "worth")


@transaction.atomic
def add_to_log(learner_id: uuid.UUID, file: LogFile) -> Received:
    """Add to the learner's log what is not there yet, and let what is recalled follow.

    A number that stands in another learner's log is left there: that device is to be joined.
    """
    lock_learner(learner_id)
    named = {row.term for row in file.rows.values()}
    terms = dict(Term.objects.filter(slug__in=named).values_list("slug", "pk"))
    placed = {pk: row for pk, row in file.rows.items() if row.term in terms}
    there = _learners_of(list(placed))
    new = [
        LoggedReview(
            id=row.id,
            learner_id=learner_id,
            term_id=terms[row.term],
            key=row.question,
            answer_digest=row.answer_digest,
            answered_at=row.at,
            earned=row.earned,
            worth=row.worth,
            origin=LoggedReview.Origin.FILE,
        )
        for row in placed.values()
        if row.id not in there
    ]
    LoggedReview.objects.bulk_create(new, batch_size=500)
    if new:
        rebuild_memories(learner_id)
    known = sum(owner == learner_id for owner in there.values())
    unknown = named - terms.keys()
    return Received(len(new), known, file.bad, tuple(sorted(unknown)), of_others=len(there) - known)


def _learners_of(ids: list[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """Whose log each of these numbers stands in, where it does."""
    found = dict[uuid.UUID, uuid.UUID]()
    for start in range(0, len(ids), 500):
        rows = LoggedReview.objects.filter(pk__in=ids[start : start + 500])
        found |= dict(rows.values_list("pk", "learner"))
    return found
