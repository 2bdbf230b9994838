"""A statement that is true or false."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from quizzes.kinds.registry import register
from quizzes.kinds.single import Single
from quizzes.models import Option, PosedQuestion


@register
class TrueFalse(Single):
    """One choice of two, always in the same order."""

    key = "true-false"
    label = _("true or false")
    incomplete = _("Choose true or false.")

    def arranged(self, posed: PosedQuestion, options: Sequence[Option]) -> list[Option]:
        return list(options)
