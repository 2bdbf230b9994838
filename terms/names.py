"""When two names are the same name, and which characters of a text are alike. Pure."""

from __future__ import annotations

import re
import unicodedata

KEY_CHARACTERS = 200
OTHER = "0-9"
"""The shelf of the A-Z for names that begin with no letter of the Latin alphabet."""

_LATIN = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
_BASE_LETTERS = {
    code: base
    for code in _LATIN
    if (base := unicodedata.normalize("NFD", chr(code))[0]).isascii() and base.isalpha()
}
_ACCENTED = re.compile(f"[{''.join(map(chr, _BASE_LETTERS))}]")
_SEPARATORS = re.compile(r"[\s_/\u2010-\u2015-]+")
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u2028\u2029\u202f", " "),
        **dict.fromkeys("\u2010\u2011", "-"),
        "\u2019": "'",
    }
)
_JOINING_HYPHEN = re.compile(r"(?<=[^\W_])-(?=[^\W_])")


def fold(text: str) -> str:
    """`text` with Latin letters bare of their accents, each character still at its place."""
    if text.isascii():
        return text
    return _ACCENTED.sub(lambda letter: _BASE_LETTERS[ord(letter[0])], text)


def name_key(name: str) -> str:
    """What two spellings of one name share: 'Fine-Tuning' and 'fine tuning' are the same."""
    text = fold(unicodedata.normalize("NFKC", name).casefold())
    return _SEPARATORS.sub(" ", text).strip()[:KEY_CHARACTERS].strip()


def initial(key: str) -> str:
    """The shelf of the A-Z on which a name with this key stands: a letter, or `OTHER`."""
    first = key[:1]
    return first if first.isascii() and first.isalpha() else OTHER


def alike(text: str) -> str:
    """`text` with one kind of space, hyphen and apostrophe; as long as before."""
    return text.translate(_ALIKE)


def spaced(text: str) -> str:
    """`text` with a space for each hyphen inside a word; as long as before."""
    return _JOINING_HYPHEN.sub(" ", text) if "-" in text else text


def folded(text: str) -> str:
    """`text` in lower case, character by character; as long as before."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(one if len(one) == 1 else old for old in text for one in [old.lower()])
