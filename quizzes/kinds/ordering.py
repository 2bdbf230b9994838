"""Steps to be put in order. The options of such a question are its steps, in their right order."""

from itertools import pairwise

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes.kinds.base import AnswerError, DeviceScoring, QuestionKind
from quizzes.kinds.options import (
    AskedOption,
    ReviewedOption,
    ask_options,
    read_codes,
    read_positions,
    write_positions,
)
from quizzes.kinds.randomization import disarrange
from quizzes.kinds.registry import register
from quizzes.kinds.scoring import Credit, credit_order
from quizzes.models import PosedQuestion


@register
class Ordering(QuestionKind):
    """Each step that directly follows the right one earns its part of the point."""

    key = "ordering"
    label = gettext_lazy("an order of steps")
    template = "quizzes/kinds/_ordering.html"

    def ask(self, posed: PosedQuestion, sent: QueryDict) -> tuple[AskedOption, ...]:
        """The steps in the complete order that was sent, else in a wrong one that was drawn."""
        steps = list(posed.question.options.without_key())
        given = _moved(sent)
        by_code = {step.code: step for step in steps}
        if sorted(by_code) == sorted(given):
            shown = [by_code[code] for code in given]
        else:
            shown = [steps[place] for place in disarrange(posed.seed, len(steps))]
        return ask_options(shown, given)

    def read(self, posed: PosedQuestion, data: QueryDict) -> str:
        positions = read_codes(posed.question, data)
        if sorted(positions) != sorted(step.position for step in posed.question.options.all()):
            raise AnswerError(_("Put every step in its place, each once."))
        return write_positions(positions)

    def score(self, posed: PosedQuestion, response: str) -> Credit:
        right = [step.position for step in posed.question.options.all()]
        return credit_order(read_positions(response), right)

    def explain(self, posed: PosedQuestion, response: str) -> tuple[ReviewedOption, ...]:
        """The steps in their right order, each with the place that it was given.

        A step is right in its own place alone. One that stands elsewhere and yet follows the step
        that it has to follow earns its part of the point.
        """
        steps, given = list(posed.question.options.all()), read_positions(response)
        followed = set(pairwise(given))
        reviewed = []
        for place, step in enumerate(steps):
            is_right = given[place] == step.position
            follows = place > 0 and (steps[place - 1].position, step.position) in followed
            mark = _mark(given.index(step.position) + 1, is_right=is_right, follows=follows)
            reviewed.append(ReviewedOption(step.text_html, step.reason_html, is_right, True, mark))
        return tuple(reviewed)

    def for_device(self, posed: PosedQuestion) -> DeviceScoring:
        steps = list(posed.question.options.all())

        def reviewed(*, is_right: bool = False, follows: bool = False) -> list[ReviewedOption]:
            mark = _mark("{place}", is_right=is_right, follows=follows)
            return [
                ReviewedOption(step.text_html, step.reason_html, is_right, True, mark)
                for step in steps
            ]

        reasons = {
            "right": reviewed(is_right=True),
            "follows": reviewed(follows=True),
            "misplaced": reviewed(),
        }
        return DeviceScoring("order", {"right": [step.code for step in steps]}, reasons)


def _mark(place: int | str, *, is_right: bool, follows: bool) -> str:
    if is_right:
        return _("You put it here")
    if follows:
        text = _(
            "You put it in place %(place)s, straight after the step above, which earns part of the "
            "point"
        )
        return text % {"place": place}
    return _("You put it in place %(place)s") % {"place": place}


def _moved(sent: QueryDict) -> list[str]:
    """The steps as the address orders them, with `move=<code>-up` or `-down` carried out."""
    codes = sent.getlist("option")
    code, _dash, direction = sent.get("move", "").rpartition("-")
    if code in codes and direction in ("up", "down"):
        place = codes.index(code)
        target = place + (-1 if direction == "up" else 1)
        if 0 <= target < len(codes):
            codes[place], codes[target] = codes[target], codes[place]
    return codes
