"""A question as a learner meets it before the answer."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from quizzes.attempts.progress import Progress
from quizzes.kinds.base import QuestionKind
from quizzes.kinds.registry import kind_of
from quizzes.models import PosedQuestion
from terms.fields.prose import without_paragraphs
from terms.models import Term


@dataclass(frozen=True)
class Asked:
    """A question that waits for its answer, without any part of its key.

    `form` is what the template of its kind shows: options, steps, a field for a number.
    """

    number: int
    total: int
    question_id: int
    attempt_id: uuid.UUID | None
    kind: QuestionKind
    stem_html: str
    form: Any
    previous_number: int | None
    term: Term

    @property
    def title(self) -> str:
        return _("Question %(number)s of %(total)s") % {"number": self.number, "total": self.total}

    @property
    def origin(self) -> str:
        return origin_text(self.term)


def ask(progress: Progress, posed: PosedQuestion, sent: QueryDict | None = None) -> Asked:
    """The question as it is shown; `sent` is what was sent and could not be accepted."""
    question, kind = posed.question, kind_of(posed.question)
    return Asked(
        number=posed.number,
        total=progress.total,
        question_id=question.pk,
        attempt_id=posed.attempt_id,
        kind=kind,
        stem_html=without_paragraphs(shown_stem(posed)),
        form=kind.ask(posed, sent or QueryDict()),
        previous_number=progress.answered_before(posed.number),
        term=question.quiz.term,
    )


def shown_stem(posed: PosedQuestion) -> str:
    """The question as HTML, with the numbers that were drawn for this attempt."""
    return kind_of(posed.question).fill(posed, posed.question.stem_html)


def origin_text(term: Term) -> str:
    """Where a question of a review comes from."""
    return _("From the quiz on %(title)s") % {"title": term.short_title}
