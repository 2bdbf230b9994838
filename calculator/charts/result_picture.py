"""A result as a picture for slides and documents: one drawing, as SVG and as PNG. Pure.

A letter that the fonts of the PNG lack is drawn as a box there; the SVG has the reader's fonts.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from PIL import Image, ImageDraw

from terms.social_cards.social_card import ACCENT, INK, PAPER, SAND, SOFT_INK
from terms.social_cards.typesetting import SANS, SERIF, load_font, shorten

WIDTH, HEIGHT = 1200, 630
MARGIN = 80
MEASURE = WIDTH - 2 * MARGIN
_COLUMN = MEASURE // 2
_BAR_TOP, _BAR_HEIGHT = 486, 36
_COLOURS = (ACCENT, SOFT_INK, SAND)
"""Of AI cost, other cost, and what is left."""


@dataclass(frozen=True)
class Line:
    """Words whose baseline begins at `x`, `y`."""

    x: int
    y: int
    size: int
    text: str
    font: str = SANS
    is_soft: bool = False

    @property
    def is_serif(self) -> bool:
        return self.font == SERIF


@dataclass(frozen=True)
class Bar:
    """A part of revenue as a stretch of the one bar, with its words below."""

    x: int
    width: int
    colour: tuple[int, int, int]

    @property
    def fill(self) -> str:
        return "#{:02x}{:02x}{:02x}".format(*self.colour)


@dataclass(frozen=True)
class ResultPicture:
    """The lines and the bar of revenue."""

    lines: tuple[Line, ...]
    bars: tuple[Bar, ...]
    view_box: str = f"0 0 {WIDTH} {HEIGHT}"
    bar_top: int = _BAR_TOP
    bar_height: int = _BAR_HEIGHT


def result_picture(
    title: str,
    figures: Sequence[tuple[str, str]],
    parts: Sequence[tuple[str, Fraction]],
    note: str,
) -> ResultPicture:
    """Four figures, each a name and a value, over the bar of what revenue goes into.

    `parts` are AI cost, other cost and what is left, as shares of revenue; costs beyond the revenue
    fill the bar, and nothing of it is left.
    """
    lines = [Line(MARGIN, 118, 46, shorten(title, SERIF, 46, MEASURE), SERIF)]
    for place, (name, value) in enumerate(figures[:4]):
        x, y = MARGIN + place % 2 * _COLUMN, 200 + place // 2 * 130
        lines.append(Line(x, y, 24, shorten(name, SANS, 24, _COLUMN - 20), is_soft=True))
        lines.append(Line(x, y + 58, 52, value, SERIF))
    costs = [max(share, Fraction(0)) for _name, share in parts[:2]]
    whole = max(sum(costs), Fraction(1))
    bars, x = [], MARGIN
    for place, share in enumerate((*costs, whole - sum(costs))):
        width = round(MEASURE * share / whole)
        bars.append(Bar(x, width, _COLOURS[place]))
        x += width
    words = " · ".join(name for name, _share in parts)
    lines.append(Line(MARGIN, 556, 24, shorten(words, SANS, 24, MEASURE)))
    lines.append(Line(MARGIN, 598, 20, shorten(note, SANS, 20, MEASURE), is_soft=True))
    return ResultPicture(tuple(lines), tuple(bars))


def as_png(picture: ResultPicture) -> bytes:
    """The picture as a PNG of `WIDTH` x `HEIGHT`."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    for bar in picture.bars:
        if bar.width:
            area = (bar.x, _BAR_TOP, bar.x + bar.width - 1, _BAR_TOP + _BAR_HEIGHT)
            draw.rectangle(area, fill=bar.colour)
    for line in picture.lines:
        font = load_font(line.font, line.size)
        fill = SOFT_INK if line.is_soft else INK
        draw.text((line.x, line.y), line.text, fill=fill, font=font, anchor="ls")
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()
