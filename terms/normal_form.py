"""When two texts are the same to a reader. Pure."""

from __future__ import annotations

import re
import unicodedata

_DASHES = re.compile("[\u2010-\u2015\u2212]")


def normal_form(text: str) -> str:
    """What all texts share that are the same to a reader: NFKC with case folded, one kind of dash,
    single spaces, and nothing that nobody sees."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    seen = (one for one in folded if unicodedata.category(one) != "Cf")
    return " ".join(_DASHES.sub("-", "".join(seen)).split())
