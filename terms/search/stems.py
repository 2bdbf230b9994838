"""The stems of words, as the databases' indexes hold them. Pure.

An index of stems has 'monitor' for 'monitoring'. 'monitorin', which a reader is still typing, is no
start of that: such a word is also looked up as what it may become.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

PORTER = "porter"
"""SQLite's stemmer, by its name in Snowball; PostgreSQL's is `english`."""
ENDINGS = (
    *("ing", "ings", "ion", "ions", "ed", "er", "ers", "es", "ation", "ations", "ational", "ate"),
    *("ates", "ated", "ating", "ator", "ators", "ity", "ities", "ability", "ibility", "able"),
    *("ible", "ive", "ively", "iveness", "ic", "ical", "ically", "al", "ally", "ly", "ment"),
    *("ments", "ance", "ence", "ancy", "ency", "ant", "ent", "ize", "izes", "ized", "izing"),
    *("izer", "ization", "ous", "ness", "ful", "ism"),
)
"""Those of English that stemmers take away, the frequent ones first."""
MIN_CHARACTERS = 4
MOST_READINGS = 6
_SPLIT_STEM = re.compile(r"[aeiou]i$")
_WHOLE_STEM = re.compile(r"[aeiou]y$")


@lru_cache(maxsize=2048)
def stem_of(word: str, language: str) -> str:
    """The stem of a word in lower case; the word where nothing of it would be left."""
    from snowballstemmer import stemmer  # with the rules of thirty languages

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


def readings(words: Sequence[str], language: str) -> Iterator[tuple[str, ...]]:
    """The words as they are, then with the last one finished in each way that has another stem.

    At most `MOST_READINGS` of them; see `Marker` for `language`.
    """
    yield tuple(words)
    if not words or len(words[-1]) < MIN_CHARACTERS:
        return
    *whole, last = words
    seen = {stem_of(last, language)}
    for finished in _finished(last):
        stem = stem_of(finished, language)
        if stem not in seen and last.startswith(without_ending(stem)):
            seen.add(stem)
            yield (*whole, finished)
        if len(seen) == MOST_READINGS:
            return


def _finished(word: str) -> Iterator[str]:
    """The word with the rest of each ending of which it has a beginning, the longest one first."""
    for length in range(max(map(len, ENDINGS)) - 1, 0, -1):
        for ending in ENDINGS:
            if length < len(ending) and word.endswith(ending[:length]):
                yield word + ending[length:]
