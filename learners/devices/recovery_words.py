"""A recovery code as twelve words, and back, forgiving what people do to words on paper.

The words and their checksum are those of BIP-39 (the English list, of which no two words share
their first four letters): 128 bits, and 4 that tell of a slip.
"""

import re
import unicodedata
from enum import Enum
from functools import cache

from mnemonic import Mnemonic
from rapidfuzz import fuzz, process

ENTROPY_BYTES = 16
WORDS = 12
ENOUGH_LETTERS = 4
"""No two words of the list begin with the same four letters."""

_ALIKE = 70
_LETTERS = re.compile(r"[^\W\d_]+")


class Slip(Enum):
    """What is wrong with words that are no code."""

    COUNT = "count"
    WORD = "word"
    CHECKSUM = "checksum"


class RecoveryWordsError(ValueError):
    """Words that are no code: how many they are, and the unknown one with what it may have been."""

    def __init__(self, slip: Slip, *, count: int = WORDS, word: str = "", meant: str = "") -> None:
        super().__init__(slip.value)
        self.slip, self.count, self.word, self.meant = slip, count, word, meant


@cache
def _code() -> Mnemonic:
    return Mnemonic("english")


def words_of(entropy: bytes) -> tuple[str, ...]:
    """The twelve words of 16 random bytes."""
    return tuple(_code().to_mnemonic(entropy).split())


def entropy_of(text: str) -> bytes:
    """The bytes that the words stand for, however they are spaced, numbered or capitalised.

    Raises RecoveryWordsError.
    """
    given = _LETTERS.findall(unicodedata.normalize("NFKC", text).lower())
    words = [_whole_word(word) for word in given]
    if len(words) != WORDS:
        raise RecoveryWordsError(Slip.COUNT, count=len(words))
    try:
        return bytes(_code().to_entropy(words))
    except ValueError as error:
        raise RecoveryWordsError(Slip.CHECKSUM) from error


def _whole_word(word: str) -> str:
    """The word of the list that begins like this. Raises RecoveryWordsError where none does."""
    listed = _code().wordlist
    if word in listed:
        return word
    begun = [one for one in listed if one.startswith(word)]
    if len(begun) == 1 and len(word) >= ENOUGH_LETTERS:
        return str(begun[0])
    close = process.extractOne(word[:20], listed, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    raise RecoveryWordsError(Slip.WORD, word=word[:20], meant=close[0] if close else "")
