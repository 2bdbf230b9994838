"""The shape of `quiz.yaml`: what an author writes for each kind of question."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import BeforeValidator, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from authoring.specs import values
from glossary_site.numbers.formula import FormulaError, names_in
from quizzes.kinds.randomization import Parameter
from terms.fields import ranges

PLACEHOLDER = re.compile(r"\{(\w+)\}")
ANSWER = "answer"
"""The placeholder by which the reason of a number question writes its exact answer."""
QUESTIONS = 6
"""So many make a quiz; that of a draft may have fewer."""

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Formula = values.Line
Amount = Annotated[values.Portion, values.within(ranges.AMOUNT)]
Notation = Literal["number", "percent", "dollars"]


class StepInOrderSpec(values.Spec):
    """A step of an ordering question, and why it comes where it stands."""

    text: values.LineProse
    reason: values.Prose


class OptionSpec(StepInOrderSpec):
    """A choice, and why it is right or wrong."""

    right: values.TrueOrFalse = False


class ParameterSpec(values.Spec):
    """A number in a question, from one of three origins.

    Drawn from `low` to `high` by `step`; read from the term's `cost.yaml`, such as
    `small.price_usd` or `example.users`; or computed by `formula` from the parameters before it.
    """

    name: Name
    notation: Notation | None = None
    low: Amount | None = None
    high: Amount | None = None
    step: Annotated[values.Portion, values.within(ranges.STEP)] | None = None
    cost: Annotated[str, Field(pattern=r"^[A-Za-z0-9-]+\.[a-z_]+$")] | None = None
    formula: Formula | None = None

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        if self.name == ANSWER:
            raise ValueError(f"{ANSWER!r} stands for the exact answer; take another name")
        drawn = [value for value in (self.low, self.high, self.step) if value is not None]
        origins = (bool(drawn), self.cost is not None, self.formula is not None)
        if sum(origins) != 1 or len(drawn) not in (0, 3):
            raise ValueError("give 'low', 'high' and 'step', or 'cost', or 'formula'")
        if drawn:
            low, high, step = drawn
            if not (low < high and ((high - low) / step).denominator == 1):
                raise ValueError("'low' must be below 'high', a whole number of steps away")
        return self

    @property
    def drawn(self) -> Parameter:
        """The parameter as it is drawn; one that is read from the cost file has no range yet."""
        if self.low is None or self.high is None or self.step is None:
            return Parameter(self.name, formula=self.formula or "")
        return Parameter(self.name, self.low, self.high, self.step)


class QuestionSpec(values.Spec):
    """What every question says; a class for each kind, in `QUESTION_SPECS`, has the rest.

    `section` is the anchor of the term page that answers it; see docs/content.md.
    """

    key: values.SmallKey
    kind: Annotated[str, Field(max_length=ranges.KIND_CHARACTERS)] = "single"
    stem: values.LineProse
    section: values.Anchor

    def stored_options(self) -> list[OptionSpec]:
        """What becomes a row of its options, in the author's order."""
        return []

    def stored_values(self) -> dict[str, Any]:
        """The values of its other columns."""
        return {}

    def drawn_parameters(self) -> list[ParameterSpec]:
        """The numbers that are drawn for each learner, or read from the cost file."""
        return []

    def right_texts(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """What is said to be right, each text with its place in the question."""
        return iter(())


QUESTION_SPECS: dict[str, type[QuestionSpec]] = {}
"""The shape of each kind of question, by the key of its kind in `quizzes/kinds/`."""

SpecT = TypeVar("SpecT", bound=type[QuestionSpec])


def question_of(kind: str) -> Callable[[SpecT], SpecT]:
    """Class decorator: questions of this kind have this shape."""

    def register(spec: SpecT) -> SpecT:
        QUESTION_SPECS[kind] = spec
        return spec

    return register


def _as_its_kind(value: Any) -> Any:
    """The question read as its kind wants it; a mapping without a kind is of the default one."""
    if not isinstance(value, dict):
        return value
    kind = value.get("kind", QuestionSpec.model_fields["kind"].default)
    if isinstance(kind, str) and kind in QUESTION_SPECS:
        return QUESTION_SPECS[kind].model_validate(value)
    allowed = ", ".join(repr(one) for one in QUESTION_SPECS)
    unknown = PydanticCustomError("question_kind", "use one of {allowed}", {"allowed": allowed})
    raise ValidationError.from_exception_data(
        "question", [{"type": unknown, "loc": ("kind",), "input": kind}]
    )


AnyQuestion = Annotated[QuestionSpec, BeforeValidator(_as_its_kind)]
"""A question of whatever kind."""


class OptionsSpec(QuestionSpec):
    """A question with options to choose from."""

    options: Annotated[list[OptionSpec], Field(min_length=2, max_length=6)]

    def stored_options(self) -> list[OptionSpec]:
        return self.options

    def right_texts(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        for place, option in enumerate(self.options):
            if option.right:
                yield ("options", place, "text"), option.text
                yield ("options", place, "reason"), option.reason


@question_of("single")
class SingleSpec(OptionsSpec):
    """One right option."""

    @model_validator(mode="after")
    def _one_right(self) -> Self:
        right = sum(option.right for option in self.options)
        if right != 1:
            raise ValueError(f"{right} options are marked right; exactly one must be")
        return self


@question_of("multiple")
class MultipleSpec(OptionsSpec):
    """Several options, of which some are right."""

    @model_validator(mode="after")
    def _some_right(self) -> Self:
        rights = [option.right for option in self.options]
        if len(rights) < 3 or all(rights) or not any(rights):
            raise ValueError("several choices need three options, at least one right and one wrong")
        return self


@question_of("true-false")
class TrueFalseSpec(QuestionSpec):
    """A statement: whether it is true, and why each of both is right or wrong."""

    answer: values.TrueOrFalse
    reason_true: values.Prose
    reason_false: values.Prose

    def stored_options(self) -> list[OptionSpec]:
        return [
            OptionSpec(text="True", right=self.answer, reason=self.reason_true),
            OptionSpec(text="False", right=not self.answer, reason=self.reason_false),
        ]

    def right_texts(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        name = "reason_true" if self.answer else "reason_false"
        yield (name,), getattr(self, name)


@question_of("ordering")
class OrderingSpec(QuestionSpec):
    """Steps in their right order."""

    steps: Annotated[list[StepInOrderSpec], Field(min_length=3, max_length=7)]

    def stored_options(self) -> list[OptionSpec]:
        return [OptionSpec(text=step.text, reason=step.reason) for step in self.steps]


@question_of("number")
class NumberSpec(QuestionSpec):
    """A number that a formula computes; `tolerance` is how far off an answer may be."""

    parameters: Annotated[list[ParameterSpec], Field(max_length=12)] | None = None
    formula: Formula
    notation: Notation | None = None
    unit: values.Abbreviation | None = None
    tolerance: Annotated[values.Portion, values.within(ranges.TOLERANCE)] | None = None
    reason: values.Prose

    @model_validator(mode="after")
    def _names_are_known(self) -> Self:
        known: set[str] = set()
        for parameter in self.drawn_parameters():
            if parameter.name in known:
                raise ValueError(f"the parameter {parameter.name!r} stands more than once")
            _check_names(parameter.formula, known)
            known.add(parameter.name)
        _check_names(self.formula, known)
        _check_placeholders("stem", self.stem, known)
        _check_placeholders("reason", self.reason, known | {ANSWER})
        return self

    def stored_values(self) -> dict[str, Any]:
        return {
            "formula": self.formula,
            "notation": self.notation or "number",
            "unit": self.unit or "",
            "tolerance": as_decimal(self.tolerance or Fraction(0)),
            "reason": self.reason,
        }

    def drawn_parameters(self) -> list[ParameterSpec]:
        return self.parameters or []


class QuizSpec(values.DraftSpec):
    """`content/terms/<slug>/quiz.yaml`"""

    questions: Annotated[list[AnyQuestion], Field(max_length=QUESTIONS)] = []

    @model_validator(mode="after")
    def _first_is_the_same_for_everyone(self) -> Self:
        if self.questions and self.questions[0].drawn_parameters():
            raise ValueError(
                "the first question has parameters; everyone sees the same one before they start, "
                "so put it further down"
            )
        return self


def as_decimal(value: Fraction) -> Decimal:
    """Exact, since content files hold at most nine decimal places."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def _check_names(formula: str | None, known: set[str]) -> None:
    try:
        unknown = sorted(names_in(formula) - known) if formula else []
    except FormulaError as error:
        raise ValueError(str(error)) from None
    if unknown:
        raise ValueError(f"{formula!r} names {unknown[0]!r}, which is no parameter before it")


def _check_placeholders(field: str, text: str | None, known: set[str]) -> None:
    for name in PLACEHOLDER.findall(text or ""):
        if name not in known:
            raise ValueError(f"{field!r} writes {{{name}}}, which is no parameter")
