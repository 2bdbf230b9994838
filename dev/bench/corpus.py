"""A made glossary of any size: words as languages have them, few of them often, most seldom."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from random import Random

from terms.models import Alias, Category, Term
from terms.names.naming import name_key

SEED = 20261123
VOCABULARY = 20_000
CATEGORIES = 12
_STARTS = [*"bcdfghjklmnprstvwz", "br", "ch", "cl", "dr", "fl", "gr", "pl", "pr", "sh", "st", "tr"]
_VOWELS = [*"aeiou", "ai", "ea", "io", "ou"]
_ENDS = ["", "", "", "l", "m", "n", "r", "s", "t", "ct", "nd", "st"]
_SUFFIXES = ["", "", "", "", "s", "ing", "ed", "er", "ation", "ity", "ment"]
_TEXTS = {"tldr": 25, "explanation": 120, "where_used": 35, "why_it_matters": 45}


@dataclass(frozen=True)
class MadeTerm:
    """One term of the corpus and all its names."""

    id: int
    title: str
    abbreviation: str
    aliases: tuple[str, ...]
    text: str

    @property
    def names(self) -> list[str]:
        return [name for name in (self.title, self.abbreviation, *self.aliases) if name]


@dataclass
class Corpus:
    """Makes terms; the same seed makes the same ones."""

    random: Random = field(default_factory=lambda: Random(SEED))  # noqa: S311 - repeatable
    taken: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.vocabulary = sorted(set(islice(self._made_words(), VOCABULARY)))
        self.random.shuffle(self.vocabulary)
        # Zipf's law: the word of rank r is as frequent as 1/r says.
        weights = [1 / (rank + 10) for rank in range(len(self.vocabulary))]
        self._stock = self.random.choices(self.vocabulary, weights, k=400_000)

    def terms(self, first_id: int, number: int) -> Iterator[MadeTerm]:
        """`number` terms; no two of the whole corpus share a name."""
        for pk in range(first_id, first_id + number):
            title = self._name(self.random.choice((1, 2, 2, 2, 3, 3, 4)))
            count = self.random.choice((0, 1, 1, 2))
            aliases = tuple(self._name(self.random.choice((1, 2, 3))) for _ in range(count))
            yield MadeTerm(pk, title, self._abbreviation(title), aliases, self._words(225))

    def _made_words(self) -> Iterator[str]:
        while True:
            syllables = (
                self.random.choice(_STARTS)
                + self.random.choice(_VOWELS)
                + self.random.choice(_ENDS)
                for _ in range(self.random.choice((1, 2, 2, 2, 3)))
            )
            yield "".join(syllables) + self.random.choice(_SUFFIXES)

    def _name(self, words: int) -> str:
        """A new name of so many words, or of more where those are taken: rare words are as likely
        as others."""
        while True:
            name = " ".join(self.random.choices(self.vocabulary, k=words)).capitalize()
            if len(name) > 2 and name_key(name) not in self.taken:
                self.taken.add(name_key(name))
                return name
            words += self.random.random() < 0.2

    def _abbreviation(self, title: str) -> str:
        letters = "".join(word[:2] for word in title.split()).upper()
        if len(title.split()) < 3 or letters.casefold() in self.taken:
            return ""
        self.taken.add(letters.casefold())
        return letters

    def _words(self, number: int) -> str:
        start = self.random.randrange(len(self._stock) - number)
        return " ".join(self._stock[start : start + number])


def store(terms: Iterator[MadeTerm], random: Random) -> None:
    """Write published terms and their aliases."""
    for position in range(1, CATEGORIES + 1):
        values = {"title": f"Shelf {position}", "description": "Made.", "position": position}
        Category.objects.get_or_create(slug=f"shelf-{position}", defaults=values)
    shelves = list(Category.objects.all())
    listed = list(terms)
    Term.objects.bulk_create(_row(term, random.choice(shelves)) for term in listed)
    Alias.objects.bulk_create(
        Alias(term_id=term.id, name=name, position=at)
        for term in listed
        for at, name in enumerate(term.aliases)
    )


def _row(term: MadeTerm, category: Category) -> Term:
    words = iter(term.text.split())
    return Term(
        id=term.id,
        slug=f"term-{term.id}",
        title=term.title,
        abbreviation=term.abbreviation,
        category=category,
        status=Term.Status.PUBLISHED,
        updated_on=datetime.date(2026, 1, 1) + datetime.timedelta(days=term.id % 300),
        word_count=225,
        **{name: " ".join(islice(words, length)) for name, length in _TEXTS.items()},
    )
