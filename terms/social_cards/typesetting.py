"""Setting a title in type: which letters the fonts have, and the largest size that fits a box.

Lengths are pixels. The fonts lie beside this module, so that every machine sets the same lines;
Pillow's own layout engine kerns by their `kern` table and needs no library of the system.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from PIL import ImageFont

FONTS = Path(__file__).parent / "fonts"
SERIF = "PictureSerif.ttf"
SANS = "PictureSans.ttf"
LINE_HEIGHT = 1.13
LARGEST_OF_MANY_LINES = 100
"""A larger size is for what fits on one line."""
REFERENCE_SIZE = 200
"""Letters are measured once at this size; their distance at another is in proportion."""
NO_LETTER = "\uffff"
"""No font has it, so that it shows what a font draws for a letter that it lacks."""


@lru_cache
def load_font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / name, size, layout_engine=ImageFont.Layout.BASIC)


def tidy(text: str) -> str:
    """`text` on one line, composed, without letters that have no shape of their own."""
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    return "".join(letter for letter in composed if unicodedata.category(letter) != "Cf")


def can_draw(text: str, font: str) -> bool:
    """Whether `font` has a shape for every letter of the tidied `text`."""
    return all(_has_letter(letter, font) for letter in set(tidy(text)))


@lru_cache(maxsize=4096)
def _has_letter(letter: str, name: str) -> bool:
    font = load_font(name, 24)
    return bytes(font.getmask(letter)) != bytes(font.getmask(NO_LETTER))


@dataclass(frozen=True)
class SetText:
    """Lines of one size in one font."""

    lines: tuple[str, ...]
    font: str
    size: int

    @property
    def line_height(self) -> int:
        return round(self.size * LINE_HEIGHT)

    @property
    def height(self) -> int:
        return len(self.lines) * self.line_height


def set_text(text: str, font: str, sizes: tuple[int, ...], *, width: int, height: int) -> SetText:
    """`text` in the largest of `sizes` (falling) that fits the box, its lines of like length.

    What does not fit at the smallest size is cut, and ends in an ellipsis.
    """
    words = tidy(text).split()
    for size in sizes:
        lines = _break_lines(words, font, _in_reference(width, size))
        if not lines or (len(lines) > 1 and size > LARGEST_OF_MANY_LINES):
            continue
        if len(lines) * round(size * LINE_HEIGHT) <= height:
            return SetText(
                _balance(words, len(lines), font, _in_reference(width, size)), font, size
            )
    return _cut(words, font, sizes[-1], width=width, height=height)


def shorten(text: str, font: str, size: int, width: int) -> str:
    """`text`, or as much of its start as fits before an ellipsis."""
    kept, room = tidy(text), _in_reference(width, size)
    if _length(kept, font) <= room:
        return kept
    while kept and _length(f"{kept}…", font) > room:
        kept = kept[:-1].rstrip()
    return f"{kept}…"


def place_letters(text: str, font: str, size: int) -> Iterator[tuple[str, int]]:
    """Each letter with the pixels from the start of the line to it."""
    place = 0.0
    for letter, following in pairwise(f"{text} "):
        yield letter, round(place * size / REFERENCE_SIZE)
        place += _advance(letter, following, font)


@lru_cache(maxsize=16_384)
def _advance(letter: str, following: str, font: str) -> float:
    """From a letter to the one that follows, at the reference size; pairs come again and again."""
    face = load_font(font, REFERENCE_SIZE)
    return face.getlength(letter + following) - face.getlength(following)


def _length(text: str, font: str) -> float:
    """The length of `text` at the reference size."""
    return sum(_advance(letter, following, font) for letter, following in pairwise(f"{text} "))


def _in_reference(width: int, size: int) -> float:
    """What fits into `width` at `size`, as a length at the reference size."""
    return width * REFERENCE_SIZE / size


def _break_lines(words: list[str], font: str, width: float) -> tuple[str, ...]:
    """The fewest lines that hold `words`; none where a word is wider than a line."""
    lines: list[list[str]] = []
    space, filled = _length(" ", font), 0.0
    for word in words:
        length = _length(word, font)
        if length > width:
            return ()
        if lines and filled + space + length <= width:
            lines[-1].append(word)
            filled += space + length
        else:
            lines.append([word])
            filled = length
    return tuple(" ".join(line) for line in lines)


def _balance(words: list[str], count: int, font: str, width: float) -> tuple[str, ...]:
    """The `count` lines of the narrowest box that still needs no more of them."""
    too_narrow, wide_enough = 0.0, width
    while count > 1 and wide_enough - too_narrow > width / 64:
        middle = (too_narrow + wide_enough) / 2
        if 0 < len(_break_lines(words, font, middle)) <= count:
            wide_enough = middle
        else:
            too_narrow = middle
    return _break_lines(words, font, wide_enough)


def _cut(words: list[str], font: str, size: int, *, width: int, height: int) -> SetText:
    """As many lines of `size` as the box holds, words that are too wide broken."""
    room = max(1, height // round(size * LINE_HEIGHT))
    line_width = _in_reference(width, size)
    lines = _break_lines(_break_words(words, font, line_width), font, line_width)
    if len(lines) > room:
        lines = (*lines[: room - 1], shorten(" ".join(lines[room - 1 :]), font, size, width))
    return SetText(lines, font, size)


def _break_words(words: list[str], font: str, width: float) -> list[str]:
    """`words`, those wider than a line in pieces."""
    pieces: list[str] = []
    for word in words:
        piece = ""
        for letter in word:
            if piece and _length(piece + letter, font) > width:
                pieces.append(piece)
                piece = ""
            piece += letter
        pieces.append(piece)
    return pieces
