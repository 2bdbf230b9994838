"""Reading an answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from glossary_site.typed_numbers import Notation, NumberError, read_number
from quizzes.models import Option, PosedQuestion, Question
from quizzes.responses import write_given_number, write_positions

_NOT_AN_OPTION = _("That is not an option of this question. Choose one of these.")
_CHOOSE = {
    Question.Kind.SINGLE: _("Choose one of the options."),
    Question.Kind.TRUE_FALSE: _("Choose true or false."),
    Question.Kind.MULTIPLE: _("Choose at least one option."),
    Question.Kind.NUMBER: _("Give a number."),
    Question.Kind.ORDERING: _("Put every step in its place, each once."),
}


class AddressForm(forms.Form):
    """To what an answer belongs: a question by its id, and the attempt whose page showed it."""

    question_id = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    attempt = forms.UUIDField(required=False)


class AnswerForm(forms.Form):
    """An answer to a posed question: codes of its options, or a number.

    `cleaned_data["response"]` is the answer as it is stored.
    """

    number = forms.CharField(required=False, max_length=60)

    def __init__(self, data: QueryDict, posed: PosedQuestion) -> None:
        super().__init__(data)
        self.question = posed.question
        self.options: dict[str, Option] = {
            option.code: option for option in posed.question.options.all()
        }
        self.fields["option"] = forms.MultipleChoiceField(
            required=False,
            choices=[(code, code) for code in self.options],
            error_messages={"invalid_choice": _NOT_AN_OPTION},
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            is_number = self.question.kind == Question.Kind.NUMBER
            cleaned["response"] = (
                self._read_number(cleaned["number"])
                if is_number
                else self._read_options(cleaned["option"])
            )
        return cleaned

    @property
    def message(self) -> str:
        """What is wrong."""
        return next((str(errors[0]) for errors in self.errors.values()), "")

    def _read_number(self, text: str) -> str:
        if not text:
            raise forms.ValidationError(_CHOOSE[Question.Kind.NUMBER])
        try:
            return write_given_number(read_number(text, Notation(self.question.notation)))
        except NumberError:
            raise forms.ValidationError(
                _("“%(text)s” is not a number. Write it like 1234.5 or 0.127."),
                params={"text": text[:40]},
            ) from None

    def _read_options(self, codes: Sequence[str]) -> str:
        kind = Question.Kind(self.question.kind)
        is_possible = {
            Question.Kind.MULTIPLE: bool(codes),
            Question.Kind.ORDERING: sorted(codes) == sorted(self.options),
        }.get(kind, len(codes) == 1)
        if not is_possible:
            raise forms.ValidationError(_CHOOSE[kind])
        positions = (self.options[code].position for code in codes)
        is_ordered = kind == Question.Kind.ORDERING
        return write_positions(positions if is_ordered else sorted(set(positions)))
