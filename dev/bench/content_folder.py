"""A made content folder: every section of every term filled, its prose in the words of a corpus."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from dev.bench.corpus import CATEGORIES, SEED, Corpus, MadeTerm

RELATED = 3
"""So many terms each term calls related; one of them its prose links to by hand."""
RARE = 10_000
"""Names are made of words rarer than so many, so that a term mentions about ten others, as one of
the shipped glossary does; with names of any words it would mention fifty."""

_SITE = """\
glossary: {title: Made, tagline: Words of no language, description: What a load is measured on.}
advisor: {name: Ada Visor, role: economist, summary: Reads bills., source: a-source}
"""
_SOURCES = """\
sources:
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
title: {title}
{names}category: shelf-{shelf}
updated: 2026-{month:02}-{day:02}
tldr: It is [{share}%](figure:F1) of {tldr}.
figures:
  - key: F1
    value: {share}%
    states: So much of {states}.
    kind: estimate
    source: a-source
    as_of: 2026-03
    caveat: Made by a program.
takeaways:
  - What {word} is, in {meaning}.
key_metrics:
  - figure: F1
    label: Share
    measures: How much of {measures}.
who_uses_it:
  - role: Engineers
    use: To build {use}.
steps:
  - name: Begin
    text: Start with {step}.
  - name: Go on
    text: Then {step_2}.
checklist:
  - key: begun
    text: It has begun with {item}.
    based_on: [step-1]
comparisons:
  - against: Nothing
    strength: Better at {strength}.
    other_strength: Cheaper in {other_strength}.
mistakes:
  - mistake: Waiting for {mistake}.
    consequence: No {consequence}.
    fix: Begin with {fix}.
practices:
  - practice: Begin early.
    detail: On the day of {detail}.
    impact: More {impact}.
benchmarks:
  - industry: All
    metric: Share
    unit: percent
    figure: F1
    lagging: {{high: 30}}
    typical: {{low: 50, high: 70.5}}
    leading: {{low: 85}}
    note: Counted by {note}.
faq:
  - question: Why is it so?
    answer: Because of {answer}.
related:
{related}---
## Explanation

{explanation}, and so on to [the next](term:{next}).

{explanation_2}.

## Where it is used

- In {where_used}.

## Why it matters

It is **not** {why_it_matters}.

## How it works

By {how_it_works}.
"""
_LENGTHS = {
    "tldr": 12, "states": 6, "word": 1, "meaning": 6, "measures": 5, "use": 5, "step": 8,
    "step_2": 8, "item": 6, "strength": 6, "other_strength": 6, "mistake": 5, "consequence": 5,
    "fix": 5, "detail": 6, "impact": 6, "note": 6, "answer": 12, "explanation": 35,
    "explanation_2": 25, "where_used": 15, "why_it_matters": 20, "how_it_works": 15,
}  # fmt: skip
"""How many words of a term's text each of its fields takes, in the file's order."""

_QUESTION = """\
  - key: question-{number}
    stem: What is {stem}?
    section: explanation
    options:
      - text: The {right}
        right: true
        reason: It is {reason}.
      - text: The {wrong}
        reason: Nobody says {reason_2}.
      - text: None of them
        reason: One of them is {reason_3}.
"""
_QUESTION_LENGTHS = {"stem": 8, "right": 4, "reason": 8, "wrong": 4, "reason_2": 8, "reason_3": 4}
_LEVEL = "  - level: {level}\n    text: On this level {text}.\n"


def write_content(folder: Path, number: int) -> list[str]:
    """Write `number` terms, three files each, always the same ones; their slugs.

    `number` is larger than `RELATED`.
    """
    corpus = Corpus()
    corpus.vocabulary = corpus.vocabulary[RARE:]
    terms = list(corpus.terms(1, number))
    shelves = "".join(
        f"  - {{slug: shelf-{shelf}, title: Shelf {shelf}, description: Made.}}\n"
        for shelf in range(1, CATEGORIES + 1)
    )
    _write(folder / "site.yaml", _SITE)
    _write(folder / "sources.yaml", _SOURCES)
    _write(folder / "categories.yaml", f"categories:\n{shelves}")
    random = Random(SEED + number)  # noqa: S311 - repeatable
    slugs = [_slug(term) for term in terms]
    for place, term in enumerate(terms):
        near = [slugs[(place + step) % number] for step in range(1, RELATED + 1)]
        own = folder / "terms" / slugs[place]
        _write(own / "term.md", _term(term, near, random))
        _write(own / "quiz.yaml", _quiz(term, random))
        _write(own / "maturity.yaml", _ladder(term, random))
    return slugs


def _slug(term: MadeTerm) -> str:
    return f"term-{term.id}"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def _term(term: MadeTerm, near: Sequence[str], random: Random) -> str:
    aliases = f"aliases: [{', '.join(map(repr, term.aliases))}]\n" if term.aliases else ""
    abbreviation = f"abbreviation: {term.abbreviation!r}\n" if term.abbreviation else ""
    return _TERM.format(
        title=repr(term.title),
        names=abbreviation + aliases,
        shelf=random.randint(1, CATEGORIES),
        month=random.randint(1, 12),
        day=random.randint(1, 28),
        share=random.randint(1, 99),
        next=near[0],
        related="".join(f"  - term: {slug}\n    why: It is near.\n" for slug in near),
        **_fields(term.text.split(), _LENGTHS),
    )


def _quiz(term: MadeTerm, random: Random) -> str:
    words = _endless(term, random)
    questions = (
        _QUESTION.format(
            number=number, **_fields([next(words) for _ in range(36)], _QUESTION_LENGTHS)
        )
        for number in range(1, 7)
    )
    return f"questions:\n{''.join(questions)}"


def _ladder(term: MadeTerm, random: Random) -> str:
    words = _endless(term, random)
    levels = (
        _LEVEL.format(level=level, text=" ".join(next(words) for _ in range(8)))
        for level in range(1, 8)
    )
    return f"levels:\n{''.join(levels)}"


def _endless(term: MadeTerm, random: Random) -> Iterator[str]:
    stock = term.text.split()
    while True:
        yield from random.sample(stock, len(stock))


def _fields(words: list[str], lengths: dict[str, int]) -> dict[str, str]:
    """The words dealt out to the fields, so many to each."""
    fields, taken = {}, 0
    for name, length in lengths.items():
        fields[name] = " ".join(words[taken : taken + length])
        taken += length
    return fields
