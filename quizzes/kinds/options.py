"""Options of a question, as forms name them, responses store them and pages explain them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from quizzes.kinds.base import AnswerError
from quizzes.models import Option, Question
from terms.fields.prose import without_paragraphs


@dataclass(frozen=True)
class AskedOption:
    """An option before the answer: its name in the form, its words, whether it was just given."""

    code: str
    html: str
    is_given: bool


@dataclass(frozen=True)
class ReviewedOption:
    """An option with its reason; `mark` says in words what was made of it."""

    html: str
    reason_html: str
    is_right: bool
    is_chosen: bool
    mark: str


def ask_options(options: Iterable[Option], given: Collection[str]) -> tuple[AskedOption, ...]:
    """The options in their order; those with the codes `given` are chosen already."""
    return tuple(
        AskedOption(option.code, without_paragraphs(option.text_html), option.code in given)
        for option in options
    )


def read_codes(question: Question, data: QueryDict) -> list[int]:
    """The positions of the posted options, in the order posted. Raises AnswerError."""
    positions = {option.code: option.position for option in question.options.all()}
    codes = data.getlist("option")
    if not positions.keys() >= set(codes):
        raise AnswerError(_("That is not an option of this question. Choose one of these."))
    return [positions[code] for code in codes]


def write_positions(positions: Iterable[int]) -> str:
    """`2,1,3`: choices in any order, steps in the order given."""
    return ",".join(str(position) for position in positions)


def read_positions(response: str) -> tuple[int, ...]:
    """The positions of a stored response, in their order."""
    return tuple(int(position) for position in response.split(","))
