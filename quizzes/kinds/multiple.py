"""Several choices among options, of which at least one is right."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from quizzes.kinds.registry import register
from quizzes.kinds.single import Single


@register
class Multiple(Single):
    """Check boxes; each right one earns its part of the point, each wrong one takes it back."""

    key = "multiple"
    label = _("several choices")
    input_type = "checkbox"
    rule = _("Choose every one that is right. Each wrong choice takes back what a right one earns.")
    incomplete = _("Choose at least one option.")
    marks = {
        (True, True): _("You chose it, and it is right"),
        (True, False): _("Right, and you did not choose it"),
        (False, True): _("You chose it, and it is wrong"),
        (False, False): "",
    }

    def is_complete(self, positions: Sequence[int]) -> bool:
        return bool(positions)
