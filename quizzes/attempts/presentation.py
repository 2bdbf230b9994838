"""A posed question as a learner meets it: its options in the order drawn, its numbers filled in."""

from __future__ import annotations

import re
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from glossary_site.numbers.parsing import Notation
from quizzes.kinds.formula import evaluate
from quizzes.kinds.number_format import write_quantity
from quizzes.kinds.randomization import arrange, disarrange, draw
from quizzes.models import Option, PosedQuestion, Question
from terms.fields.prose import without_paragraphs

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class AskedOption:
    """An option before the answer: its name in the form, its words, whether it was just given."""

    code: str
    html: str
    is_given: bool


@dataclass(frozen=True)
class Asked:
    """A question that waits for its answer, without any part of its key.

    `unit` is written after the field of a number; `given_number` is what was just typed into it.
    """

    number: int
    question_id: int
    attempt_id: uuid.UUID | None
    kind: str
    stem_html: str
    options: tuple[AskedOption, ...]
    unit: str
    given_number: str
    previous_number: int | None
    term_title: str


def ask(
    posed: PosedQuestion,
    *,
    given: Sequence[str] = (),
    given_number: str = "",
    previous_number: int | None = None,
) -> Asked:
    """The question as it is shown; `given` are codes of options that were sent and not accepted.

    Steps that were sent as a complete order are shown in that order.
    """
    question = posed.question
    options = arranged(posed, question.options.without_key())
    if question.kind == Question.Kind.ORDERING:
        options = _in_given_order(options, given)
    return Asked(
        number=posed.number,
        question_id=question.pk,
        attempt_id=posed.attempt_id,
        kind=question.kind,
        stem_html=without_paragraphs(fill(question.stem_html, shown_values(posed))),
        options=tuple(
            AskedOption(
                option.code, without_paragraphs(option.text_html), is_given=option.code in given
            )
            for option in options
        ),
        unit=_field_unit(question),
        given_number=given_number,
        previous_number=previous_number,
        term_title=question.quiz.term.short_title,
    )


def arranged(posed: PosedQuestion, options: Collection[Option]) -> list[Option]:
    """The options, given in their author's order, in the order that the learner sees."""
    rows = list(options)
    if posed.question.kind == Question.Kind.TRUE_FALSE:
        return rows
    shuffle = disarrange if posed.question.kind == Question.Kind.ORDERING else arrange
    return [rows[place] for place in shuffle(posed.seed, len(rows))]


def drawn_values(posed: PosedQuestion) -> dict[str, Fraction]:
    """The exact values of a number question's parameters; empty for other kinds."""
    if posed.question.kind != Question.Kind.NUMBER:
        return {}
    return draw(posed.seed, [parameter.exact for parameter in posed.question.parameters.all()])


def shown_values(posed: PosedQuestion) -> dict[str, str]:
    """The parameters' values as the page writes them."""
    values = drawn_values(posed)
    if not values:
        return {}
    parameters = posed.question.parameters.all()
    return {
        parameter.name: write_quantity(values[parameter.name], Notation(parameter.notation))
        for parameter in parameters
    }


def exact_number(posed: PosedQuestion) -> Fraction:
    """The right answer to a number question, from its formula."""
    return evaluate(posed.question.formula, drawn_values(posed))


def fill(html: str, values: Mapping[str, str]) -> str:
    """`html` with each `{name}` that is known replaced by its value."""
    return _PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), html) if values else html


def _in_given_order(options: list[Option], given: Sequence[str]) -> list[Option]:
    by_code = {option.code: option for option in options}
    if sorted(by_code) != sorted(given):
        return options
    return [by_code[code] for code in given]


def _field_unit(question: Question) -> str:
    match question.notation:
        case Question.Notation.PERCENT:
            return "%"
        case Question.Notation.DOLLARS:
            return _("US dollars")
    return question.unit
