"""The list of quizzes, with what a learner has reached in each."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learners.models import Learner
from quizzes.models import Attempt, Quiz


@dataclass(frozen=True)
class Tally:
    """One attempt in numbers: answers that were right, answers given, questions asked.

    `is_full` is whether it was at the whole quiz, and not at what had been missed.
    """

    right: int
    given: int
    asked: int
    is_full: bool = True

    @property
    def is_finished(self) -> bool:
        return 0 < self.asked == self.given

    @property
    def share_right(self) -> Fraction:
        return Fraction(self.right, self.asked)

    @property
    def counts(self) -> dict[str, int]:
        return {"right": self.right, "given": self.given, "total": self.asked}


@dataclass(frozen=True)
class ListedQuiz:
    """A quiz and the learner's attempts at it, of whatever version, oldest first."""

    quiz: Quiz
    tallies: tuple[Tally, ...]

    @property
    def finished(self) -> list[Tally]:
        """Attempts at the whole quiz; one at what was missed is no result of the quiz."""
        return [tally for tally in self.tallies if tally.is_finished and tally.is_full]

    @property
    def last(self) -> Tally | None:
        return self.finished[-1] if self.finished else None

    @property
    def best(self) -> Tally | None:
        return max(self.finished, key=lambda tally: tally.share_right, default=None)

    @property
    def under_way(self) -> Tally | None:
        """The newest attempt, where it is not finished."""
        return self.tallies[-1] if self.tallies and not self.tallies[-1].is_finished else None

    @property
    def facts(self) -> list[str]:
        """What the list says of it: its length, results, and the attempt that is not finished."""
        number = len(self.quiz.questions.all())
        length = ngettext("%(number)s question", "%(number)s questions", number)
        facts = [length % {"number": number}]
        if self.best and self.last:
            facts.append(_("Best result %(right)s / %(total)s") % self.best.counts)
            facts.append(_("Last result %(right)s / %(total)s") % self.last.counts)
        if self.under_way:
            facts.append(_("%(given)s of %(total)s answered") % self.under_way.counts)
        return facts


def list_quizzes(quizzes: Iterable[Quiz], learner: Learner | None) -> list[ListedQuiz]:
    """`quizzes` in their order, each with `learner`'s attempts at it; none without a learner."""
    shown = list(quizzes)
    tallies: defaultdict[int, list[Tally]] = defaultdict(list)
    if learner:
        attempts = Attempt.objects.filter(
            learner=learner, quiz__term__in=[quiz.term_id for quiz in shown]
        )
        rows = attempts.with_counts().order_by("started_at")
        columns = ("quiz__term_id", "right", "given", "asked", "kind")
        for term_id, right, given, asked, kind in rows.values_list(*columns):
            is_full = kind == Attempt.Kind.FULL
            tallies[term_id].append(Tally(right, given, asked, is_full))
    return [ListedQuiz(quiz, tuple(tallies[quiz.term_id])) for quiz in shown]
