"""What *My learning* tells of quizzes and reviews."""

import uuid
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from learners.learning import Group, Row
from learners.own_data import Kept, Named
from quizzes.attempts.progress import open_attempts
from quizzes.memory.coming import next_days_text
from quizzes.memory.mastery import recall_now
from quizzes.models import (
    Answer,
    Attempt,
    CalendarAddress,
    LoggedReview,
    MailReminder,
    PosedQuestion,
    QuestionMemory,
    SetAsideEntry,
)
from quizzes.reviews.due import due_reviews
from terms.models import Term

MOST_RESULTS = 5


KEPT = (
    Kept(
        gettext_lazy("answer a quiz, a review or a mixed check"),
        gettext_lazy(
            "Which questions were asked, what you answered, when, and whether it was right."
        ),
        (Named(Attempt, gettext_lazy("Quizzes, reviews and checks begun")),),
        (PosedQuestion, Answer),
    ),
    Kept(
        gettext_lazy("answer a question, wherever it stands"),
        gettext_lazy(
            "Again the question, the moment and whether it was right, in a log that nothing is "
            "taken out of; and what follows from the log: how well you are likely to recall the "
            "question, and the day on which it comes back."
        ),
        (
            Named(LoggedReview, gettext_lazy("Answers in your log of reviews")),
            Named(QuestionMemory, gettext_lazy("Questions under review")),
        ),
    ),
    Kept(
        gettext_lazy("set an entry aside in a review"),
        gettext_lazy("Which entry, why, and for how long."),
        (Named(SetAsideEntry, gettext_lazy("Entries set aside")),),
    ),
    Kept(
        gettext_lazy("make an address for your calendar"),
        gettext_lazy(
            "A fingerprint of the address, not the address itself; your time zone; and when you "
            "made it. Whoever runs your calendar sees how many questions are due on which day."
        ),
        (
            Named(
                CalendarAddress, gettext_lazy("Private calendar, with your time zone"), "time_zone"
            ),
        ),
    ),
    Kept(
        gettext_lazy("ask to be reminded by e-mail"),
        gettext_lazy(
            "Your e-mail address, for reminders alone; the days, the hour and your time zone; when "
            "the last mail went out, and how many since your last answer. Whether you open a mail "
            "is not observed. All of it is deleted when you stop, and when you do not answer "
            "whether to go on."
        ),
        (Named(MailReminder, gettext_lazy("E-mail address, for reminders"), "email"),),
    ),
)


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
