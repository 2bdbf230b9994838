"""An answered question with its key: what was given, what was right, and why."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from glossary_site.numbers.parsing import Notation
from quizzes.attempts.presentation import arranged, exact_number, fill, shown_values
from quizzes.kinds.number_format import rounding_error, write_answer, write_given
from quizzes.kinds.responses import read_given_number, read_positions
from quizzes.kinds.scoring import Credit, Verdict, credit_choices, credit_number, credit_order
from quizzes.models import Answer, Option, PosedQuestion, Question
from terms.fields.prose import without_paragraphs
from terms.models import Term


@dataclass(frozen=True)
class ReviewedOption:
    """An option and its reason; a step also says where it was put.

    A step is right in its own place alone. One that stands elsewhere and yet follows the step that
    it has to follow earns its part of the point (`is_in_sequence`).
    """

    html: str
    reason_html: str
    is_right: bool
    is_chosen: bool
    given_place: int | None = None
    is_in_sequence: bool = False


@dataclass(frozen=True)
class ReviewedNumber:
    """The number given, the exact one, and how far off it may be, as text."""

    given: str
    exact: str
    tolerance: str


@dataclass(frozen=True)
class Review:
    """An answered question. `reason_html` is the way to a number; other kinds explain options."""

    number: int
    kind: str
    stem_html: str
    credit: Credit
    options: tuple[ReviewedOption, ...]
    numbers: ReviewedNumber | None
    reason_html: str
    term: Term
    section: str
    previous_number: int | None = None
    next_number: int | None = None

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


def judge(posed: PosedQuestion, response: str) -> Credit:
    """What `response`, already read and found possible, is worth."""
    question = posed.question
    if question.kind == Question.Kind.NUMBER:
        given = read_given_number(response)
        exact = exact_number(posed)
        rounded_off = rounding_error(exact, Notation(question.notation))
        return credit_number(given, exact, max(Fraction(question.tolerance), rounded_off))
    positions = read_positions(response)
    options = question.options.all()
    if question.kind == Question.Kind.ORDERING:
        return credit_order(positions, [option.position for option in options])
    right = {option.position for option in options if option.is_right}
    return credit_choices(set(positions), right)


def review(
    posed: PosedQuestion,
    answer: Answer,
    *,
    previous_number: int | None = None,
    next_number: int | None = None,
) -> Review:
    """The answered question; its options and parameters are best loaded beforehand."""
    question = posed.question
    is_number = question.kind == Question.Kind.NUMBER
    values = shown_values(posed)
    if is_number:
        values["answer"] = write_answer(exact_number(posed), *_notation(question))
    return Review(
        number=posed.number,
        kind=question.kind,
        stem_html=fill(question.stem_html, values),
        credit=answer.credit,
        options=() if is_number else _review_options(posed, read_positions(answer.response)),
        numbers=_review_numbers(posed, answer) if is_number else None,
        reason_html=fill(question.reason_html, values),
        term=question.quiz.term,
        section=question.section,
        previous_number=previous_number,
        next_number=next_number,
    )


def _review_options(posed: PosedQuestion, positions: tuple[int, ...]) -> tuple[ReviewedOption, ...]:
    options = list(posed.question.options.all())
    if posed.question.kind == Question.Kind.ORDERING:
        return _review_steps(options, positions)
    return tuple(
        ReviewedOption(
            option.text_html,
            option.reason_html,
            is_right=option.is_right,
            is_chosen=option.position in positions,
        )
        for option in arranged(posed, options)
    )


def _review_steps(options: list[Option], given: tuple[int, ...]) -> tuple[ReviewedOption, ...]:
    """The steps in their right order, each with the place that it was given."""
    right = [option.position for option in options]
    pairs = set(pairwise(given))
    return tuple(
        ReviewedOption(
            option.text_html,
            option.reason_html,
            is_right=given[place] == option.position,
            is_chosen=True,
            given_place=given.index(option.position) + 1,
            is_in_sequence=place > 0 and (right[place - 1], option.position) in pairs,
        )
        for place, option in enumerate(options)
    )


def _review_numbers(posed: PosedQuestion, answer: Answer) -> ReviewedNumber:
    question = posed.question
    tolerance = Fraction(question.tolerance)
    return ReviewedNumber(
        given=write_given(read_given_number(answer.response), *_notation(question)),
        exact=write_answer(exact_number(posed), *_notation(question)),
        tolerance=write_answer(tolerance, *_notation(question)) if tolerance else "",
    )


def _notation(question: Question) -> tuple[Notation, str]:
    return Notation(question.notation), question.unit
