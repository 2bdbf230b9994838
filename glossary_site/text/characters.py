"""Characters that no text of this site holds. Pure."""

import re

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_BREAK = re.compile(r"[\t\n\r]")
_KINDS = (("\ud800", "\udfff", "half a character"), ("\u2028", "\u2029", "a line separator"))


def forbidden_character(text: str, *, in_one_line: bool = False) -> str:
    """The first control character of `text` or other character that is no writing, else nothing.

    Tabs and line breaks are writing, unless the text has to stand `in_one_line`. NUL cannot be
    stored by PostgreSQL, other control characters not be written in XML and calendars, and line
    separators are line breaks to some programs only.
    """
    found = _FORBIDDEN.search(text) or (_BREAK.search(text) if in_one_line else None)
    return found[0] if found else ""


def character_name(character: str) -> str:
    """As an error writes it: 'a control character (U+0007)'."""
    kind = next((kind for low, high, kind in _KINDS if low <= character <= high), "")
    if character in "\t\n\r":
        kind = "a line break or tab"
    return f"{kind or 'a control character'} (U+{ord(character):04X})"
