"""The form of one dimension: answers, a reason where one does not apply, evidence to each."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from glossary_site.web.forms.fields import TextField
from maturity.models import Dimension, Response, Statement
from maturity.scoring.rows import scoring_dimension, statement_key
from maturity.scoring.scoring import SCALE, AnswerValue, Level
from maturity.wizard.asking import closed_gate, demanded_keys
from maturity.wizard.assessments import Answer

REASON_LENGTH = 500
NOTE_LENGTH = 1000
LINK_LENGTH = 500


@dataclass(frozen=True)
class StatementLine:
    """A statement with its fields."""

    statement: Statement
    answer: forms.BoundField
    proof: forms.BoundField
    reason: forms.BoundField
    note: forms.BoundField
    link: forms.BoundField
    shown: str

    @property
    def more(self) -> tuple[forms.BoundField, ...]:
        """What is said beside the answer, in the order of an `Answer`."""
        return (self.reason, self.note, self.link, self.proof)

    @property
    def errors(self) -> list[str]:
        """What is wrong with the answer and its reason; a note and a link show their own."""
        return [*self.answer.errors, *self.reason.errors]

    @property
    def has_evidence(self) -> bool:
        """Whether the note or the link holds something to look at, right or wrong."""
        fields = (self.note, self.link)
        return any(field.errors or field.value() for field in fields)

    @property
    def is_wrong(self) -> bool:
        return bool(self.errors or self.note.errors or self.link.errors)


@dataclass(frozen=True)
class LevelGroup:
    """The statements of one level; they are `optional` where a level below is not reached."""

    level: Level
    lines: tuple[StatementLine, ...]
    optional: bool

    @property
    def is_open(self) -> bool:
        """Whether there is something to see: a question, or an answer with a mistake in it."""
        return not self.optional or any(line.is_wrong for line in self.lines)


class DimensionForm(forms.Form):
    """The fields of a statement are `answer-`, `proof-`, `reason-`, `note-` and `link-<key>`.

    The form may be sent in part: `given` holds what is valid in it, whatever else is missing, but
    for what was left as it was drawn: `shown-<key>` is the fingerprint of a stored answer. Only
    what can still change the result is missing where it is empty.
    """

    def __init__(
        self,
        dimension: Dimension,
        *,
        data: Mapping[str, Any] | None = None,
        answers: Mapping[str, Answer] | None = None,
    ) -> None:
        initial: dict[str, str | bool] = {}
        stored = {key: one for key, one in (answers or {}).items() if one.is_stored}
        self._drawn = {f"shown-{key}": one.fingerprint for key, one in stored.items()}
        for key, answer in (answers or {}).items():
            initial |= {
                f"answer-{key}": answer.value.value,
                f"proof-{key}": answer.can_be_shown,
                f"reason-{key}": answer.reason,
                f"note-{key}": answer.note,
                f"link-{key}": answer.link,
            }
        super().__init__(data, initial=initial, auto_id="%s")
        self.dimension = dimension
        self.statements = list(dimension.statements.all())
        for statement in self.statements:
            self.fields[f"answer-{statement.key}"] = _answer_field()
            self.fields[f"proof-{statement.key}"] = forms.BooleanField(
                label=_("We could show this today"), required=False
            )
            self.fields[f"reason-{statement.key}"] = _reason_field()
            self.fields[f"note-{statement.key}"] = _note_field()
            self.fields[f"link-{statement.key}"] = _link_field()

    def clean(self) -> None:
        demanded = demanded_keys(scoring_dimension(self.dimension), self._answers)
        for statement in self.statements:
            self._clean_reason(statement)
            self.cleaned_data[f"proof-{statement.key}"] &= self._holds_somewhere(statement)
            if statement_key(self.dimension, statement) in demanded or self._evidence(statement):
                self._demand(statement)

    def _clean_reason(self, statement: Statement) -> None:
        """A reason is needed where the statement is not applicable, and kept nowhere else."""
        name = f"reason-{statement.key}"
        if self.cleaned_data.get(f"answer-{statement.key}") != AnswerValue.NOT_APPLICABLE:
            self.errors.pop(name, None)
            self.cleaned_data[name] = ""
        elif self.cleaned_data.get(name) == "":
            self.add_error(name, _("Say why it does not apply."))

    def _holds_somewhere(self, statement: Statement) -> bool:
        """Whether there is something to show evidence for."""
        return self.cleaned_data.get(f"answer-{statement.key}") in SCALE[1:]

    def _demand(self, statement: Statement) -> None:
        name = f"answer-{statement.key}"
        if self.cleaned_data.get(name) == "":
            self.add_error(name, ValidationError(_("Choose an answer."), code="required"))

    def _evidence(self, statement: Statement) -> str:
        """The note and link: without an answer there is nothing that they show."""
        note, link = (self.cleaned_data.get(f"{name}-{statement.key}") for name in ("note", "link"))
        return f"{note or ''}{link or ''}"

    @property
    def _answers(self) -> dict[str, AnswerValue]:
        """The valid values, sent or remembered, by the statement's key in the model."""
        chosen = {}
        for statement in self.statements:
            name = f"answer-{statement.key}"
            source = self.cleaned_data if self.is_bound else self.initial
            if value := source.get(name):
                chosen[statement_key(self.dimension, statement)] = AnswerValue(value)
        return chosen

    @cached_property
    def lines(self) -> tuple[StatementLine, ...]:
        return tuple(
            StatementLine(
                statement,
                self[f"answer-{statement.key}"],
                self[f"proof-{statement.key}"],
                self[f"reason-{statement.key}"],
                self[f"note-{statement.key}"],
                self[f"link-{statement.key}"],
                (self.data or self._drawn).get(f"shown-{statement.key}", ""),
            )
            for statement in self.statements
        )

    @cached_property
    def closed(self) -> Level | None:
        """The gate that no open question can open any more, or None."""
        return closed_gate(scoring_dimension(self.dimension), self._answers)

    @property
    def groups(self) -> list[LevelGroup]:
        """The lines, level by level."""
        last = self.closed or Level.MARKET_LEADING
        by_level = groupby(self.lines, key=lambda line: line.statement.level)
        return [
            LevelGroup(Level(level), tuple(lines), optional=level > last)
            for level, lines in by_level
        ]

    @property
    def problems(self) -> list[StatementLine]:
        """The lines that have an error."""
        return [line for line in self.lines if line.is_wrong]

    @property
    def given(self) -> dict[int, Answer]:
        """The valid answers that were changed, by the statement's id."""
        answers = {
            line: Answer(
                AnswerValue(self.cleaned_data[line.answer.name]),
                *(self.cleaned_data[one.name] for one in line.more),
            )
            for line in self.lines
            if not line.is_wrong and self.cleaned_data[line.answer.name]
        }
        return {
            line.statement.pk: answer
            for line, answer in answers.items()
            if line.shown != answer.fingerprint
        }

    @property
    def is_only_missing(self) -> bool:
        """Whether nothing is wrong but statements without an answer."""
        return all(self.has_error(line.answer.name, "required") for line in self.problems)

    @property
    def problems_words(self) -> str:
        """How many statements have an error, and whether that is only that they are open."""
        number = len(self.problems)
        if self.is_only_missing:
            words = ngettext(
                "%(number)s statement is still open", "%(number)s statements are still open", number
            )
        else:
            words = ngettext(
                "%(number)s statement needs another look",
                "%(number)s statements need another look",
                number,
            )
        return words % {"number": number}


class RubricForm(forms.Form):
    """The whole of a short assessment: `level-<key>` is the level picked for a dimension."""

    def __init__(
        self,
        dimensions: list[Dimension],
        *,
        data: Mapping[str, Any] | None = None,
        picked: Mapping[str, Level] | None = None,
    ) -> None:
        initial = {f"level-{key}": str(level.value) for key, level in (picked or {}).items()}
        super().__init__(data, initial=initial, auto_id="%s")
        self.dimensions = dimensions
        for one in dimensions:
            self.fields[f"level-{one.key}"] = forms.ChoiceField(
                choices=[(str(row.level), row.text) for row in one.levels.all()],
                widget=forms.RadioSelect,
                error_messages={
                    "required": _("Choose the description that fits best."),
                    "invalid_choice": _("“%(value)s” is not one of the seven levels."),
                },
            )

    @property
    def lines(self) -> list[tuple[Dimension, forms.BoundField]]:
        """Each dimension with its field."""
        return [(one, self[f"level-{one.key}"]) for one in self.dimensions]

    @property
    def problems(self) -> list[Dimension]:
        """The dimensions without a level."""
        return [one for one, field in self.lines if field.errors]

    @property
    def problems_words(self) -> str:
        number = len(self.problems)
        words = ngettext(
            "%(number)s question is still open", "%(number)s questions are still open", number
        )
        return words % {"number": number}

    @property
    def picked(self) -> dict[Dimension, Level]:
        """The levels, where the form is valid."""
        return {one: Level(int(self.cleaned_data[f"level-{one.key}"])) for one in self.dimensions}


def _answer_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=Response.VALUES,
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": _("“%(value)s” is not one of the six answers.")},
    )


def _reason_field() -> TextField:
    label = _("Why does it not apply?")
    widget = forms.TextInput(attrs={"class": "input", "maxlength": REASON_LENGTH})
    return TextField(label=label, max_length=REASON_LENGTH, required=False, widget=widget)


def _note_field() -> TextField:
    widget = forms.Textarea(attrs={"class": "input", "rows": 3, "maxlength": NOTE_LENGTH})
    return TextField(label=_("Note"), max_length=NOTE_LENGTH, required=False, widget=widget)


def _link_field() -> TextField:
    """A text field with a check of its own: `URLField` would turn 'javascript:' into a host."""
    widget = forms.URLInput(attrs={"class": "input", "maxlength": LINK_LENGTH})
    validators = [URLValidator(["http", "https"], message=_("Give a web address with https://."))]
    return TextField(
        label=_("Link"),
        max_length=LINK_LENGTH,
        required=False,
        widget=widget,
        validators=validators,
    )
