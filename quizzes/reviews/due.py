"""What a learner has to review: which questions are due today, and when the next ones are."""

import datetime
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learners.resuming import Resumption
from quizzes.memory.coming import next_days
from quizzes.memory.log import read_memory
from quizzes.models import Question, QuestionMemory, Quiz, SetAsideEntry
from quizzes.reviews.choosing import RESTART_SIZE, SIZES, Candidate, is_restart

QUESTIONS_PER_MINUTE = 5


@dataclass(frozen=True)
class Due:
    """What waits for a learner; `next_on` is the day of the next ones where nothing is due."""

    candidates: Sequence[Candidate[Question]]
    next_on: datetime.date | None
    is_restart: bool

    @property
    def total(self) -> int:
        return len(self.candidates)

    @property
    def sizes(self) -> list[int]:
        """The lengths to choose from, the proposed one first: no longer than what is due."""
        most = min(self.total, SIZES[-1])
        sizes = sorted({min(size, most) for size in SIZES}) if most else []
        proposed = RESTART_SIZE if self.is_restart else most
        return sorted(sizes, key=lambda size: (size != min(proposed, most), size))

    @property
    def text(self) -> str:
        """What is said of it, with no number that could look like a debt after a long time away."""
        if self.is_restart:
            return _(
                "Welcome back. Start small: these are the questions that a short review does most "
                "for. The others keep, and come a few at a time."
            )
        if self.total:
            due = ngettext("%(total)s question is due.", "%(total)s questions are due.", self.total)
            again = _("What you miss is asked once more at the end.")
            return f"{due % {'total': self.total}} {again}"
        if self.next_on is None:
            return _(
                "There is nothing to review yet. Answer a quiz first: its questions come back here."
            )
        if (self.next_on - timezone.now().date()).days == 1:
            return _("Nothing is due. The next questions come tomorrow.")
        day = date_format(self.next_on, "DATE_FORMAT")
        return _("Nothing is due. The next questions come on %(day)s.") % {"day": day}


def read_due(learner_id: uuid.UUID) -> Due:
    """The questions that are due today as the current quizzes ask them, of entries not set aside.

    In four queries at most, whatever the length of the log.
    """
    today = timezone.now().date()
    candidates = [one for one, _day in read_candidates(learner_id, today)]
    next_on = None if candidates else _next_day(learner_id, today)
    return Due(candidates, next_on, bool(candidates) and _is_restart(learner_id, today))


def read_candidates(
    learner_id: uuid.UUID, until: datetime.date
) -> list[tuple[Candidate[Question], datetime.date]]:
    """The questions that are due by that day, each with the day on which it is."""
    today = timezone.now().date()
    rows = list(QuestionMemory.objects.due_of(learner_id, until))
    asked = _questions_of({row.term_id for row in rows}) if rows else {}
    return [
        (Candidate(asked[name], row.term_id, read_memory(row).recall(today)), row.due_on)
        for row in rows
        if (name := (row.term_id, row.key, row.answer_digest)) in asked
    ]


def due_days(learner_id: uuid.UUID, last: datetime.date) -> list[datetime.date]:
    """The day on which each question that is due by `last` can be reviewed, in UTC.

    Those of an entry that is set aside until a day come on that day. In three queries.
    """
    rows = QuestionMemory.objects.due_of(learner_id, last)
    mine = SetAsideEntry.objects.filter(learner=learner_id).exclude(until=None)
    buried = dict(mine.values_list("term_id", "until"))
    quizzes = Quiz.objects.current().filter(term__in=rows.values("term"))
    questions = Question.objects.filter(quiz__in=quizzes)
    asked = set(questions.values_list("quiz__term_id", "key", "answer_digest"))
    found = rows.values_list("term_id", "key", "answer_digest", "due_on")
    return [
        max(due_on, buried.get(term_id) or due_on)
        for term_id, key, digest, due_on in found
        if (term_id, key, digest) in asked
    ]


def review_title(due: int) -> str:
    """How many questions a review of them has: `7 questions to review`, as many as one may have."""
    shown = min(due, SIZES[-1])
    title = ngettext("%(number)s question to review", "%(number)s questions to review", shown)
    return title % {"number": shown}


def review_length(due: int) -> str:
    """How long a review of them takes: `about 2 minutes`."""
    minutes = -(-min(due, SIZES[-1]) // QUESTIONS_PER_MINUTE)
    text = ngettext("about %(minutes)s minute", "about %(minutes)s minutes", minutes)
    return text % {"minutes": minutes}


def due_reviews(learner_id: uuid.UUID) -> Iterator[Resumption]:
    """The review that a learner can start, of the length that is proposed, if anything is due."""
    today = timezone.now().date()
    due = QuestionMemory.objects.due_of(learner_id, today).count()
    if due > RESTART_SIZE and _is_restart(learner_id, today):
        due = RESTART_SIZE
    if due:
        address, now = reverse("reviews:review"), timezone.now()
        yield Resumption(_("Review"), review_title(due), address, review_length(due), now)


def _is_restart(learner_id: uuid.UUID, today: datetime.date) -> bool:
    mine = QuestionMemory.objects.filter(learner=learner_id)
    return is_restart(mine.aggregate(last=Max("reviewed_on"))["last"], today)


def _questions_of(term_ids: set[int]) -> dict[tuple[int, str, str], Question]:
    quizzes = Quiz.objects.current().filter(term__in=term_ids)
    questions = Question.objects.filter(quiz__in=quizzes).select_related("quiz")
    return {(one.quiz.term_id, one.key, one.answer_digest): one for one in questions}


def _next_day(learner_id: uuid.UUID, today: datetime.date) -> datetime.date | None:
    days = next_days(learner_id, most=1)
    return days[0][0] if days else None
