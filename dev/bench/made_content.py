"""A made glossary of any size beside the shipped one, as content files, every section filled.

Its words are as languages have them, few of them often, most seldom. The same number of terms is
always the same glossary, and a smaller one is its beginning. What a term holds lies in `made/`.
"""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from pathlib import Path
from random import Random

from dev.bench.report import ROOT

MADE = Path(__file__).with_name("made")
SEED = 20261123
VOCABULARY = 20_000
RARE = 10_000
"""Names are made of words rarer than so many, so that a term mentions about ten others, as one of
the shipped glossary does; with names of any words it would mention fifty."""
RELATED = 3
"""So many terms each term calls related; one of them its prose links to by hand."""
_STARTS = [*"bcdfghjklmnprstvwz", "br", "ch", "cl", "dr", "fl", "gr", "pl", "pr", "sh", "st", "tr"]
_VOWELS = [*"aeiou", "ai", "ea", "io", "ou"]
_ENDS = ["", "", "", "l", "m", "n", "r", "s", "t", "ct", "nd", "st"]


@dataclass(frozen=True)
class MadeTerm:
    """One term; its page says what is in `text` in some order."""

    slug: str
    title: str
    text: tuple[str, ...]


def make_terms(number: int) -> list[MadeTerm]:
    """`number` terms; no two share a name."""
    random = Random(SEED)  # noqa: S311 - repeatable
    vocabulary = list(dict.fromkeys(islice(_made_words(random), VOCABULARY)))
    # Zipf's law: the word of rank r is as frequent as 1/r says.
    weights = list(accumulate(1 / (rank + 10) for rank in range(len(vocabulary))))
    terms: dict[str, MadeTerm] = {}
    while len(terms) < number:
        words = random.choices(vocabulary[RARE:], k=random.choice((1, 2, 2, 2, 3, 3)))
        title = " ".join(words).capitalize()
        text = tuple(random.choices(vocabulary, cum_weights=weights, k=225))
        terms.setdefault(title, MadeTerm(f"term-{len(terms) + 1}", title, text))
    return list(terms.values())


def _made_words(random: Random) -> Iterator[str]:
    while True:
        syllables = (
            random.choice(_STARTS) + random.choice(_VOWELS) + random.choice(_ENDS)
            for _ in range(random.choice((2, 2, 2, 3)))
        )
        yield "".join(syllables)


class _Words:
    """The words of a text again and again, each time in another order; `[5]` are the next five."""

    def __init__(self, text: Sequence[str], random: Random) -> None:
        self._endless = (word for _ in iter(int, 1) for word in random.sample(text, len(text)))

    def __getitem__(self, number: int) -> str:
        return " ".join(islice(self._endless, number))


def write_content(folder: Path, terms: Sequence[MadeTerm]) -> None:
    """Write the shipped content and, beside it, three files for each of `terms`."""
    shutil.copytree(ROOT / "content", folder, dirs_exist_ok=True)
    for name in ("categories.yaml", "sources.yaml"):
        with (folder / name).open("a") as file:
            file.write((MADE / name).read_text())
    term_text, question, level = (
        (MADE / name).read_text() for name in ("term.md", "question.yaml", "level.yaml")
    )
    for place, term in enumerate(terms):
        random = Random(SEED + place)  # noqa: S311 - repeatable
        near = [terms[(place + step) % len(terms)].slug for step in range(1, RELATED + 1)]
        words, own = _Words(term.text, random), folder / "terms" / term.slug
        own.mkdir(parents=True, exist_ok=True)
        (own / "term.md").write_text(
            term_text.format(
                title=term.title,
                month=random.randint(1, 12),
                day=random.randint(1, 28),
                share=random.randint(1, 99),
                next=near[0],
                related="".join(f"  - term: {slug}\n    why: It is near.\n" for slug in near),
                words=words,
            )
        )
        questions = [question.format(number=number, words=words) for number in range(1, 7)]
        (own / "quiz.yaml").write_text(f"questions:\n{''.join(questions)}")
        levels = [level.format(number=number, words=words) for number in range(1, 8)]
        (own / "maturity.yaml").write_text(f"levels:\n{''.join(levels)}")
