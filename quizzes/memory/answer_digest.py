"""Whether the answer to a question is still the same: what is known of it counts as long as it is.

A question that is reworded keeps its history; one whose answer changed is a new one.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rapidfuzz import fuzz

from quizzes.models import NumberParameter, Option, Question

ALIKE = 80
"""Right options this much alike, in percent of their letters, are one answer in other words."""

STEM_ALIKE = 50
"""A stem less alike asks something else under the same key."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True)
class RightAnswer:
    """What makes an answer to a question right.

    `right` are the texts of the right options, or of all the steps in their order, `wrong` those
    of the others; `computation` says how a number is computed and from what.
    """

    kind: str
    stem: str = ""
    right: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    computation: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """16 hexadecimal digits: the same wherever kind, words and computation are the same."""
        parts = (self.kind, *map(_words, self.right), *self.computation)
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]

    def is_same_as(self, other: "RightAnswer") -> bool:
        """Whether it is `other` in other words: no number changed, no right option turned wrong."""
        if (self.kind, self.computation) != (other.kind, other.computation):
            return False
        if len(self.right) != len(other.right):
            return False
        if fuzz.ratio(_words(self.stem), _words(other.stem)) < STEM_ALIKE:
            return False
        turned = {_words(one) for one in other.right} & {_words(one) for one in self.wrong}
        return not turned and _are_alike(self.right, other.right)


def _are_alike(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    return all(
        _NUMBER.findall(one) == _NUMBER.findall(other)
        and fuzz.ratio(_words(one), _words(other)) >= ALIKE
        for one, other in zip(ours, theirs, strict=True)
    )


def _words(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def right_answer_of(question: Question) -> RightAnswer:
    """What makes an answer right, from the stored rows of a question."""
    return right_answer(question, question.options.all(), question.parameters.all())


def right_answer(
    question: Question, options: Iterable[Option], parameters: Iterable[NumberParameter]
) -> RightAnswer:
    """What makes an answer right, from a question, stored or not, and its rows.

    Where no option is marked right, all are steps in their right order.
    """
    options = list(options)
    rights = [one.text for one in options if one.is_right]
    drawn = (
        f"{one.name} {Fraction(one.low)} {Fraction(one.high)} {Fraction(one.step)} {one.formula}"
        for one in parameters
    )
    return RightAnswer(
        kind=question.kind,
        stem=question.stem,
        right=tuple(rights or (one.text for one in options)),
        wrong=tuple(one.text for one in options if not one.is_right) if rights else (),
        computation=(question.formula, *drawn) if question.formula else (),
    )
