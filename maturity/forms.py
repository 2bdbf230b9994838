"""The form of one dimension: an answer to every statement, a reason where it does not apply."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from maturity.assessments import Answer
from maturity.models import Dimension, Response, Statement
from maturity.scoring import AnswerValue, Level

REASON_LENGTH = 500


@dataclass(frozen=True)
class StatementLine:
    """A statement with its two fields."""

    statement: Statement
    answer: forms.BoundField
    reason: forms.BoundField

    @property
    def errors(self) -> list[str]:
        return [*self.answer.errors, *self.reason.errors]


@dataclass(frozen=True)
class LevelGroup:
    """The statements of one level."""

    level: Level
    lines: tuple[StatementLine, ...]


class DimensionForm(forms.Form):
    """The fields are `answer-<key>` and `reason-<key>` for each statement of the dimension.

    The form may be sent in part: `given` holds what is valid in it, whatever else is missing.
    """

    def __init__(
        self,
        dimension: Dimension,
        *,
        data: Mapping[str, Any] | None = None,
        answers: Mapping[str, Answer] | None = None,
    ) -> None:
        initial: dict[str, str] = {}
        for key, answer in (answers or {}).items():
            initial |= {f"answer-{key}": answer.value.value, f"reason-{key}": answer.reason}
        super().__init__(data, initial=initial, auto_id="%s")
        self.statements = list(dimension.statements.all())
        for statement in self.statements:
            self.fields[f"answer-{statement.key}"] = _answer_field()
            self.fields[f"reason-{statement.key}"] = _reason_field()

    def clean(self) -> None:
        """A reason is needed where the statement is not applicable, and kept nowhere else."""
        for statement in self.statements:
            name = f"reason-{statement.key}"
            if self.cleaned_data.get(f"answer-{statement.key}") != AnswerValue.NOT_APPLICABLE:
                self.errors.pop(name, None)
                self.cleaned_data[name] = ""
            elif self.cleaned_data.get(name) == "":
                self.add_error(name, _("Say why it does not apply."))

    @cached_property
    def lines(self) -> tuple[StatementLine, ...]:
        return tuple(
            StatementLine(
                statement, self[f"answer-{statement.key}"], self[f"reason-{statement.key}"]
            )
            for statement in self.statements
        )

    @property
    def groups(self) -> list[LevelGroup]:
        """The lines, level by level."""
        by_level = groupby(self.lines, key=lambda line: line.statement.level)
        return [LevelGroup(Level(level), tuple(lines)) for level, lines in by_level]

    @property
    def problems(self) -> list[StatementLine]:
        """The lines that have an error."""
        return [line for line in self.lines if line.errors]

    @property
    def given(self) -> dict[int, Answer]:
        """The valid answers by the statement's id."""
        return {
            line.statement.pk: Answer(
                AnswerValue(self.cleaned_data[line.answer.name]),
                self.cleaned_data[line.reason.name],
            )
            for line in self.lines
            if not line.errors
        }

    @property
    def is_only_missing(self) -> bool:
        """Whether nothing is wrong but statements without an answer."""
        return all(self.has_error(line.answer.name, "required") for line in self.problems)


def _answer_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=Response.VALUES,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose an answer."),
            "invalid_choice": _("“%(value)s” is not one of the six answers."),
        },
    )


def _reason_field() -> forms.CharField:
    widget = forms.TextInput(attrs={"class": "input", "maxlength": REASON_LENGTH})
    return forms.CharField(max_length=REASON_LENGTH, required=False, widget=widget)
