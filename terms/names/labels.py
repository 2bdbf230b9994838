"""What a term is called in a text: its labels, their plurals, and how exactly they are written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from terms.names.naming import spaced
from terms.names.normal_form import normal_form, normal_text

_PARENTHESES = re.compile(r"^(?P<outer>.+\S)\s*\((?P<inner>[^()]+)\)$")
_PREPOSITIONS = {"as", "for", "in", "of", "per"}
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")
_WORD = re.compile(r"\S+")
_COINED = re.compile(r"\d\S*$|\W$")
"""How names end that are no ordinary words: 'k8s', 'GPT-4', 'C++'."""
_SHORTEST_PLURAL = 5
"""A shorter word in -s, such as 'lens', 'news' or 'ops', is as likely no plural at all."""


class Linking(StrEnum):
    """How a label is looked for in a text."""

    AUTO = "auto"
    EXACT = "exact"
    ANY = "any"
    NEVER = "never"


@dataclass(frozen=True, order=True)
class Label:
    """One name of the term `slug`, as its author writes it."""

    text: str
    slug: str
    linking: Linking = Linking.AUTO


@dataclass(frozen=True)
class Form:
    """One way in which a label may stand in a text.

    `spelling` is in its normal form but for its case; `exact` are the ranges of it that must have
    the label's own case. A form that the author wrote (`is_own`) comes before a plural that was
    made of another.
    """

    label: Label
    spelling: str
    exact: tuple[tuple[int, int], ...]
    is_own: bool

    @property
    def key(self) -> str:
        """The normal form that a text must hold."""
        return normal_form(self.spelling)

    @property
    def takes_endings(self) -> bool:
        """Whether a word that a hyphen adds leaves the meaning: 'RAG-based' and '5G-ready' speak of
        RAG and 5G, 'token-based' is a word of its own."""
        return bool(self.exact) or _COINED.search(self.spelling) is not None

    @property
    def rank(self) -> tuple[bool, bool]:
        """The better a form fits, the higher: its own case first, then its own number."""
        return bool(self.exact), self.is_own

    def fits(self, text: str, start: int) -> bool:
        """Whether the case at `start` of `text`, whose letters are the form's, is right too."""
        return all(
            text.startswith(self.spelling[left:right], start + left) for left, right in self.exact
        )


def split_title(title: str, abbreviation: str) -> list[str]:
    """The names in a title: itself, and what stands before its parentheses.

    What stands inside them is a name where it or the rest is the abbreviation, as in
    'MLOps (Machine Learning Operations)'; in 'Precision (metric)' it is none.
    """
    names = [title]
    if parts := _PARENTHESES.match(title):
        names.append(parts["outer"])
        if abbreviation and abbreviation in (parts["outer"], parts["inner"]):
            names.append(parts["inner"])
    if abbreviation:
        names.append(abbreviation)
    return list(dict.fromkeys(names))


def plain_title(title: str) -> str:
    """A title without what stands in its parentheses: what fits into a picture."""
    return split_title(title, "")[-1]


def forms_of(label: Label) -> Iterator[Form]:
    """The label itself and its other number; none for a label that is never linked."""
    own = spaced(normal_text(label.text).cased).strip()
    if label.linking is Linking.NEVER or not any(character.isalnum() for character in own):
        return
    words = [(match.start(), match.end()) for match in _WORD.finditer(own)]
    exact = tuple(_exact_ranges(own, words, label.linking))
    yield Form(label, own, exact, is_own=True)
    start, end = _head(own, words)
    for word in _other_numbers(own[start:end]):
        shift = len(word) - (end - start)
        moved = tuple(
            (left + shift * (left >= end), right + shift * (right >= end)) for left, right in exact
        )
        yield Form(label, own[:start] + word + own[end:], moved, is_own=False)


def is_abbreviation(word: str) -> bool:
    """Whether a word is written in its own way: 'RAG', 'LoRA', 'A/B', '5G', but not 'Token'."""
    letters = [character for character in word if character.isalpha()]
    capitals = sum(character.isupper() for character in letters)
    if capitals == 1 and any(character.isdigit() for character in word):
        return len(letters) == 1
    return capitals > 1 or (capitals == 1 and word[0].islower())


def _exact_ranges(
    own: str, words: list[tuple[int, int]], linking: Linking
) -> Iterator[tuple[int, int]]:
    if linking is Linking.EXACT or (linking is Linking.AUTO and len(own) == 1):
        yield 0, len(own)
    elif linking is Linking.AUTO:
        yield from ((left, right) for left, right in words if is_abbreviation(own[left:right]))


def _head(own: str, words: list[tuple[int, int]]) -> tuple[int, int]:
    """The word that carries the number: 'cost' in 'cost per request', or else the last one."""
    for head, (left, right) in pairwise(words):
        if own[left:right].lower() in _PREPOSITIONS:
            return head
    return words[-1]


def _other_numbers(word: str) -> Iterator[str]:
    """English plurals of a word, or its singular. An irregular one is given as an alias."""
    if not word[-1].isascii() or not word[-1].isalnum() or not any(map(str.isalpha, word)):
        return
    if word[-1].isupper() or word[-1].isdigit():
        yield f"{word}s"
        return
    yield _plural(word)
    if singular := _singular(word):
        yield singular


def _plural(word: str) -> str:
    if word.endswith("sis"):
        return f"{word[:-2]}es"
    if _SIBILANT.search(word):
        return f"{word}es"
    if word.endswith("y") and word[-2:-1] not in ("", *"aeiou"):
        return f"{word[:-1]}ies"
    return f"{word}s"


def _singular(word: str) -> str:
    if len(word) < _SHORTEST_PLURAL or not word.endswith("s"):
        return ""
    if word.endswith(("ss", "us", "is", "ics")):
        return ""
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "xes", "zes", "ches", "shes")):
        return word[:-2]
    return word[:-1]
