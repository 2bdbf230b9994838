"""What is asked of a made glossary: names, names with one slip, words, and beginnings."""

from __future__ import annotations

import string
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from dev.bench.corpus import MadeTerm
from terms.names.naming import name_key

MIN_CHARACTERS_FOR_A_SLIP = 5


@dataclass(frozen=True)
class Queries:
    """`number` queries of each kind about `terms`; the same seed asks the same."""

    random: Random
    terms: Sequence[MadeTerm]
    number: int

    def names(self) -> list[tuple[str, int]]:
        """Titles, abbreviations and aliases in some spelling, each with its term."""
        cases = []
        for _ in range(self.number):
            term = self.random.choice(self.terms)
            name = self.random.choice(term.names)
            spelling = self.random.choice((str, str.lower, str.upper, _hyphenated))
            cases.append((spelling(name), term.id))
        return cases

    def slips(self, taken: set[str]) -> list[tuple[str, int]]:
        """Titles and aliases with one slip that does not make another name, each with its term."""
        cases = list[tuple[str, int]]()
        while len(cases) < self.number:
            term = self.random.choice(self.terms)
            name = self.random.choice([term.title, *term.aliases]).lower()
            wrong = misspell(name, self.random)
            if len(name) >= MIN_CHARACTERS_FOR_A_SLIP and name_key(wrong) not in taken:
                cases.append((wrong, term.id))
        return cases

    def words(self) -> list[str]:
        """One to three words from one text, common and rare ones as they come."""
        texts = (self.random.choice(self.terms).text.split() for _ in range(self.number))
        return [" ".join(self.random.sample(text, self.random.choice((1, 2, 3)))) for text in texts]

    def beginnings(self, names: Sequence[str]) -> list[str]:
        """The first letters of names, as they stand in a box while somebody types."""
        return [name[: self.random.randint(1, len(name))] for name in names]


def taken_keys(terms: Sequence[MadeTerm]) -> set[str]:
    """The keys of all names."""
    return {name_key(name) for term in terms for name in term.names}


def misspell(name: str, random: Random) -> str:
    """`name` with one letter left out, put in, mistaken, or swapped with the next."""
    place = random.randrange(len(name) - 1)
    before, letter, after = name[:place], name[place], name[place + 1 :]
    other = random.choice(string.ascii_lowercase)
    return random.choice(
        (
            before + after,
            before + letter + other + after,
            before + other + after,
            before + after[0] + letter + after[1:],
        )
    )


def _hyphenated(name: str) -> str:
    return name.replace(" ", "-")
