"""One choice among options, and what the other kinds of choices have in common with it."""

from collections.abc import Collection, Mapping, Sequence
from typing import ClassVar

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quizzes.kinds.base import AnswerError, DeviceScoring, QuestionKind
from quizzes.kinds.options import (
    AskedOption,
    ReviewedOption,
    ask_options,
    read_codes,
    read_positions,
    write_positions,
)
from quizzes.kinds.randomization import arrange
from quizzes.kinds.registry import register
from quizzes.kinds.scoring import Credit, credit_choices
from quizzes.models import Option, PosedQuestion


@register
class Single(QuestionKind):
    """Radio buttons in an order drawn for each attempt; the point is earned or not."""

    key = "single"
    label = _("one choice")
    template = "quizzes/kinds/_choices.html"
    counts_options = True
    input_type: ClassVar[str] = "radio"
    rule: ClassVar[str | Promise] = ""
    incomplete: ClassVar[str | Promise] = _("Choose one of the options.")
    marks: ClassVar[Mapping[tuple[bool, bool], str | Promise]] = {
        (True, True): _("Your answer, and the right one"),
        (True, False): _("The right answer"),
        (False, True): _("Your answer, and a wrong one"),
        (False, False): "",
    }
    """What is said of an option, by whether it is right and whether it was chosen."""

    def arranged(self, posed: PosedQuestion, options: Sequence[Option]) -> list[Option]:
        """The options, given in their author's order, in the order that the learner sees."""
        return [options[place] for place in arrange(posed.seed, len(options))]

    def is_complete(self, positions: Sequence[int]) -> bool:
        """Whether so many options answer the question."""
        return len(positions) == 1

    def ask(self, posed: PosedQuestion, sent: QueryDict) -> tuple[AskedOption, ...]:
        options = self.arranged(posed, list(posed.question.options.without_key()))
        return ask_options(options, sent.getlist("option"))

    def read(self, posed: PosedQuestion, data: QueryDict) -> str:
        positions = read_codes(posed.question, data)
        if not self.is_complete(positions):
            raise AnswerError(self.incomplete)
        return write_positions(sorted(set(positions)))

    def score(self, posed: PosedQuestion, response: str) -> Credit:
        right = {option.position for option in posed.question.options.all() if option.is_right}
        return credit_choices(set(read_positions(response)), right)

    def explain(self, posed: PosedQuestion, response: str) -> tuple[ReviewedOption, ...]:
        return self._reasons(posed, read_positions(response))

    def for_device(self, posed: PosedQuestion) -> DeviceScoring:
        options = self.arranged(posed, list(posed.question.options.all()))
        key = {
            "right": [option.is_right for option in options],
            "incomplete": str(self.incomplete),
        }
        everything = [option.position for option in options]
        reasons = {
            "chosen": self._reasons(posed, everything),
            "open": self._reasons(posed, ()),
        }
        return DeviceScoring("choices", key, reasons)

    def _reasons(self, posed: PosedQuestion, chosen: Collection[int]) -> tuple[ReviewedOption, ...]:
        return tuple(
            ReviewedOption(
                option.text_html,
                option.reason_html,
                is_right=option.is_right,
                is_chosen=option.position in chosen,
                mark=str(self.marks[option.is_right, option.position in chosen]),
            )
            for option in self.arranged(posed, list(posed.question.options.all()))
        )
