"""The result of a finished attempt, for the learner and to be shared, and what may follow it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from glossary_site.numbers.formatting import write_number, write_percent
from glossary_site.numbers.rounding import round_to, without_zeros
from quizzes.attempts.feedback import Feedback, ResultLine, feedback_at
from quizzes.attempts.presentation import shown_stem
from quizzes.attempts.progress import Progress, load_keys
from quizzes.kinds.scoring import Score, score
from quizzes.memory.coming import next_days_text
from quizzes.memory.mastery import TermMastery, recall_now
from quizzes.models import Quiz
from terms.models import RelatedTerm, Term


@dataclass(frozen=True)
class Result:
    """A finished attempt, a line for each question; those that the learner sees hold the feedback.

    `comes_again` says when the learner's next questions come, of all entries; what was asked twice
    is one line.
    `mastery` tells of the terms that were asked about how much of them is recalled now.
    """

    lines: Sequence[ResultLine]
    is_retry: bool
    comes_again: str = ""
    mastery: Sequence[tuple[Term, TermMastery]] = ()
    related: tuple[RelatedTerm, ...] = ()

    @property
    def score(self) -> Score:
        return score([line.credit for line in self.lines])

    @property
    def missed(self) -> int:
        """How many questions were not wholly right."""
        return self.score.total - self.score.right

    @property
    def percentage(self) -> str:
        text = _("%(percentage)s of the points")
        return text % {"percentage": write_percent(Decimal(self.score.percentage))}

    @property
    def notes(self) -> list[str]:
        """What has to be said of the score."""
        notes = []
        if self.is_retry:
            notes.append(_("Of the questions that were not right the last time."))
        if self.score.partly:
            notes.append(self._partly())
        return notes

    def _partly(self) -> str:
        text = ngettext(
            "%(partly)s more was partly right: %(points)s of %(total)s points in all.",
            "%(partly)s more were partly right: %(points)s of %(total)s points in all.",
            self.score.partly,
        )
        points = write_number(without_zeros(round_to(self.score.points, 2)))
        return text % {"partly": self.score.partly, "points": points, "total": self.score.total}


@dataclass(frozen=True)
class NextAttempt:
    """A button that starts another attempt; `name` is what tests know it by."""

    name: str
    url: str
    label: str
    is_main: bool = True


def read_result(progress: Progress) -> Result:
    """The result of a finished attempt, with the key of every question."""
    load_keys(progress, progress.posed)
    numbers = (posed.number for posed in progress.posed if not posed.is_repeat)
    lines = [feedback for number in numbers if (feedback := feedback_at(progress, number))]
    attempt = progress.attempt
    if attempt is None:
        raise TypeError("a result belongs to an attempt")
    return Result(
        lines,
        progress.is_retry,
        next_days_text(attempt.learner_id),
        _mastery(attempt.learner_id, lines),
        _related(progress.quiz),
    )


def share_result(progress: Progress) -> Result:
    """The result of a finished attempt for somebody who may not have answered the questions."""
    answered = [(posed, posed.given) for posed in progress.posed if posed.given]
    lines = [ResultLine(shown_stem(posed), given.credit) for posed, given in answered]
    return Result(lines, progress.is_retry)


def next_attempts(progress: Progress, result: Result) -> list[NextAttempt]:
    """What the learner can go on with after the result of a quiz; a review ends with the day."""
    if progress.quiz is None:
        return []
    slug = progress.quiz.term.slug
    again = NextAttempt(
        "quiz-again",
        reverse("quizzes:quiz_again", args=[slug]),
        _("Take the whole quiz again") if progress.is_retry else _("Take it again"),
        is_main=not result.missed,
    )
    if not result.missed:
        return [again]
    label = ngettext(
        "Retry the one that was not right",
        "Retry the %(missed)s that were not right",
        result.missed,
    )
    retry = reverse("quizzes:quiz_retry", args=[slug])
    return [NextAttempt("quiz-retry", retry, label % {"missed": result.missed}), again]


def _mastery(
    learner_id: uuid.UUID, lines: Sequence[Feedback]
) -> Sequence[tuple[Term, TermMastery]]:
    mastery = recall_now(learner_id)
    terms = {line.term.pk: line.term for line in lines}
    return [(term, mastery[pk]) for pk, term in terms.items() if pk in mastery]


def _related(quiz: Quiz | None) -> tuple[RelatedTerm, ...]:
    if quiz is None:
        return ()
    related = RelatedTerm.objects.filter(term=quiz.term_id, target__status=Term.Status.PUBLISHED)
    return tuple(related.select_related("target"))
