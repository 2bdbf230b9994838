"""One review: started with what is due, what is missed asked again, ended with what was gained."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import ngettext

from learners.identity import lock_learner
from learners.models import Learner
from quizzes.attempts.progress import Progress, progress_of
from quizzes.attempts.starting import start_attempt
from quizzes.memory.log import as_review
from quizzes.memory.schedule import replay
from quizzes.models import Attempt, LoggedReview, PosedQuestion, SetAsideEntry
from quizzes.reviews.choosing import choose
from quizzes.reviews.due import read_due
from terms.models import Term

GAIN_AFTER_D = 30
"""What a review has gained is what is recalled so many days later, against without it."""


def read_review(learner: Learner | None) -> Progress:
    """The learner's newest review, if there is one."""
    attempts = Attempt.objects.filter(learner=learner, kind=Attempt.Kind.REVIEW)
    attempt = attempts.order_by("-number").first() if learner else None
    return progress_of(attempt) if attempt else Progress(None, None, ())


def start_review(learner: Learner, size: int, after: Progress) -> None:
    """Start a review of at most `size` due questions, if any is; `after` is the newest one."""
    questions = choose(read_due(learner.pk).candidates, size)
    if questions:
        kind = Attempt.Kind.REVIEW
        start_attempt(learner, questions, quiz=None, kind=kind, after=after.attempt)


@transaction.atomic
def set_aside(learner: Learner, term: Term, reason: SetAsideEntry.Reason) -> None:
    """Ask nothing more of the entry, until tomorrow where it is only buried.

    What is still to be asked of it in the review under way goes, and the review too where nothing
    of it is left.
    """
    lock_learner(learner.pk)
    tomorrow = timezone.now().date() + datetime.timedelta(days=1)
    until = tomorrow if reason == SetAsideEntry.Reason.BURIED else None
    SetAsideEntry.objects.update_or_create(
        learner=learner, term=term, defaults={"reason": reason, "until": until}
    )
    reviews = Attempt.objects.filter(learner=learner, kind=Attempt.Kind.REVIEW)
    posed = PosedQuestion.objects.filter(attempt__in=reviews, question__quiz__term=term)
    posed.filter(answer=None).delete()
    reviews.filter(posed=None).delete()


@dataclass(frozen=True)
class Gain:
    """How many of `total` questions are recalled in a month: without this review, and with it."""

    total: int
    before: float
    after: float

    @property
    def text(self) -> str:
        text = ngettext(
            "In a month you would have known about %(before)s of this question; now it is "
            "%(after)s.",
            "In a month you would have known about %(before)s of these %(total)s questions; now "
            "it is %(after)s.",
            self.total,
        )
        return text % {
            "before": round(self.before),
            "total": self.total,
            "after": round(self.after),
        }


def gain_of(attempt: Attempt, progress: Progress) -> Gain | None:
    """What the finished review gained, where that can be told in whole questions."""
    questions = {
        (one.question.quiz.term_id, one.question.key, one.question.answer_digest)
        for one in progress.posed
    }
    log = LoggedReview.objects.filter(
        learner=attempt.learner_id, term__in={term_id for term_id, _key, _digest in questions}
    )
    then = timezone.now().date() + datetime.timedelta(days=GAIN_AFTER_D)
    before = after = 0.0
    by_question: dict[tuple[int, str, str], list[LoggedReview]] = {}
    for entry in log:
        name = (entry.term_id, entry.key, entry.answer_digest)
        if name in questions:
            by_question.setdefault(name, []).append(entry)
    for entries in by_question.values():
        earlier = replay(as_review(one) for one in entries if one.answered_at < attempt.started_at)
        now = replay(map(as_review, entries))
        before += earlier.recall(then) if earlier else 0
        after += now.recall(then) if now else 0
    return Gain(len(by_question), before, after) if round(after) > round(before) else None
