"""A number, computed by the question's formula from numbers that are drawn for each attempt."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from glossary_site.numbers.error_messages import describe_fault
from glossary_site.numbers.formatting import decimal_mark
from glossary_site.numbers.formula import evaluate
from glossary_site.numbers.parsing import Notation, NumberFault, NumberTextError, read_number
from quizzes.kinds.base import AnswerError, DeviceScoring, QuestionKind
from quizzes.kinds.number_format import rounding_error, write_answer, write_given, write_quantity
from quizzes.kinds.randomization import draw
from quizzes.kinds.registry import register
from quizzes.kinds.scoring import Credit, credit_number
from quizzes.models import PosedQuestion, Question

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_LONGEST_SHOWN = 60
"""So much of what was typed and refused is shown again."""


@dataclass(frozen=True)
class NumberField:
    """The field before the answer: what was just typed into it, and the unit after it."""

    given: str
    unit: str


@dataclass(frozen=True)
class NumberReasons:
    """The number given, the exact one and how far off it may be, as text, and the way there."""

    given: str
    exact: str
    tolerance: str
    reason_html: str


@register
class Number(QuestionKind):
    """All or nothing, within the question's tolerance; a response is an exact fraction."""

    key = "number"
    label = gettext_lazy("a number")
    template = "quizzes/kinds/_number.html"

    def fill(self, posed: PosedQuestion, html: str) -> str:
        return _fill(html, _shown_values(posed))

    def ask(self, posed: PosedQuestion, sent: QueryDict) -> NumberField:
        return NumberField(sent.get("number", "")[:_LONGEST_SHOWN], _field_unit(posed.question))

    def read(self, posed: PosedQuestion, data: QueryDict) -> str:
        """With the unit after it or not; what has two readings is asked again, never scored."""
        question = posed.question
        text = data.get("number", "").strip().removesuffix(question.unit)
        try:
            return str(read_number(text, Notation(question.notation), decimal_mark()))
        except NumberTextError as error:
            is_empty = error.fault is NumberFault.EMPTY
            message = _("Give a number.") if is_empty else describe_fault(error)
            raise AnswerError(message) from None

    def score(self, posed: PosedQuestion, response: str) -> Credit:
        exact = exact_number(posed)
        return credit_number(Fraction(response), exact, _accepted_error(posed.question, exact))

    def explain(self, posed: PosedQuestion, response: str) -> NumberReasons:
        notation = Notation(posed.question.notation)
        return self._reasons(posed, write_given(Fraction(response), notation, posed.question.unit))

    def for_device(self, posed: PosedQuestion) -> DeviceScoring:
        """The device reads plain digits alone; whatever it reads, `read` reads the same."""
        question, exact = posed.question, exact_number(posed)
        key = {
            "exact": str(exact),
            "tolerance": str(_accepted_error(question, exact)),
            "notation": question.notation,
            "unit": question.unit,
            "mark": decimal_mark(),
            "unreadable": _(
                "Write the number in plain digits, without marks between thousands, such as 1000 "
                "or 0.75."
            ),
        }
        # Whatever number it is, the unit stands where it stands for 11.
        eleven = Fraction(11, 100 if question.notation == Question.Notation.PERCENT else 1)
        given = write_given(eleven, Notation(question.notation), question.unit)
        reasons = self._reasons(posed, given.replace("11", "{given}"))
        return DeviceScoring("number", key, {"right": reasons, "wrong": reasons})

    def _reasons(self, posed: PosedQuestion, given: str) -> NumberReasons:
        question = posed.question
        notation, tolerance = Notation(question.notation), Fraction(question.tolerance)
        exact = write_answer(exact_number(posed), notation, question.unit)
        return NumberReasons(
            given=given,
            exact=exact,
            tolerance=write_answer(tolerance, notation, question.unit) if tolerance else "",
            reason_html=_fill(question.reason_html, {**_shown_values(posed), "answer": exact}),
        )


def drawn_values(posed: PosedQuestion) -> dict[str, Fraction]:
    """The exact values of the question's parameters in this attempt."""
    return draw(posed.seed, [parameter.exact for parameter in posed.question.parameters.all()])


def exact_number(posed: PosedQuestion) -> Fraction:
    """The right answer, from the question's formula."""
    return evaluate(posed.question.formula, drawn_values(posed))


def _accepted_error(question: Question, exact: Fraction) -> Fraction:
    """How far an answer may be off: by the question's tolerance, or by what a page rounds off."""
    rounded_off = rounding_error(exact, Notation(question.notation))
    return max(Fraction(question.tolerance), rounded_off)


def _shown_values(posed: PosedQuestion) -> dict[str, str]:
    """The parameters' values as the page writes them."""
    values = drawn_values(posed)
    return {
        parameter.name: write_quantity(values[parameter.name], Notation(parameter.notation))
        for parameter in posed.question.parameters.all()
    }


def _fill(html: str, values: Mapping[str, str]) -> str:
    """`html` with each `{name}` that is known replaced by its value."""
    return _PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), html)


def _field_unit(question: Question) -> str:
    match question.notation:
        case Question.Notation.PERCENT:
            return "%"
        case Question.Notation.DOLLARS:
            return _("US dollars")
    return question.unit
