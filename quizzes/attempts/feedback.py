"""An answered question with its key: what was given, what was right, and why."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from quizzes.attempts.presentation import origin_text, shown_stem
from quizzes.attempts.progress import Progress
from quizzes.kinds.base import QuestionKind
from quizzes.kinds.registry import kind_of
from quizzes.kinds.scoring import Credit, Verdict
from terms.fields.prose import without_paragraphs
from terms.models import Term

_MARKS: dict[Verdict, Promise] = {
    Verdict.RIGHT: _("right"),
    Verdict.PARTLY: _("partly"),
    Verdict.WRONG: _("wrong"),
}
_TITLES: dict[Verdict, Promise] = {
    Verdict.RIGHT: _("Question %(number)s of %(total)s: right"),
    Verdict.PARTLY: _("Question %(number)s of %(total)s: partly right"),
    Verdict.WRONG: _("Question %(number)s of %(total)s: wrong"),
}
_ANNOUNCEMENTS: dict[Verdict, Promise] = {
    Verdict.RIGHT: _("Your answer is right."),
    Verdict.PARTLY: _("Your answer is partly right."),
    Verdict.WRONG: _("Your answer is wrong."),
}


@dataclass(frozen=True)
class ResultLine:
    """How a question went, with nothing of its key."""

    stem_html: str
    credit: Credit

    @property
    def line_html(self) -> str:
        """The stem without paragraphs, as a line of a list holds it."""
        return without_paragraphs(self.stem_html)

    @property
    def is_right(self) -> bool:
        return self.credit.verdict is Verdict.RIGHT

    @property
    def is_partly_right(self) -> bool:
        return self.credit.verdict is Verdict.PARTLY

    @property
    def mark(self) -> str:
        return str(_MARKS[self.credit.verdict])


@dataclass(frozen=True)
class Feedback(ResultLine):
    """An answered question. `reasons` is what the template of its kind shows."""

    kind: QuestionKind
    number: int
    total: int
    reasons: Any
    term: Term
    section: str
    previous_number: int | None
    next_number: int | None

    @property
    def title(self) -> str:
        if self.total == 1:
            return capfirst(self.mark)
        text = str(_TITLES[self.credit.verdict])
        return text % {"number": self.number, "total": self.total}

    @property
    def origin(self) -> str:
        return origin_text(self.term)

    @property
    def announcement(self) -> str:
        return str(_ANNOUNCEMENTS[self.credit.verdict])


def feedback_at(progress: Progress, number: int) -> Feedback | None:
    """What is said of the answer to the question `number`, or None before it is answered."""
    posed = progress.at(number)
    if posed.given is None:
        return None
    question, kind = posed.question, kind_of(posed.question)
    return Feedback(
        stem_html=shown_stem(posed),
        credit=posed.given.credit,
        kind=kind,
        number=number,
        total=progress.total,
        reasons=kind.explain(posed, posed.given.response),
        term=question.quiz.term,
        section=question.section,
        previous_number=progress.answered_before(number),
        next_number=number + 1 if number < progress.total else None,
    )
