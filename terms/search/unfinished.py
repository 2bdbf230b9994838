"""What a word that is still being typed may become. Pure.

An index of stems has 'monitor' for 'monitoring': 'monitorin' is no start of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from terms.search.stems import stem_of, without_ending

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
