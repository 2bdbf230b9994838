"""Whether a text can be read at one go: its sentences' length and its reading level."""

from __future__ import annotations

import re
from collections.abc import Iterator

from authoring.checks.passages import PROSE, library_passages, plain, sentences
from authoring.files.library import Library
from authoring.files.reading import Problem

LONGEST_SENTENCE = 30
"""Words. Above about this many, few readers take a sentence in at one go."""

HARDEST = 60
"""LIX; from 60 on it is the language of research and of laws (C. H. Björnsson, Läsbarhet, 1968)."""

FEWEST_WORDS = 100
"""The level of a shorter text says more about its subject than about its author."""

_LONG_WORD = 7
_WORD = re.compile(r"\w+(?:[.,'’/-]\w+)*")


def check_readability(library: Library) -> Iterator[Problem]:
    """Sentences that are too long, and prose that is too hard."""
    for passage in library_passages(library):
        for sentence in sentences(passage.text):
            number = len(words_in(sentence))
            if number > LONGEST_SENTENCE:
                message = (
                    f"a sentence of {number} words, {sentence[:50]!r}...: at most "
                    f"{LONGEST_SENTENCE} are read at one go"
                )
                yield passage.warn("long-sentence", message, sentence)
        if passage.field in PROSE and (level := lix(passage.text)) >= HARDEST:
            message = (
                f"reads as hard as research (LIX {level:.0f}; below {HARDEST} is plain enough): "
                "shorten sentences, choose shorter words"
            )
            yield passage.warn("hard-to-read", message)


def lix(text: str) -> float:
    """LIX: words for each sentence, plus the percentage of words longer than six letters.

    It counts letters and not syllables, so that it holds in every language that is written in
    letters. 0 where there are fewer than `FEWEST_WORDS`.
    """
    words = words_in(plain(text))
    if len(words) < FEWEST_WORDS:
        return 0
    long_words = sum(len(word) >= _LONG_WORD for word in words)
    return len(words) / len(list(sentences(text))) + 100 * long_words / len(words)


def words_in(text: str) -> list[str]:
    """The words of a text, `cost-per-request` and `0.5` as one each."""
    return _WORD.findall(text)
