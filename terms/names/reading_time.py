"""How long a text takes to be read, with spaces between its words and without. Pure."""

import re

from terms.names.word_edges import is_unspaced, words_in

WORDS_PER_MINUTE = 238
"""Silent reading of English non-fiction by adults (M. Brysbaert, J. Memory and Language, 2019)."""

SIGNS_PER_MINUTE = 500
"""Characters of Chinese, Japanese and Korean: what Medium counts with (help.medium.com, "Read
time"), in the middle of the 400 to 600 that are usual for Japanese. Read aloud it is less: 357 and
255 a minute in Japanese and Chinese (Trauzettel-Klosinski and Dietz, IOVS, 2012, table 2)."""

_PART = re.compile(r"\S+")


def words_to_read(text: str) -> int:
    """The words of a text; of a script without spaces, as many as take the time of its signs."""
    parts = _PART.findall(text)
    if not is_unspaced(text):
        return len(parts)
    signs = words = 0
    for part in parts:
        unspaced = [word for word in words_in(part) if is_unspaced(word)]
        signs += len(unspaced)
        words += not unspaced
    return words + round(signs * WORDS_PER_MINUTE / SIGNS_PER_MINUTE)


def minutes_for(words: int) -> int:
    """Whole minutes, at least one, at `WORDS_PER_MINUTE`."""
    return max(1, round(words / WORDS_PER_MINUTE))
