"""What is asked of a made glossary: names, names with one slip, words, and beginnings."""

import string
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from dev.bench.made_content import MadeTerm
from terms.names.naming import name_key

MIN_CHARACTERS_FOR_A_SLIP = 5


@dataclass(frozen=True)
class Queries:
    """`number` queries of each kind about `terms`; the same seed asks the same."""

    random: Random
    terms: Sequence[MadeTerm]
    number: int

    def names(self) -> list[tuple[str, str]]:
        """Titles, abbreviations and aliases in some spelling, each with its term's slug."""
        spellings = (str, str.lower, str.upper, lambda name: name.replace(" ", "-"))
        chosen = self.random.choices(self.terms, k=self.number)
        return [
            (self.random.choice(spellings)(self.random.choice(term.names)), term.slug)
            for term in chosen
        ]

    def slips(self) -> list[tuple[str, str]]:
        """Titles and aliases with a slip that makes no other name, each with its term's slug."""
        taken = {name_key(name) for term in self.terms for name in term.names}
        cases = list[tuple[str, str]]()
        while len(cases) < self.number:
            term = self.random.choice(self.terms)
            name = self.random.choice([term.title, *term.aliases]).lower()
            wrong = self._misspell(name)
            if len(name) >= MIN_CHARACTERS_FOR_A_SLIP and name_key(wrong) not in taken:
                cases.append((wrong, term.slug))
        return cases

    def words(self) -> list[str]:
        """One to three words from one text, common and rare ones as they come."""
        texts = [self.random.choice(self.terms).text for _ in range(self.number)]
        return [" ".join(self.random.sample(text, self.random.choice((1, 2, 3)))) for text in texts]

    def beginnings(self, names: Sequence[str]) -> list[str]:
        """The first letters of names, as they stand in a box while somebody types."""
        return [name[: self.random.randint(1, len(name))] for name in names]

    def _misspell(self, name: str) -> str:
        """`name` with one letter left out, put in, mistaken, or swapped with the next."""
        place = self.random.randrange(len(name) - 1)
        before, letter, after = name[:place], name[place], name[place + 1 :]
        other = self.random.choice(string.ascii_lowercase)
        wrong = (after, letter + other + after, other + after, after[0] + letter + after[1:])
        return before + self.random.choice(wrong)
