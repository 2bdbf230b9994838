"""The list of quizzes, with what a learner has reached in each."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learners.models import Learner
from quizzes.memory.mastery import TermMastery, recall_now
from quizzes.models import Attempt, Quiz


@dataclass(frozen=True)
class ListedQuiz:
    """A quiz and the learner's attempts at it, of whatever version, with counts, oldest first."""

    quiz: Quiz
    attempts: Sequence[Any]
    mastery: TermMastery | None = None

    @property
    def finished(self) -> list[Any]:
        """Attempts at the whole quiz; one at what was missed is no result of the quiz."""
        full = [one for one in self.attempts if one.kind == Attempt.Kind.FULL]
        return [one for one in full if 0 < one.asked == one.given]

    @property
    def is_under_way(self) -> bool:
        """Whether the newest attempt is not finished."""
        return bool(self.attempts) and not 0 < self.attempts[-1].asked == self.attempts[-1].given

    @property
    def facts(self) -> list[str]:
        """What the list says of it: its length, results, and the attempt that is not finished."""
        number = len(self.quiz.questions.all())
        length = ngettext("%(number)s question", "%(number)s questions", number)
        facts = [length % {"number": number}]
        if finished := self.finished:
            best = max(finished, key=lambda one: Fraction(one.right, one.asked))
            for words, one in (
                (_("Best result %(right)s / %(total)s"), best),
                (_("Last result %(right)s / %(total)s"), finished[-1]),
            ):
                facts.append(words % {"right": one.right, "total": one.asked})
        if self.is_under_way:
            counts = {"given": self.attempts[-1].given, "total": self.attempts[-1].asked}
            facts.append(_("%(given)s of %(total)s answered") % counts)
        return facts


def list_quizzes(quizzes: Iterable[Quiz], learner: Learner | None) -> list[ListedQuiz]:
    """`quizzes` in their order, each with `learner`'s attempts at it; none without a learner."""
    shown = list(quizzes)
    attempts: defaultdict[int, list[Any]] = defaultdict(list)
    mastery = recall_now(learner.pk) if learner else {}
    if learner:
        own = Attempt.objects.filter(learner=learner, quiz__term__in=[one.term_id for one in shown])
        for attempt in own.select_related("quiz").with_counts().order_by("started_at"):
            attempts[attempt.quiz.term_id].append(attempt)
    return [ListedQuiz(quiz, attempts[quiz.term_id], mastery.get(quiz.term_id)) for quiz in shown]
