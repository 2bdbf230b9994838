"""How far a learner is on paths."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from glossary_site.page_cache.content_version import cache_until_content_change
from paths.models import Enrolment, Path
from quizzes.memory.mastery import TermMastery, mastery_of_terms
from quizzes.models import Quiz
from terms.models import Term

Masteries = Mapping[int, TermMastery]
"""By the id of a term what the learner recalls of it."""


@dataclass(frozen=True)
class Step:
    """A term on a path; `mastery` is None before any of its `questions` was answered."""

    number: int
    term: Term
    reason: str
    questions: int
    mastery: TermMastery | None

    @property
    def is_mastered(self) -> bool:
        return self.mastery is not None and self.mastery.is_mastered

    @property
    def is_all_asked(self) -> bool:
        """Whether the learner has met every question; a term without questions is only read."""
        return self.questions == 0 or (
            self.mastery is not None and self.mastery.asked >= self.questions
        )


@dataclass(frozen=True)
class PathProgress:
    """A path with its steps, and the learner's enrolment, if they have begun it."""

    path: Path
    steps: Sequence[Step]
    enrolment: Enrolment | None = None

    @property
    def asking(self) -> list[Step]:
        """The steps that have questions."""
        return [step for step in self.steps if step.questions]

    @property
    def has_check(self) -> bool:
        """Whether questions of several entries can be mixed."""
        return len(self.asking) > 1

    @cached_property
    def here(self) -> Step | None:
        """Where to go on: the first step with a question that was never asked, else the first one
        that is not mastered any more; None where all are."""
        new = (step for step in self.steps if not step.is_all_asked)
        faded = (step for step in self.asking if not step.is_mastered)
        return next(new, None) or next(faded, None)

    @property
    def text(self) -> str:
        """How many of its entries are mastered, in words; one without questions never is."""
        mastered = sum(step.is_mastered for step in self.asking)
        if len(self.asking) == len(self.steps):
            text = _("%(mastered)s of %(total)s entries mastered")
        else:
            text = _("%(mastered)s of %(total)s entries with a quiz mastered")
        return text % {"mastered": mastered, "total": len(self.asking)}

    @property
    def here_text(self) -> str:
        """Where to go on, in words."""
        if self.here is None:
            return _("the check at the end")
        text = _("step %(number)s of %(total)s, %(title)s")
        title = self.here.term.plain_title
        return text % {"number": self.here.number, "total": len(self.steps), "title": title}


def read_paths(paths: Iterable[Path], learner_id: uuid.UUID | None) -> list[PathProgress]:
    """Each of `paths`, read `with_steps()`, as the learner stands on it; in three queries."""
    if not (rows := list(paths)):
        return []
    mastery = mastery_of_terms(learner_id, timezone.now()) if learner_id else {}
    mine = Enrolment.objects.filter(learner=learner_id) if learner_id else ()
    enrolments = {one.path_id: one for one in mine}
    counts = question_counts(None)
    return [
        PathProgress(path, _steps(path, counts, mastery), enrolments.get(path.pk)) for path in rows
    ]


def _steps(path: Path, counts: Mapping[int, int], mastery: Masteries) -> list[Step]:
    return [
        Step(number, row.term, row.reason, counts.get(row.term_id, 0), mastery.get(row.term_id))
        for number, row in enumerate(path.shown, start=1)
    ]


def _read_question_counts(_key: None) -> Mapping[int, int]:
    counted = Quiz.objects.current().order_by().annotate(number=Count("questions"))
    return dict(counted.filter(number__gt=0).values_list("term_id", "number"))


question_counts = cache_until_content_change(_read_question_counts, maxsize=1)
"""How many questions the quiz of each published term has that asks any, by the term's id."""
