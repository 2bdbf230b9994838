"""What may stand in the address of a term, in any script: letters, digits and single hyphens. Pure.

Browsers show the letters themselves. A slug has one spelling (NFKC, small letters), so that what
looks the same is the same address, whichever system wrote it.
"""

import re
import unicodedata

from glossary_site.text.invisible import without_invisible

SLUG_CHARACTERS = 80
_SLUG_BYTES = 240
"""A folder bears the name of its term, and file systems give a name 255 bytes."""


def is_slug(text: str) -> bool:
    """Whether `text` can stand in an address: `model-drift`, `継続的デリバリー`."""
    parts = text.split("-")
    return (
        len(text) <= SLUG_CHARACTERS
        and len(text.encode()) <= _SLUG_BYTES
        and text == _one_spelling(text)
        and all(part and all(map(_is_in_word, part)) for part in parts)
        and not any(unicodedata.category(part[0])[0] == "M" for part in parts)
    )


def words_as_slug(text: str) -> str:
    """The words of `text` with hyphens between them, as many as a slug holds; it may be empty."""
    plain = _one_spelling(text)
    words = "".join(one if _is_in_word(one) else "-" for one in plain)
    slug = re.sub("-{2,}", "-", words)[:SLUG_CHARACTERS]
    while len(slug.encode()) > _SLUG_BYTES:
        slug = slug[:-1]
    return slug.strip("-")


def _one_spelling(text: str) -> str:
    return unicodedata.normalize("NFKC", without_invisible(text).lower())


def _is_in_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character)[0] == "M"
