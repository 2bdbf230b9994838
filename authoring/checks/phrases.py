"""Phrases that stand in many terms word for word, as a template leaves them behind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from authoring.checks.passages import SENTENCES, Passage, passages, sentences
from authoring.checks.readability import words_in
from authoring.files.library import Library
from authoring.files.reading import Problem
from terms.names.normal_form import normal_form

PHRASE_WORDS = 7
"""So many words in a row are hardly the same by chance."""

FEWEST_TERMS = 3
REPEATED_FIELDS = frozenset({"states", "caveat", "note", "meaning"})
"""A figure is told, and a word explained, in the same words wherever it stands."""


def check_phrases(library: Library) -> Iterator[Problem]:
    """Each phrase that at least three terms share, once, where the first of them has it."""
    homes: dict[tuple[str, ...], dict[str, Passage]] = defaultdict(dict)
    for folder in library.folders:
        for passage in passages(folder.documents, SENTENCES - REPEATED_FIELDS):
            for run in _runs(passage.text):
                homes[run].setdefault(folder.slug, passage)
    shared = {run: found for run, found in homes.items() if len(found) >= FEWEST_TERMS}
    for phrase in joined(list(shared)):
        found = shared[phrase[:PHRASE_WORDS]]
        slugs = ", ".join(found)
        words = " ".join(phrase)
        yield next(iter(found.values())).warn(
            "repeated-phrase", f"{words!r} stands word for word in {slugs}", words
        )


def joined(runs: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Runs that overlap in all but a word, in the order in which they were found, as one."""
    phrase: tuple[str, ...] = ()
    for run in runs:
        if phrase and phrase[-len(run) + 1 :] == run[:-1]:
            phrase += run[-1:]
            continue
        if phrase:
            yield phrase
        phrase = run
    if phrase:
        yield phrase


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    """Every run of so many words within a sentence, in lower case."""
    for sentence in sentences(text):
        words = [normal_form(word) for word in words_in(sentence)]
        for start in range(len(words) - PHRASE_WORDS + 1):
            yield tuple(words[start : start + PHRASE_WORDS])
