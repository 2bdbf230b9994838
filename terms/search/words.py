"""What a query and a name consist of, the same for every database."""

from __future__ import annotations

import unicodedata

from terms.names import fold

MAX_QUERY_CHARACTERS = 200
MAX_WORDS = 8
STOP_WORDS = frozenset(
    (
        *("a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "does", "for", "from"),
        *("how", "i", "in", "is", "it", "of", "on", "or", "that", "the", "their", "this", "to"),
        *("was", "what", "when", "where", "which", "who", "why", "will", "with", "you", "your"),
    )
)
"""Words that say nothing of what is looked for; they count only in a query of nothing else."""


def clean_query(text: str) -> str:
    """The text to look for: no control characters, single spaces, a bounded length."""
    text = text[:MAX_QUERY_CHARACTERS]
    printable = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(printable.split())


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
