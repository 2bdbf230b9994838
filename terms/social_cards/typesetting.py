"""Setting a title in type: which letters the fonts have, and the largest size that fits a box.

Lengths are pixels. The fonts lie beside this module, so that every machine sets the same lines;
Pillow's own layout engine kerns by their `kern` table and needs no library of the system.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

FONTS = Path(__file__).parent / "fonts"
Face = ImageFont.FreeTypeFont
SERIF = "PictureSerif.ttf"
SANS = "PictureSans.ttf"
LINE_HEIGHT = 1.13
LARGEST_OF_MANY_LINES = 100
"""A larger size is for what fits on one line."""
NO_LETTER = "\uffff"
"""No font has it, so that it shows what a font draws for a letter that it lacks."""


@lru_cache
def load_font(name: str, size: int) -> Face:
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
        face = load_font(font, size)
        lines = _break_lines(words, face, width)
        if not lines or (len(lines) > 1 and size > LARGEST_OF_MANY_LINES):
            continue
        if len(lines) * round(size * LINE_HEIGHT) <= height:
            return SetText(_balance(words, len(lines), face, width), font, size)
    return _cut(words, font, sizes[-1], width=width, height=height)


def shorten(text: str, font: str, size: int, width: int) -> str:
    """`text`, or as much of its start as fits before an ellipsis."""
    kept, face = tidy(text), load_font(font, size)
    if face.getlength(kept) <= width:
        return kept
    while kept and face.getlength(f"{kept}…") > width:
        kept = kept[:-1].rstrip()
    return f"{kept}…"


def _break_lines(words: list[str], face: Face, width: float) -> tuple[str, ...]:
    """The fewest lines that hold `words`; none where a word is wider than a line."""
    lines: list[str] = []
    for word in words:
        if face.getlength(word) > width:
            return ()
        if lines and face.getlength(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)


def _balance(words: list[str], count: int, face: Face, width: float) -> tuple[str, ...]:
    """The `count` lines of the narrowest box that still needs no more of them."""
    too_narrow, wide_enough = 0.0, width
    while count > 1 and wide_enough - too_narrow > width / 64:
        middle = (too_narrow + wide_enough) / 2
        if 0 < len(_break_lines(words, face, middle)) <= count:
            wide_enough = middle
        else:
            too_narrow = middle
    return _break_lines(words, face, wide_enough)


def _cut(words: list[str], font: str, size: int, *, width: int, height: int) -> SetText:
    """As many lines of `size` as the box holds, words that are too wide broken."""
    room, face = max(1, height // round(size * LINE_HEIGHT)), load_font(font, size)
    lines = _break_lines(_break_words(words, face, width), face, width)
    if len(lines) > room:
        lines = (*lines[: room - 1], shorten(" ".join(lines[room - 1 :]), font, size, width))
    return SetText(lines, font, size)


def _break_words(words: list[str], face: Face, width: float) -> list[str]:
    """`words`, those wider than a line in pieces."""
    pieces: list[str] = []
    for word in words:
        piece = ""
        for letter in word:
            if piece and face.getlength(piece + letter) > width:
                pieces.append(piece)
                piece = ""
            piece += letter
        pieces.append(piece)
    return pieces
