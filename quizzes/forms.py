"""Reading an answer."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from quizzes.models import Option, Question


class AnswerForm(forms.Form):
    """A question of the quiz, by its key, and one of its options, by its id."""

    question = forms.ChoiceField(
        error_messages={
            "required": _("The answer came without its question. This is the one to answer now."),
            "invalid_choice": _(
                "The answer was for a question that this quiz does not have; it may have changed "
                "since you opened it. This is the one to answer now."
            ),
        }
    )
    option = forms.ModelChoiceField(
        Option.objects.none(),
        error_messages={
            "required": _("Choose one of the options."),
            "invalid_choice": _("That is not an option of this question. Choose one of these."),
        },
    )

    def __init__(self, data: QueryDict, questions: Sequence[Question]) -> None:
        super().__init__(data)
        by_key = {question.key: question for question in questions}
        self.asked: Question | None = by_key.get(data.get("question", ""))
        fields: dict[str, Any] = self.fields
        fields["question"].choices = [(key, key) for key in by_key]
        if self.asked:
            fields["option"].queryset = self.asked.options.without_key()

    @property
    def message(self) -> str:
        """What is wrong: with the question first, as its options mean nothing without it."""
        return next((str(errors[0]) for errors in self.errors.values()), "")
