"""Characters that take no room and that nobody sees, and texts without them. Pure."""

import re

INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
"""Soft hyphens, joiners, marks of direction and the like, for a class of a regular expression:
`Default_Ignorable_Code_Point` of Unicode 15, and the signs around annotations."""

_INVISIBLE = re.compile(f"[{INVISIBLE}]+")
_EDGES = re.compile(rf"\A[\s{INVISIBLE}]+|[\s{INVISIBLE}]+\Z")


def without_invisible(text: str) -> str:
    """`text` without the characters that nobody sees, wherever they stand."""
    return text if text.isascii() else _INVISIBLE.sub("", text)


def trimmed(text: str) -> str:
    """`text` without spaces and invisible characters at its ends.

    Those inside stay: a name may need them, as in Persian.
    """
    return text.strip() if text.isascii() else _EDGES.sub("", text)
