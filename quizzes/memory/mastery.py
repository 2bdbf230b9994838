"""How much of each term a learner would recall now."""

import datetime
import uuid
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from quizzes.memory.schedule import recall_after
from quizzes.models import LoggedReview, Question, QuestionMemory, Quiz, SetAsideEntry

RING_UNITS = 50.27
"""Around a circle of radius 8: 16 times pi."""

MASTERED = 0.8
"""From this mean recall on a term counts as mastered.

A question comes back when its recall falls to 0.9 (`DESIRED_RETENTION`), so that who keeps
up stays above it, and also one who is some days late. Who answered five questions of six stays
below it from the second day on (5/6 x 0.95 = 0.79).
"""


@dataclass(frozen=True)
class TermMastery:
    """What a learner recalls of a term.

    `recall` is the mean probability, 0 to 1, of recalling its `questions` now, in which one that
    was never answered, or was missed the last time, counts 0; `asked` of them were answered, and
    `due` of them wait for a review.
    """

    recall: float
    asked: int
    questions: int
    due: int

    @property
    def is_mastered(self) -> bool:
        return self.recall >= MASTERED

    @property
    def arc(self) -> str:
        """The dash of a ring of radius 8 that shows `recall`, and the whole ring: `25.13 50.27`."""
        return f"{round(self.recall * RING_UNITS, 2)} {RING_UNITS}"

    @property
    def recalled(self) -> int:
        """How many questions are recalled, in whole ones."""
        return round(self.recall * self.questions)

    @property
    def text(self) -> str:
        text = _("You would recall %(recalled)s of %(questions)s now")
        return text % {"recalled": self.recalled, "questions": self.questions}


def recall_now(learner_id: uuid.UUID) -> dict[int, TermMastery]:
    """`mastery_of_terms` at this moment."""
    return mastery_of_terms(learner_id, timezone.now())


def mastery_of_terms(learner_id: uuid.UUID, now: datetime.datetime) -> dict[int, TermMastery]:
    """By its id, each published term of which the learner answered a question that is still asked.

    In two queries, whatever the number of terms. What was answered today counts as it will
    tomorrow, since the model of memory knows no shorter time than a day. It expects three in four
    to recall a question on the day after they missed it; nobody would believe that of a question
    that they have not yet answered, so that it counts from their next answer on.
    """
    today = now.astimezone(datetime.UTC).date()
    still_asked = Question.objects.filter(
        quiz__term=OuterRef("term"),
        quiz__is_current=True,
        key=OuterRef("key"),
        answer_digest=OuterRef("answer_digest"),
    )
    aside = SetAsideEntry.objects.in_force(today).filter(
        learner=OuterRef("learner"), term=OuterRef("term")
    )
    same = {name: OuterRef(name) for name in ("learner", "term", "key", "answer_digest")}
    answers = LoggedReview.objects.filter(**same).order_by("-answered_at", "-pk")
    memories = QuestionMemory.objects.filter(Exists(still_asked), learner=learner_id).annotate(
        is_due=Q(due_on__lte=today) & ~Exists(aside),
        is_missed=Subquery(
            answers.annotate(is_missed=Q(worth__gt=2 * F("earned"))).values("is_missed")[:1]
        ),
    )
    recalls: dict[int, list[float]] = {}
    due: dict[int, int] = {}
    for term_id, stability_d, reviewed_on, is_due, is_missed in memories.values_list(
        "term_id", "stability_d", "reviewed_on", "is_due", "is_missed"
    ):
        days = max(1, (today - reviewed_on).days)
        recall = 0.0 if is_missed else recall_after(days, stability_d)
        recalls.setdefault(term_id, []).append(recall)
        due[term_id] = due.get(term_id, 0) + is_due
    if not recalls:
        return {}
    counted = Quiz.objects.current().filter(term__in=recalls.keys()).order_by()
    numbers = counted.annotate(number=Count("questions")).values_list("term_id", "number")
    return {
        term_id: TermMastery(
            sum(recalls[term_id]) / number, len(recalls[term_id]), number, due[term_id]
        )
        for term_id, number in numbers
    }
