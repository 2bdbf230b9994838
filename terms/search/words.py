"""What a query and a name consist of, the same for every database."""

from __future__ import annotations

import re
import unicodedata

MAX_QUERY_CHARACTERS = 200
MAX_WORDS = 8
KEY_CHARACTERS = 200
STOP_WORDS = frozenset(
    (
        *("a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "does", "for", "from"),
        *("how", "i", "in", "is", "it", "of", "on", "or", "that", "the", "their", "this", "to"),
        *("was", "what", "when", "where", "which", "who", "why", "will", "with", "you", "your"),
    )
)
"""Words that say nothing of what is looked for; they count only in a query of nothing else."""

_LATIN = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
_BASE_LETTERS = {
    code: base
    for code in _LATIN
    if (base := unicodedata.normalize("NFD", chr(code))[0]).isascii() and base.isalpha()
}
_SEPARATORS = re.compile(r"[\s_/\u2010-\u2015-]+")


def clean_query(text: str) -> str:
    """The text to look for: no control characters, single spaces, a bounded length."""
    text = text[:MAX_QUERY_CHARACTERS]
    printable = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(printable.split())


def fold(text: str) -> str:
    """`text` with Latin letters bare of their accents, each character still at its place."""
    return text if text.isascii() else text.translate(_BASE_LETTERS)


def name_key(name: str) -> str:
    """What two spellings of one name share: 'Fine-Tuning' and 'fine tuning' are the same."""
    text = fold(unicodedata.normalize("NFKC", name).casefold())
    return _SEPARATORS.sub(" ", text).strip()[:KEY_CHARACTERS].strip()


def query_words(query: str) -> tuple[str, ...]:
    """The words of a query that are looked up in texts, lower case, at most `MAX_WORDS`."""
    letters = "".join(character if _in_word(character) else " " for character in fold(query))
    words = letters.lower().split()
    telling = [word for word in words if word not in STOP_WORDS]
    return tuple(dict.fromkeys((telling or words)[:MAX_WORDS]))


def _in_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character).startswith("M")


def number_forms(key: str) -> tuple[str, ...]:
    """`key`, then what it may be in the other number: 'model drifts' for 'model drift'."""
    forms = [key, f"{key}s", f"{key}es"]
    if key.endswith("y"):
        forms.append(f"{key[:-1]}ies")
    if key.endswith("ies"):
        forms.append(f"{key[:-3]}y")
    if key.endswith("es"):
        forms.append(key[:-2])
    if key.endswith("s") and not key.endswith("ss"):
        forms.append(key[:-1])
    return tuple(form for form in dict.fromkeys(forms) if form)


def initial(key: str) -> str:
    """The shelf of the A-Z on which a name with this key stands: a letter, or `OTHER`."""
    first = key[:1]
    return first if first.isascii() and first.isalpha() else OTHER


OTHER = "0-9"
