"""What a post says: to which question of which attempt an answer belongs, and the answer.

Read without Django's forms: a quiz draws its own fields, and copying theirs took longer than
storing the answer.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from glossary_site.numbers.error_messages import describe_fault
from glossary_site.numbers.formatting import decimal_mark
from glossary_site.numbers.parsing import Notation, NumberFault, NumberTextError, read_number
from quizzes.kinds.responses import write_given_number, write_positions
from quizzes.models import Option, PosedQuestion, Question

LARGEST_ID = 2**63 - 1

_CHOOSE = {
    Question.Kind.SINGLE: gettext_lazy("Choose one of the options."),
    Question.Kind.TRUE_FALSE: gettext_lazy("Choose true or false."),
    Question.Kind.MULTIPLE: gettext_lazy("Choose at least one option."),
    Question.Kind.NUMBER: gettext_lazy("Give a number."),
    Question.Kind.ORDERING: gettext_lazy("Put every step in its place, each once."),
}


class AnswerError(ValueError):
    """An answer that cannot be stored; its text says to the reader what is wrong."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(str(message))


@dataclass(frozen=True)
class Address:
    """To what an answer belongs: a question by its id, and the attempt whose page showed it."""

    question_id: int
    attempt_id: uuid.UUID | None


def read_address(data: QueryDict) -> Address | None:
    """The address that a post names; None where it names none that there can be."""
    question, attempt = data.get("question_id", "").strip(), data.get("attempt", "").strip()
    if not (question.isascii() and question.isdigit() and len(question) < 20):
        return None
    if not 1 <= int(question) <= LARGEST_ID:
        return None
    try:
        return Address(int(question), uuid.UUID(attempt) if attempt else None)
    except ValueError:
        return None


def read_answer(data: QueryDict, posed: PosedQuestion) -> str:
    """The answer to a posed question, whose options are loaded, as it is stored.

    Options come as codes, `option`; a number as text, `number`. Raises AnswerError.
    """
    question = posed.question
    if question.kind == Question.Kind.NUMBER:
        return _read_number(data.get("number", "").strip(), question)
    return _read_options(data.getlist("option"), question)


def _read_number(text: str, question: Question) -> str:
    """The number, with the unit after it or not; what is refused is asked again, never scored."""
    number = text.removesuffix(question.unit) if question.unit else text
    try:
        value = read_number(number, Notation(question.notation), decimal_mark())
    except NumberTextError as error:
        is_empty = error.fault is NumberFault.EMPTY
        message = _CHOOSE[Question.Kind.NUMBER] if is_empty else describe_fault(error)
        raise AnswerError(message) from None
    return write_given_number(value)


def _read_options(codes: Sequence[str], question: Question) -> str:
    options: dict[str, Option] = {option.code: option for option in question.options.all()}
    if not options.keys() >= set(codes):
        raise AnswerError(_("That is not an option of this question. Choose one of these."))
    kind = Question.Kind(question.kind)
    is_possible = {
        Question.Kind.MULTIPLE: bool(codes),
        Question.Kind.ORDERING: sorted(codes) == sorted(options),
    }.get(kind, len(codes) == 1)
    if not is_possible:
        raise AnswerError(_CHOOSE[kind])
    positions = (options[code].position for code in codes)
    is_ordered = kind == Question.Kind.ORDERING
    return write_positions(positions if is_ordered else sorted(set(positions)))
