"""What a kind of question has to say: how it is asked, read, scored and explained."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import QueryDict
from django.utils.functional import Promise

from quizzes.kinds.scoring import Credit
from quizzes.models import PosedQuestion


class AnswerError(ValueError):
    """An answer that cannot be stored; its text says to the reader what is wrong."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(str(message))


@dataclass(frozen=True)
class DeviceScoring:
    """What a device without a connection needs to score and explain an answer to one question.

    `rule` names a way of scoring in `static/js/offline-scoring.js`, and `key` is what that takes.
    `reasons` are what `explain` returns, by the states that the device tells each item's reason by;
    in them `{place}` and `{given}` stand for what only the device knows.
    """

    rule: str
    key: Mapping[str, Any]
    reasons: Mapping[str, Any]


class QuestionKind(ABC):
    """One kind of question; the same object serves all questions of the kind.

    `template` shows `asked.form`, what `ask` returned, in the form, and after the answer
    `feedback.reasons`, what `explain` returned. `label` is for operators.
    With `counts_options` the statistics say how often each option was chosen, and responses are
    those of `quizzes/kinds/options.py`.
    """

    key: ClassVar[str]
    label: ClassVar[str | Promise]
    template: ClassVar[str]
    counts_options: ClassVar[bool] = False

    @abstractmethod
    def ask(self, posed: PosedQuestion, sent: QueryDict) -> Any:
        """What the form shows before the answer, with nothing of the key.

        `sent` is what was sent and could not be accepted, or what the address says of it.
        """

    @abstractmethod
    def read(self, posed: PosedQuestion, data: QueryDict) -> str:
        """The posted answer as it is stored, in at most 120 characters. Raises AnswerError."""

    @abstractmethod
    def score(self, posed: PosedQuestion, response: str) -> Credit:
        """What a stored response is worth."""

    @abstractmethod
    def explain(self, posed: PosedQuestion, response: str) -> Any:
        """Why it was right or wrong."""

    def for_device(self, posed: PosedQuestion) -> DeviceScoring | None:
        """How a device scores the question; None for a kind that is asked online alone."""
        return None

    def fill(self, posed: PosedQuestion, html: str) -> str:
        """A text of the question with what was drawn for this attempt written into it."""
        return html
