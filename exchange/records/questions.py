"""Questions of quizzes for programs: as they are asked, and what an answer is worth."""

import secrets
from typing import Any

from django.http import QueryDict
from pydantic import Field

from exchange.questions.items import KINDS
from exchange.records.record import Record
from quizzes.kinds.options import ReviewedOption
from quizzes.kinds.registry import kind_of
from quizzes.models import PosedQuestion, Question, Quiz
from terms.markdown.plain import plain_text

_SEED_BITS = 32


class OptionRecord(Record):
    code: str = Field(description="What an answer names the option by")
    text: str


class QuestionRecord(Record):
    """A question as it is asked, with nothing of its key."""

    id: str = Field(description="The question with the numbers that were drawn for it")
    kind: str = Field(
        description=f"One of {', '.join(KINDS)}; any other is answered at `url` alone"
    )
    stem: str
    options: list[OptionRecord] = Field(
        default=[], description="To choose from, or the steps to put in order"
    )
    unit: str = Field(default="", description="Of a number that is asked for")
    url: str = Field(description="The section of the entry that answers it")


class QuizRecord(Record):
    term: str
    url: str
    questions: list[QuestionRecord]


class CheckedRecord(Record):
    """What an answer is worth, and why."""

    credit: float = Field(ge=0, le=1, description="0 wrong, 1 right, in between partly right")
    verdict: str
    reasons: list[str]
    answer: str = Field(default="", description="Of a number question the right number")
    url: str


class UnknownQuestionError(LookupError):
    """There is no such question."""


class SiteAloneError(LookupError):
    """The question is of a kind that a program can neither ask nor answer."""


def read_quiz(slug: str, base: str) -> QuizRecord | None:
    """The current quiz of a published term; None where it has none.

    Numbers are drawn with the same seed each time, so that the record is the same until the content
    changes.
    """
    quiz = Quiz.objects.current().filter(term__slug=slug).first()
    questions = list(quiz.questions.for_taking()) if quiz else []
    if quiz is None or not questions:
        return None
    asked = [_asked(PosedQuestion(question=one, seed=one.pk), base) for one in questions]
    return QuizRecord(term=slug, url=f"{base}{quiz.get_absolute_url()}", questions=asked)


def draw_question(slug: str, number: int, base: str) -> QuestionRecord | None:
    """Question `number`, from 1, of a term's quiz with fresh numbers; None where there is none.

    Raises SiteAloneError.
    """
    questions = list(_questions(slug))
    if not 1 <= number <= len(questions):
        return None
    posed = PosedQuestion(question=questions[number - 1], seed=secrets.randbits(_SEED_BITS))
    _refuse_other_kinds(posed.question, base)
    return _asked(posed, base)


def check_answer(question_id: str, answer: list[str], base: str) -> CheckedRecord:
    """What `answer` is worth: codes of options, in order where steps are ordered, or one number.

    Raises UnknownQuestionError, SiteAloneError, and AnswerError where the answer cannot be read.
    """
    posed = _posed(question_id)
    _refuse_other_kinds(posed.question, base)
    kind, data = kind_of(posed.question), QueryDict(mutable=True)
    data.setlist("option", answer)
    data.setlist("number", answer[:1])
    response = kind.read(posed, data)
    credit, reasons = kind.score(posed, response), kind.explain(posed, response)
    return CheckedRecord(
        credit=float(credit.share),
        verdict=credit.verdict.value,
        reasons=_reasons(reasons),
        answer=getattr(reasons, "exact", ""),
        url=_section_url(posed.question, base),
    )


def _questions(slug: str) -> Any:
    quiz = Quiz.objects.current().filter(term__slug=slug)
    return Question.objects.filter(quiz__in=quiz).for_taking()


def _posed(question_id: str) -> PosedQuestion:
    slug, _, rest = question_id.partition("/")
    key, _, seed = rest.partition("/")
    question = _questions(slug).filter(key=key).first()
    if question is None or not (seed.isascii() and seed.isdigit() and len(seed) <= 18):
        raise UnknownQuestionError(f"there is no question {question_id[:100]!r}")
    return PosedQuestion(question=question, seed=int(seed))


def _refuse_other_kinds(question: Question, base: str) -> None:
    if question.kind not in KINDS:
        quiz = f"{base}{question.quiz.get_absolute_url()}"
        raise SiteAloneError(f"a question of the kind {question.kind!r} is asked at {quiz} alone")


def _asked(posed: PosedQuestion, base: str) -> QuestionRecord:
    question = posed.question
    kind = kind_of(question)
    form = kind.ask(posed, QueryDict())
    options = form if isinstance(form, tuple) else ()
    return QuestionRecord(
        id=f"{question.quiz.term.slug}/{question.key}/{posed.seed}",
        kind=question.kind,
        stem=plain_text(kind.fill(posed, question.stem_html)),
        options=[OptionRecord(code=one.code, text=plain_text(one.html)) for one in options],
        unit=getattr(form, "unit", ""),
        url=_section_url(question, base),
    )


def _section_url(question: Question, base: str) -> str:
    return f"{base}{question.quiz.term.get_absolute_url()}#{question.section}"


def _reasons(reasons: Any) -> list[str]:
    """Of every option or step what it is and why; of a number how it comes about."""
    if isinstance(reasons, tuple):
        return [_option_reason(one) for one in reasons]
    return [plain_text(reasons.reason_html)]


def _option_reason(option: ReviewedOption) -> str:
    text, reason = plain_text(option.html), plain_text(option.reason_html)
    told = f"{text} – {option.mark}" if option.mark else text
    return f"{told}: {reason}" if reason else told
