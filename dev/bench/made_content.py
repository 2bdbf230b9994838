"""A made glossary of any size beside the shipped one, as content files, every section filled.

Its words are as languages have them, few of them often, most seldom. The same number of terms is
always the same glossary, and a smaller one is its beginning.
"""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random

from dev.bench.report import ROOT
from terms.names.naming import name_key

SEED = 20261123
VOCABULARY = 20_000
RARE = 10_000
"""Names are made of words rarer than so many, so that a term mentions about ten others, as one of
the shipped glossary does; with names of any words it would mention fifty."""
CATEGORIES = 12
RELATED = 3
"""So many terms each term calls related; one of them its prose links to by hand."""
_STARTS = [*"bcdfghjklmnprstvwz", "br", "ch", "cl", "dr", "fl", "gr", "pl", "pr", "sh", "st", "tr"]
_VOWELS = [*"aeiou", "ai", "ea", "io", "ou"]
_ENDS = ["", "", "", "l", "m", "n", "r", "s", "t", "ct", "nd", "st"]
_SUFFIXES = ["", "", "", "", "s", "ing", "ed", "er", "ation", "ity", "ment"]

_CATEGORY = "  - {{slug: shelf-{0}, title: Shelf {0}, description: Made.}}\n"
_SOURCE = """\
  - key: a-source
    title: A publication
    authors: A. Uthor
    published: 2026
    url: https://example.org/publication
    checked_on: 2026-11-22
    read_as: primary
"""
_TERM = """\
---
title: {title!r}
{names}category: shelf-{shelf}
updated: 2026-{month:02}-{day:02}
tldr: It is [{share}%](figure:F1) of {words[12]}.
figures:
  - key: F1
    value: {share}%
    states: So much of {words[6]}.
    kind: estimate
    source: a-source
    as_of: 2026-03
    caveat: Made by a program.
takeaways:
  - What {words[1]} is, in {words[6]}.
key_metrics:
  - figure: F1
    label: Share
    measures: How much of {words[5]}.
who_uses_it:
  - role: Engineers
    use: To build {words[5]}.
steps:
  - name: Begin
    text: Start with {words[8]}.
  - name: Go on
    text: Then {words[8]}.
checklist:
  - key: begun
    text: It has begun with {words[6]}.
    based_on: [step-1]
comparisons:
  - against: Nothing
    strength: Better at {words[6]}.
    other_strength: Cheaper in {words[6]}.
mistakes:
  - mistake: Waiting for {words[5]}.
    consequence: No {words[5]}.
    fix: Begin with {words[5]}.
practices:
  - practice: Begin early.
    detail: On the day of {words[6]}.
    impact: More {words[6]}.
benchmarks:
  - industry: All
    metric: Share
    unit: percent
    figure: F1
    lagging: {{high: 30}}
    typical: {{low: 50, high: 70.5}}
    leading: {{low: 85}}
    note: Counted by {words[6]}.
faq:
  - question: Why is it so?
    answer: Because of {words[12]}.
related:
{related}---
## Explanation

{words[35]}, and so on to [the next](term:{next}).

{words[25]}.

## Where it is used

- In {words[15]}.

## Why it matters

It is **not** {words[20]}.

## How it works

By {words[15]}.
"""
_QUESTION = """\
  - key: question-{number}
    stem: What is {words[8]}?
    section: explanation
    options:
      - text: The {words[4]}
        right: true
        reason: It is {words[8]}.
      - text: The {words[4]}
        reason: Nobody says {words[8]}.
      - text: None of them
        reason: One of them is {words[4]}.
"""
_LEVEL = "  - level: {number}\n    text: On this level {words[8]}.\n"


@dataclass(frozen=True)
class MadeTerm:
    """One term and all its names; its page says what is in `text` in some order."""

    slug: str
    title: str
    abbreviation: str
    aliases: tuple[str, ...]
    text: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        return [name for name in (self.title, self.abbreviation, *self.aliases) if name]


def make_terms(number: int) -> list[MadeTerm]:
    """`number` terms; no two share a name."""
    random = Random(SEED)  # noqa: S311 - repeatable
    vocabulary = sorted(set(islice(_made_words(random), VOCABULARY)))
    random.shuffle(vocabulary)
    # Zipf's law: the word of rank r is as frequent as 1/r says.
    weights = [1 / (rank + 10) for rank in range(len(vocabulary))]
    stock = random.choices(vocabulary, weights, k=400_000)
    rare, taken = vocabulary[RARE:], set[str]()
    return [_make_term(place, random, rare, stock, taken) for place in range(1, number + 1)]


def _make_term(
    place: int, random: Random, rare: Sequence[str], stock: Sequence[str], taken: set[str]
) -> MadeTerm:
    title = _new_name(random.choice((1, 2, 2, 2, 3, 3, 4)), random, rare, taken)
    aliases = [
        _new_name(random.choice((1, 2, 3)), random, rare, taken)
        for _ in range(random.choice((0, 1, 1, 2)))
    ]
    abbreviation = "".join(word[:2] for word in title.split()).upper()
    if len(title.split()) < 3 or name_key(abbreviation) in taken:
        abbreviation = ""
    taken.add(name_key(abbreviation))
    start = random.randrange(len(stock) - 225)
    text = tuple(stock[start : start + 225])
    return MadeTerm(f"term-{place}", title, abbreviation, tuple(aliases), text)


def _made_words(random: Random) -> Iterator[str]:
    while True:
        syllables = (
            random.choice(_STARTS) + random.choice(_VOWELS) + random.choice(_ENDS)
            for _ in range(random.choice((1, 2, 2, 2, 3)))
        )
        yield "".join(syllables) + random.choice(_SUFFIXES)


def _new_name(words: int, random: Random, rare: Sequence[str], taken: set[str]) -> str:
    """A name of so many words, or of more where those are taken."""
    while True:
        name = " ".join(random.choices(rare, k=words)).capitalize()
        if len(name) > 2 and name_key(name) not in taken:
            taken.add(name_key(name))
            return name
        words += random.random() < 0.2


class _Words:
    """The words of a text again and again, each time in another order; `[5]` are the next five."""

    def __init__(self, text: Sequence[str], random: Random) -> None:
        self._endless = (word for _ in iter(int, 1) for word in random.sample(text, len(text)))

    def __getitem__(self, number: int) -> str:
        return " ".join(islice(self._endless, number))


def write_content(folder: Path, terms: Sequence[MadeTerm]) -> None:
    """Write the shipped content and, beside it, three files for each of `terms`."""
    shutil.copytree(ROOT / "content", folder, dirs_exist_ok=True)
    with (folder / "categories.yaml").open("a") as file:
        file.writelines(map(_CATEGORY.format, range(1, CATEGORIES + 1)))
    with (folder / "sources.yaml").open("a") as file:
        file.write(_SOURCE)
    for place, term in enumerate(terms):
        random = Random(SEED + place)  # noqa: S311 - repeatable
        near = [terms[(place + step) % len(terms)].slug for step in range(1, RELATED + 1)]
        words, own = _Words(term.text, random), folder / "terms" / term.slug
        own.mkdir(parents=True, exist_ok=True)
        (own / "term.md").write_text(_term_file(term, near, random, words))
        questions = [_QUESTION.format(number=number, words=words) for number in range(1, 7)]
        (own / "quiz.yaml").write_text(f"questions:\n{''.join(questions)}")
        levels = [_LEVEL.format(number=number, words=words) for number in range(1, 8)]
        (own / "maturity.yaml").write_text(f"levels:\n{''.join(levels)}")


def _term_file(term: MadeTerm, near: Sequence[str], random: Random, words: _Words) -> str:
    aliases = f"aliases: {list(term.aliases)}\n" if term.aliases else ""
    abbreviation = f"abbreviation: {term.abbreviation!r}\n" if term.abbreviation else ""
    return _TERM.format(
        title=term.title,
        names=abbreviation + aliases,
        shelf=random.randint(1, CATEGORIES),
        month=random.randint(1, 12),
        day=random.randint(1, 28),
        share=random.randint(1, 99),
        next=near[0],
        related="".join(f"  - term: {slug}\n    why: It is near.\n" for slug in near),
        words=words,
    )
