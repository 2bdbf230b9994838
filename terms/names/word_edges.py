"""Where words begin and end, also in scripts that put no spaces between them. Pure.

Every text here is in its normal form (`terms/names/normal_form.py`).
"""

import re
import unicodedata

INLINE = frozenset(("a", "abbr", "code", "dfn", "em", "s", "span", "strong", "sub"))
"""Elements of HTML that part no words."""

_MARKS = "".join(
    chr(code)
    for code in (*range(0x300, 0x2000), *range(0x3099, 0x309B), *range(0xA800, 0xAC00))
    if unicodedata.category(chr(code))[0] == "M"
)
_HANGUL = "\uac00-\ud7a3\u1100-\u11ff\u3131-\u318e"
_UNSPACED = {
    "han": "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff",
    "hiragana": "\u3041-\u3096\u309d-\u309f",
    "katakana": "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff",
    "hangul": _HANGUL,
    "thai": "\u0e01-\u0e3a\u0e40-\u0e4e",
    "lao": "\u0e81-\u0ece\u0edc-\u0edf",
    "myanmar": "\u1000-\u103f\u1050-\u109f\uaa60-\uaa7f",
    "khmer": "\u1780-\u17d3\u17dc\u17dd",
}
"""Scripts in which a word may begin in the middle of what stands together. Korean has spaces, and
puts its particles behind the noun without one."""
_SCRIPT = re.compile("|".join(f"(?P<{name}>[{signs}])" for name, signs in _UNSPACED.items()))
_LEADING = "\u0e40-\u0e44\u0ec0-\u0ec4"
"""Vowels of Thai and Lao that are written before the consonant that they belong to."""
_FOLLOWING = f"\u0e30-\u0e33\u0e45-\u0e47\u0eb0-\u0eb3\u30fc{_MARKS}"
"""What belongs to the sign before it."""
_STACKING = "\u1039\u17d2"
"""Signs of Myanmar and Khmer that put the next consonant under the one before."""
_HOLDS_NEXT = re.compile(f"[{_LEADING}{_STACKING}]")
_FOLLOWS = re.compile(f"[{_FOLLOWING}]")
_ALL_UNSPACED = "".join(_UNSPACED.values())
_SIGN = re.compile(
    f"[{_LEADING}]?[{_ALL_UNSPACED}]"
    f"(?:[{_STACKING}][{_UNSPACED['myanmar']}{_UNSPACED['khmer']}]|[{_FOLLOWING}])*"
)
_RUN = re.compile(
    rf"(?P<unspaced>[{_ALL_UNSPACED}][{_ALL_UNSPACED}{_MARKS}]*)"
    rf"|(?:(?![{_ALL_UNSPACED}])[^\W_]|[{_MARKS}])+"
)
_ASCII_WORD = re.compile(r"[^\W_]+")
_ANY_UNSPACED = re.compile(f"[{_ALL_UNSPACED}]")


def is_unspaced(text: str) -> bool:
    """Whether `text` holds a sign of a script that puts no spaces between words."""
    return not text.isascii() and _ANY_UNSPACED.search(text) is not None


def runs_in(text: str) -> list[str]:
    """The words of a text; what stands together in a script without spaces is one."""
    return [run[0] for run in (_ASCII_WORD if text.isascii() else _RUN).finditer(text)]


def run_at(text: str, place: int) -> str:
    """What is left from `place` of the run that stands there; it may be nothing."""
    run = _RUN.match(text, place)
    return run[0] if run else ""


def words_in(text: str) -> list[str]:
    """The words of a text; in a script without spaces each sign is one.

    A word of such a script is found as signs that follow one another.
    """
    if text.isascii():
        return _ASCII_WORD.findall(text)
    return [
        word
        for run in _RUN.finditer(text)
        for word in (_SIGN.findall(run[0]) if run["unspaced"] else (run[0],))
    ]


def begins_word(text: str, place: int) -> bool:
    """Whether a word may begin at `place`."""
    return _is_edge(text, place) and not (
        place and _script(text[place - 1]) == "hangul" == _script(text[place])
    )


def ends_word(text: str, place: int) -> bool:
    """Whether a word may end before `place`."""
    return _is_edge(text, place)


def is_one_of_many(text: str, place: int) -> bool:
    """Whether a sign of a script without spaces has one of its own beside it."""
    script = _script(text[place])
    beside = text[max(0, place - 1) : place] + text[place + 1 : place + 2]
    return bool(script) and any(_script(character) == script for character in beside)


def _is_edge(text: str, place: int) -> bool:
    before, after = text[max(0, place - 1) : place], text[place : place + 1]
    if not (before and after and _is_in_word(before) and _is_in_word(after)):
        return True
    if before.isascii() and after.isascii():
        return False
    scripts = _script(before), _script(after)
    if scripts == ("", "") or scripts == ("katakana", "katakana"):
        return False
    return not (_HOLDS_NEXT.match(before) or _FOLLOWS.match(after))


def _is_in_word(character: str) -> bool:
    return character.isalnum() or character == "_" or character in _MARKS


def _script(character: str) -> str:
    match = _SCRIPT.match(character)
    return (match and match.lastgroup) or ""
