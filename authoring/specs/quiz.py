"""The shape of `quiz.yaml`: what an author writes for each kind of question."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from authoring.specs.values import (
    SECTIONS,
    Abbreviation,
    DraftSpec,
    Line,
    LineProse,
    Portion,
    Prose,
    Slug,
    Spec,
    TrueOrFalse,
    within,
)
from quizzes.kinds.formula import FormulaError, names_in
from quizzes.kinds.randomization import Parameter
from terms.fields import ranges

PLACEHOLDER = re.compile(r"\{(\w+)\}")
ANSWER = "answer"
"""The placeholder by which the reason of a number question writes its exact answer."""
QUESTIONS = 6
"""So many make a quiz; that of a draft may have fewer."""

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Formula = Line
Amount = Annotated[Portion, within(ranges.AMOUNT)]
Notation = Literal["number", "percent", "dollars"]


class OptionSpec(Spec):
    """A choice, and why it is right or wrong."""

    text: LineProse
    right: TrueOrFalse = False
    reason: Prose


class StepInOrderSpec(Spec):
    """A step of an ordering question, and why it comes where it stands."""

    text: LineProse
    reason: Prose


class ParameterSpec(Spec):
    """A number in a question, from one of three origins.

    Drawn from `low` to `high` by `step`; read from the term's `cost.yaml`, such as
    `small.price_usd` or `example.users`; or computed by `formula` from the parameters before it.
    """

    name: Name
    notation: Notation | None = None
    low: Amount | None = None
    high: Amount | None = None
    step: Annotated[Portion, within(ranges.STEP)] | None = None
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


class QuestionSpec(Spec):
    """A question; `section` is the anchor of the term page that answers it.

    Which fields it needs depends on its `kind`; see docs/content.md.
    """

    key: Slug
    kind: Literal["single", "multiple", "true-false", "number", "ordering"] = "single"
    stem: LineProse
    section: Literal[SECTIONS]  # type: ignore[valid-type]
    options: Annotated[list[OptionSpec], Field(min_length=2, max_length=6)] | None = None
    answer: TrueOrFalse | None = None
    reason_true: Prose | None = None
    reason_false: Prose | None = None
    steps: Annotated[list[StepInOrderSpec], Field(min_length=3, max_length=7)] | None = None
    parameters: Annotated[list[ParameterSpec], Field(max_length=12)] | None = None
    formula: Formula | None = None
    notation: Notation | None = None
    unit: Abbreviation | None = None
    tolerance: Annotated[Portion, within(ranges.TOLERANCE)] | None = None
    reason: Prose | None = None

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        needed, allowed = _FIELDS[self.kind]
        given = {name for name in _ALL_FIELDS if getattr(self, name) is not None}
        if missing := sorted(needed - given):
            raise ValueError(f"a question of kind {self.kind!r} needs {missing[0]!r}")
        if foreign := sorted(given - needed - allowed):
            raise ValueError(f"{foreign[0]!r} does not belong to a question of kind {self.kind!r}")
        if check := _CHECKS.get(self.kind):
            check(self)
        return self


class QuizSpec(DraftSpec):
    """`content/terms/<slug>/quiz.yaml`"""

    questions: Annotated[list[QuestionSpec], Field(max_length=QUESTIONS)] = []

    @model_validator(mode="after")
    def _first_is_the_same_for_everyone(self) -> Self:
        if self.questions and self.questions[0].parameters:
            raise ValueError(
                "the first question has parameters; everyone sees the same one before they start, "
                "so put it further down"
            )
        return self


def _check_single(question: QuestionSpec) -> None:
    right = sum(option.right for option in question.options or ())
    if right != 1:
        raise ValueError(f"{right} options are marked right; exactly one must be")


def _check_multiple(question: QuestionSpec) -> None:
    rights = [option.right for option in question.options or ()]
    if len(rights) < 3 or all(rights) or not any(rights):
        raise ValueError("several choices need three options, at least one right and one wrong")


def _check_number(question: QuestionSpec) -> None:
    known: set[str] = set()
    for parameter in question.parameters or ():
        if parameter.name in known:
            raise ValueError(f"the parameter {parameter.name!r} stands more than once")
        _check_names(parameter.formula, known)
        known.add(parameter.name)
    _check_names(question.formula, known)
    _check_placeholders("stem", question.stem, known)
    _check_placeholders("reason", question.reason, known | {ANSWER})


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


_CHOICES = (frozenset({"options"}), frozenset[str]())
_FIELDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "single": _CHOICES,
    "multiple": _CHOICES,
    "true-false": (frozenset({"answer", "reason_true", "reason_false"}), frozenset()),
    "ordering": (frozenset({"steps"}), frozenset()),
    "number": (
        frozenset({"formula", "reason"}),
        frozenset({"parameters", "notation", "unit", "tolerance"}),
    ),
}
"""By kind: the fields that a question needs, and those that it may have beside them."""

_ALL_FIELDS = frozenset[str]().union(*(needed | more for needed, more in _FIELDS.values()))
_CHECKS: dict[str, Callable[[QuestionSpec], None]] = {
    "single": _check_single,
    "multiple": _check_multiple,
    "number": _check_number,
}
