"""The stems of words, as the databases' indexes hold them. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from snowballstemmer import stemmer

PORTER = "porter"
"""SQLite's stemmer, by its name in Snowball; PostgreSQL's is `english`."""
_SPLIT_STEM = re.compile(r"[aeiou]i$")
_WHOLE_STEM = re.compile(r"[aeiou]y$")


@lru_cache(maxsize=2048)
def stem_of(word: str, language: str) -> str:
    """The stem of a word in lower case; the word where nothing of it would be left."""
    stem: str = stemmer(language).stemWord(word) or word
    return stem


def shared_stem(word: str, language: str) -> str:
    """One stem for all forms of a word, also where Porter's rules give two; see `other_form`."""
    stem = stem_of(word, language)
    return f"{stem[:-1]}y" if _SPLIT_STEM.search(stem) else stem


def without_ending(stem: str) -> str:
    """What the stem has in common with other forms of its word: 'analog' of 'analogi'."""
    return stem.rstrip("eiy") or stem


def other_form(word: str) -> str:
    """A form of the word that Porter's rules give another stem; empty where they give one.

    They make 'deploi' of 'deploy' and of 'deployed', and 'deploy' of 'deployment'.
    """
    stem, shared = stem_of(word, PORTER), shared_stem(word, PORTER)
    if _WHOLE_STEM.search(stem):
        return stem
    noun = f"{shared}ment"
    return noun if stem != shared and stem_of(noun, PORTER) == shared else ""
