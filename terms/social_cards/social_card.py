"""The picture that stands for a page where it is linked to: its title over the seven levels.

Pure: words come in, the bytes of a PNG go out. What the pictures of a category share is drawn once.
"""

import hashlib
import io
import json
import re
from dataclasses import astuple, dataclass
from functools import lru_cache

from PIL import Image, ImageDraw

from terms.social_cards.typesetting import (
    SANS,
    SERIF,
    SetText,
    can_draw,
    load_font,
    set_text,
    shorten,
    tidy,
)

WIDTH, HEIGHT = 1200, 630
"""Pixels, 1.91 to 1: what Open Graph and X show without cutting."""
DRAWING = "2"
"""Raise it when pictures are drawn in another way, so that stored ones are drawn again."""

Colour = tuple[int, int, int]
PAPER: Colour = (0xFB, 0xFA, 0xF6)
INK: Colour = (0x1D, 0x22, 0x2B)
SOFT_INK: Colour = (0x55, 0x5B, 0x66)
ACCENT: Colour = (0xA6, 0x3A, 0x16)
RULE: Colour = (0xD9, 0xD5, 0xC9)
SAND: Colour = (0xE6, 0xE0, 0xD2)

MARGIN = 80
MEASURE = WIDTH - 2 * MARGIN
TITLE_TOP, TITLE_BOTTOM = 128, 424
TITLE_SIZES = (140, 132, 124, 116, 108, 100, 92, 84, 76, 68, 62, 56, 50, 44, 40)
ASIDE_SIZES = (64, 60, 56, 52, 48, 44, 40, 36, 32)
LEVELS = 7
STEP_GAP, STEP_RISE, LOWEST_STEP = 8, 20, 578


@dataclass(frozen=True)
class PictureWords:
    """What is written on a picture; `levels` are the names of the seven, or none."""

    title: str
    site: str
    category: str = ""
    levels: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """64 hexadecimal digits that change whenever the picture does."""
        return hashlib.sha256(json.dumps([DRAWING, *astuple(self)]).encode()).hexdigest()


def can_draw_title(title: str) -> bool:
    """Whether the title's font has all its letters: Latin, Greek and Cyrillic ones, and signs."""
    return bool(tidy(title)) and can_draw(title, SERIF)


def _ramp(start: Colour, end: Colour, steps: int) -> tuple[Colour, ...]:
    """`steps` colours from `start` to `end`, both among them."""
    shares = [step / (steps - 1) for step in range(steps)]
    red, green, blue = (
        [round(low + (high - low) * share) for share in shares]
        for low, high in zip(start, end, strict=True)
    )
    return tuple(zip(red, green, blue, strict=True))


@dataclass(frozen=True)
class Ramp:
    """The palette's colours from paper to a colour, by which text on paper is smoothed."""

    first: int
    steps: int

    @property
    def full(self) -> int:
        return self.first + self.steps - 1

    @property
    def places(self) -> list[int]:
        """The palette's index for ink that covers 0 to 255 of a pixel."""
        return [self.first + round(cover / 255 * (self.steps - 1)) for cover in range(256)]


IN_INK, IN_SOFT_INK, IN_ACCENT = Ramp(0, 12), Ramp(12, 8), Ramp(20, 8)
FIRST_STEP = 28
IN_RULE = FIRST_STEP + LEVELS
PALETTE = (
    *_ramp(PAPER, INK, IN_INK.steps),
    *_ramp(PAPER, SOFT_INK, IN_SOFT_INK.steps),
    *_ramp(PAPER, ACCENT, IN_ACCENT.steps),
    *_ramp(SAND, ACCENT, LEVELS),
    RULE,
)


@lru_cache(maxsize=64)
def draw_picture(words: PictureWords) -> bytes:
    """A PNG of `WIDTH` x `HEIGHT`. Words that the fonts cannot write are left out."""
    picture = _frame(words.site, words.category, words.levels).copy()
    if can_draw_title(words.title):
        _draw_title(picture, words.title)
    file = io.BytesIO()
    picture.save(file, "PNG", compress_level=3)
    return file.getvalue()


@lru_cache(maxsize=64)
def _frame(site: str, category: str, levels: tuple[str, ...]) -> Image.Image:
    """All but the title: the site's name, the category and the ladder."""
    picture = Image.new("P", (WIDTH, HEIGHT))
    picture.putpalette([part for colour in PALETTE for part in colour])
    draw = ImageDraw.Draw(picture)
    for bar, height in enumerate((11, 21, 34)):
        left = MARGIN + bar * 13
        draw.rectangle((left, 92 - height, left + 7, 91), fill=IN_ACCENT.full)
    draw.rectangle((MARGIN, 116, WIDTH - MARGIN - 1, 117), fill=IN_RULE)
    room = MEASURE - 52
    if can_draw(category, SANS):
        line = shorten(category, SANS, 27, MEASURE // 2)
        length = round(load_font(SANS, 27).getlength(line))
        room -= length + 40
        _write(picture, SetText((line,), SANS, 27), (WIDTH - MARGIN - length, 92), IN_ACCENT)
    if can_draw(site, SERIF):
        line = shorten(site, SERIF, 32, room)
        _write(picture, SetText((line,), SERIF, 32), (MARGIN + 52, 92), IN_INK)
    _draw_ladder(picture, levels)
    return picture


def _draw_ladder(picture: Image.Image, levels: tuple[str, ...]) -> None:
    """Seven steps that rise to the right, each under its name where it has one."""
    draw = ImageDraw.Draw(picture)
    pitch = (MEASURE + STEP_GAP) / LEVELS
    for step in range(LEVELS):
        left, right = (round(MARGIN + at * pitch) for at in (step, step + 1))
        top = LOWEST_STEP - step * STEP_RISE
        draw.rectangle((left, top, right - STEP_GAP - 1, HEIGHT), fill=FIRST_STEP + step)
        name = levels[step] if step < len(levels) else ""
        if can_draw(name, SANS):
            line = shorten(name, SANS, 20, round(pitch) - 2)
            ramp = IN_ACCENT if step == LEVELS - 1 else IN_SOFT_INK
            _write(picture, SetText((line,), SANS, 20), (left, top - 11), ramp)


def _draw_title(picture: Image.Image, title: str) -> None:
    """The title, what it says in brackets at its end in smaller type, between head and ladder."""
    height = TITLE_BOTTOM - TITLE_TOP
    parts = re.fullmatch(r"(.+?) \(([^()]+)\)", tidy(title))
    if parts is None:
        block = set_text(title, SERIF, TITLE_SIZES, width=MEASURE, height=height)
        _write(picture, block, (MARGIN, _first_baseline(block, height)), IN_INK)
        return
    block = set_text(parts[1], SERIF, TITLE_SIZES, width=MEASURE, height=height * 6 // 10)
    sizes = tuple(size for size in ASIDE_SIZES if size < block.size) or ASIDE_SIZES[-1:]
    aside = set_text(parts[2], SERIF, sizes, width=MEASURE, height=height * 4 // 10)
    baseline = _first_baseline(block, height - aside.height)
    _write(picture, block, (MARGIN, baseline), IN_INK)
    below = block.height - block.line_height + round(block.size * 0.3 + aside.size)
    _write(picture, aside, (MARGIN, baseline + below), IN_SOFT_INK)


def _first_baseline(block: SetText, height: int) -> int:
    """Where the first line of `block` stands when it is centred in `height` below the head."""
    return TITLE_TOP + (height - block.height) // 2 + round(block.size * 0.86)


def _write(picture: Image.Image, text: SetText, place: tuple[int, int], ramp: Ramp) -> None:
    """The lines on paper, the first one's baseline and left edge at `place`."""
    font, (left, baseline) = load_font(text.font, text.size), place
    for number, line in enumerate(text.lines):
        start, above, end, below = map(round, font.getbbox(line, anchor="ls"))
        cover = Image.new("L", (max(1, end - start), max(1, below - above)))
        ImageDraw.Draw(cover).text((-start, -above), line, fill=255, font=font, anchor="ls")
        at = left, baseline + number * text.line_height + above
        picture.paste(cover.point(ramp.places).convert("P"), at, cover.point([0] + [255] * 255))
