"""When two texts are the same to a reader: the one form by which names, links, search, marks and
forms compare. Pure.

The form is NFKC with case folded, without the accents of Latin and Greek letters and without what
nobody sees; it has one kind of dash, apostrophe and quotation mark, and single spaces. The sign of
a footnote ('drift¹') or of a trade mark ('Spark™') is no part of a word.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from glossary_site.text.invisible import INVISIBLE, without_invisible

_UNEVEN = re.compile(r"[!-~]?[^\x00-\x7f]+(?: [^\x00-\x7f]+)*|[\x00-\x20\x7f]{2,}")
"""Where a text may change its length: all else is ASCII with single spaces."""
_ASCII_SPACES = dict.fromkeys((*range(0x20), 0x7F), " ")
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u02d7\u2043\u2212", "-"),
        **dict.fromkeys("\u0060\u00b4\u02b9\u02bb\u02bc\u02c8\u055a\u05f3\u2018\u2019", "'"),
        **dict.fromkeys("\u201a\u201b\u2032\u2035\u2039\u203a\ua78c", "'"),
        **dict.fromkeys("\u00ab\u00bb\u05f4\u201c\u201d\u201e\u201f\u2033\u301d\u301e\u301f", '"'),
        **dict.fromkeys("\u2044\u2215", "/"),
        **dict.fromkeys("®™℠℗\u0640", ""),
    }
)
_LETTERS = {
    **dict(zip("ÆæŒœÞþ", ("AE", "ae", "OE", "oe", "TH", "th"), strict=True)),
    **dict(zip("ÐðŊŋ\u0131\u0401\u0451", "DdNni\u0415\u0435", strict=True)),
}
"""Letters that readers write in another way, which Unicode does not take apart."""
_CROSSED_LETTER = re.compile(r"LATIN (?P<case>CAPITAL|SMALL) LETTER (?P<letter>[A-Z]) WITH ")
"""The name of a letter such as 'ł', of which Unicode knows no other parts."""
_DROPPED_MARKS = ("COMBINING ", "HEBREW ", "ARABIC ")
_JOINING = re.compile(f"[®™℠℗\u1160-\u11ff\ud7b0-\ud7ff\uff9e\uff9f\uffc2-\uffdc{INVISIBLE}]")
"""What belongs to the character before it beside marks: parts of a Korean syllable, the voiced
signs of half-width kana, what nobody sees, and marks of trade."""
_WORD_AT_END = re.compile(r"(?:[\w-]*[^\W\d_]-?\d+|[\w-]*?\d*(?P<letters>[^\W\d_]+))\Z")
_LONGEST_WORD = 40
_UNITS = frozenset(("m", "km", "cm", "mm", "dm", "nm", "µm", "μm", "ft", "in", "yd", "mi", "s"))
"""What is squared or cubed rather than given a footnote, as is any single letter: 5 m², R²."""


@dataclass(frozen=True)
class NormalText:
    """`text` in its normal form; `cased` is as long and keeps the case that was written."""

    text: str
    cased: str
    _starts: list[int] = field(repr=False)
    _sources: list[tuple[int, int]] = field(repr=False)

    def source_range(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]`, which is not empty, begins and ends in what was written."""
        return self._source(start)[0], self._source(end - 1)[1]

    def _source(self, place: int) -> tuple[int, int]:
        index = bisect_right(self._starts, place) - 1
        start, end = self._sources[index]
        after = self._starts[index + 1] if index + 1 < len(self._starts) else len(self.text)
        if after - self._starts[index] != end - start:
            return start, end
        source = start + place - self._starts[index]
        return source, source + 1


def normal_form(text: str) -> str:
    """What all texts share that are the same to a reader: 'masse' for 'Masse' and for 'MAẞE'."""
    return normal_text(text).text.strip()


def words_form(text: str) -> str:
    """The words of a text in their normal form, whatever stands between them."""
    return re.sub(r"[\W_]+", " ", normal_form(text)).strip()


def normal_text(text: str) -> NormalText:
    """The normal form, and where each of its characters stands in `text`.

    Unlike `normal_form` it may begin and end with a space.
    """
    pieces = _Pieces()
    done = 0
    for match in _UNEVEN.finditer(text):
        start, end = match.span()
        pieces.add_ascii(text, done, start)
        if match[0].isascii():
            pieces.add(" ", " ", start, end)
        else:
            _add_run(pieces, text, start, end)
        done = end
    pieces.add_ascii(text, done, len(text))
    return pieces.joined()


class _Pieces:
    """The pieces of a normal text in the making, each with its place in the text as written."""

    def __init__(self) -> None:
        self._cased: list[str] = []
        self._folded: list[str] = []
        self._starts: list[int] = []
        self._sources: list[tuple[int, int]] = []
        self._length = 0

    def add(self, cased: str, folded: str, start: int, end: int) -> None:
        """Add what `text[start:end]` becomes; of two spaces that meet one is left."""
        if folded.startswith(" ") and self._folded and self._folded[-1].endswith(" "):
            start += len(folded) == end - start
            cased, folded = cased[1:], folded[1:]
        if folded:
            self._cased.append(cased)
            self._folded.append(folded)
            self._starts.append(self._length)
            self._sources.append((start, end))
            self._length += len(folded)

    def add_ascii(self, text: str, start: int, end: int) -> None:
        """Add ASCII with single spaces."""
        if start < end:
            cased = text[start:end].translate(_ASCII_SPACES).replace("`", "'")
            self.add(cased, cased.lower(), start, end)

    def joined(self) -> NormalText:
        cased, folded = "".join(self._cased), "".join(self._folded)
        return NormalText(folded, cased, self._starts, self._sources)


def _add_run(pieces: _Pieces, text: str, start: int, end: int) -> None:
    """Add characters beyond ASCII, and the one before them that they may belong to."""
    run = text[start:end]
    if even := _even_run(run):
        pieces.add(*even, start, end)
        return
    for left, right in _clusters(text, start, end):
        if not _is_footnote(text, left):
            pieces.add(*_translated(_composed(text[left:right])), left, right)


def _even_run(run: str) -> tuple[str, str] | None:
    """What a run becomes where each of its characters becomes one, as nearly all do."""
    if not unicodedata.is_normalized("NFKC", run):
        return None
    cased, folded = _translated(run)
    is_even = all(len(_fold(one)[1]) == 1 for one in {*run}) and "  " not in folded
    return (cased, folded) if is_even else None


def _clusters(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Each character with the marks that follow it."""
    left = start
    for place in range(start + 1, end):
        if unicodedata.category(text[place])[0] != "M" and not _JOINING.match(text, place):
            yield left, place
            left = place
    yield left, end


def _composed(written: str) -> str:
    """A character and its marks in NFKC, without the marks that make no other letter of it."""
    signs = unicodedata.normalize("NFC", without_invisible(written)).translate(_SIGNS)
    marked = unicodedata.normalize("NFKC", signs)
    return unicodedata.normalize("NFC", "".join(filter(_plain, marked)))


def _translated(composed: str) -> tuple[str, str]:
    pairs = [_fold(one) for one in composed]
    return "".join(cased for cased, _ in pairs), "".join(folded for _, folded in pairs)


@cache
def _fold(character: str) -> tuple[str, str]:
    """One character as it is written without accents, and that with its case folded; where that is
    longer, both are it."""
    cased = _plain(character)
    folded = "".join(map(_plain, cased.casefold()))
    return (cased if len(cased) == len(folded) else folded), folded


@cache
def _plain(character: str) -> str:
    """One character without its accents, in the spelling that it shares with those like it."""
    if plain := _LETTERS.get(character):
        return plain
    if ord(character) in _SIGNS:
        return _SIGNS[ord(character)]
    kind, name = unicodedata.category(character), unicodedata.name(character, "")
    if kind in ("Cc", "Zs", "Zl", "Zp"):
        return " "
    if kind == "Pd":
        return "-"
    if kind in ("Mn", "Me") and name.startswith(_DROPPED_MARKS):
        return ""
    if name.startswith(("LATIN ", "GREEK ")):
        return _base_letter(character, name)
    return without_invisible(character)


def _base_letter(character: str, name: str) -> str:
    base = unicodedata.normalize("NFD", character)[0]
    if base != character:
        return _plain(base)
    crossed = _CROSSED_LETTER.match(name)
    if crossed is None:
        return base
    return crossed["letter"] if crossed["case"] == "CAPITAL" else crossed["letter"].lower()


def _is_footnote(text: str, place: int) -> bool:
    """Whether the sign at `place` is raised and leads to a note: it does so after a word, and not
    after a number, a single letter or a unit."""
    if not _is_raised(text[place]):
        return False
    while place and _is_raised(text[place - 1]):
        place -= 1
    before = without_invisible(text[max(0, place - _LONGEST_WORD) : place])
    word = _WORD_AT_END.search(unicodedata.normalize("NFC", before))
    return word is not None and len(word[0]) > 1 and word["letters"] not in _UNITS


def _is_raised(character: str) -> bool:
    return unicodedata.decomposition(character).startswith("<super>")
