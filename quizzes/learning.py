"""What *My learning* tells of quizzes and reviews."""

import uuid
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from learners.learning import Group, Row
from quizzes.attempts.progress import open_attempts
from quizzes.memory.coming import next_days_text
from quizzes.memory.mastery import recall_now
from quizzes.models import Attempt, SetAsideEntry
from quizzes.reviews.due import due_reviews
from terms.models import Term

MOST_RESULTS = 5


def learning_of(learner_id: uuid.UUID) -> Iterator[Group]:
    """Reviews, what is recalled of terms, quizzes under way and done, set-aside entries."""
    yield Group(
        10,
        _("Due now"),
        [Row(one.title, one.path, one.progress) for one in due_reviews(learner_id)],
    )
    if days := next_days_text(learner_id):
        remind = Row(_("Remind me"), reverse("reminders:reminders"))
        yield Group(11, _("Next reviews"), [Row(days, reverse("reviews:review")), remind])
    yield Group(20, _("Questions that you would recall now"), list(_terms(learner_id)))
    yield Group(30, _("Quizzes"), [*_under_way(learner_id), *_results(learner_id)])
    yield Group(70, _("Set aside"), list(_set_aside(learner_id)))


def _terms(learner_id: uuid.UUID) -> Iterator[Row]:
    """The terms, those of which most is recalled first."""
    mastery = recall_now(learner_id)
    terms = Term.objects.published().filter(pk__in=mastery).only("slug", "title")
    for term in sorted(terms, key=lambda term: -mastery[term.pk].recall):
        one = mastery[term.pk]
        numbers = {"recalled": one.recalled, "questions": one.questions}
        fact = _("%(recalled)s of %(questions)s") % numbers
        yield Row(term.title, term.get_absolute_url(), fact, one)


def _under_way(learner_id: uuid.UUID) -> Iterator[Row]:
    for one in open_attempts(learner_id):
        yield Row(one.title, one.path, one.progress)


def _results(learner_id: uuid.UUID) -> Iterator[Row]:
    for attempt in Attempt.objects.finished_by(learner_id)[:MOST_RESULTS]:
        words = _("%(right)s of %(total)s right, on %(day)s")
        day = date_format(attempt.last_at, "DATE_FORMAT")
        fact = words % {"right": attempt.right, "total": attempt.asked, "day": day}
        yield Row(attempt.quiz.term.title, attempt.get_absolute_url(), fact)


def _set_aside(learner_id: uuid.UUID) -> Iterator[Row]:
    entries = SetAsideEntry.objects.in_force(timezone.now().date()).filter(learner=learner_id)
    for entry in entries.select_related("term").order_by("term__title_key"):
        yield Row(entry.term.title, entry.term.get_absolute_url(), entry.get_reason_display())
