"""What is drawn, without a database: sizes, long and strange words, the same bytes again."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from terms.social_cards.social_card import (
    ACCENT,
    INK,
    MARGIN,
    MEASURE,
    PAPER,
    TITLE_BOTTOM,
    PictureWords,
    can_draw_title,
    draw_picture,
)
from terms.social_cards.typesetting import SANS, SERIF, can_draw, set_text, shorten

LEVELS = ("Experimental", "Pilot", "Operational", "Scaled", "Optimized", "Strategic", "Leading")
WORDS = PictureWords("MLOps (Machine Learning Operations)", "Drift & Margin", "Basics", LEVELS)
BOX = {"width": 1040, "height": 296}
SIZES = (140, 100, 60, 40)


def look(words: PictureWords) -> Image.Image:
    return Image.open(io.BytesIO(draw_picture(words))).convert("RGB")


def test_a_picture_is_a_small_png_of_the_size_that_others_show() -> None:
    png = draw_picture(WORDS)
    image = Image.open(io.BytesIO(png))
    assert (image.format, image.size, image.mode) == ("PNG", (1200, 630), "P")
    assert len(png) < 25_000


def test_a_picture_holds_title_and_ladder_in_their_colours() -> None:
    image = look(WORDS)
    colours = {colour for _, colour in image.getcolors(maxcolors=256) or []}
    assert {PAPER, INK, ACCENT} <= colours
    assert image.getpixel((1100, 620)) == ACCENT
    assert image.getpixel((100, 620)) != ACCENT


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "MLOps (Machine Learning)"},
        {"site": "Another"},
        {"category": "Costs"},
        {"levels": ()},
    ],
)
def test_another_word_is_another_picture_with_another_digest(changes: dict[str, object]) -> None:
    other = PictureWords(**({**vars(WORDS), **changes}))  # type: ignore[arg-type]
    assert draw_picture(other) != draw_picture(WORDS)
    assert other.digest != WORDS.digest


def test_the_same_words_are_the_same_bytes() -> None:
    drawn = draw_picture(WORDS)
    draw_picture.cache_clear()
    assert draw_picture(WORDS) == drawn


@given(st.text(max_size=200))
def test_any_title_gives_a_picture_that_keeps_its_margins(title: str) -> None:
    image = look(PictureWords(title, "Site", "Category", LEVELS))
    # Right and left of the measure there is nothing but paper, whatever the title is.
    for margin in ((0, 0, MARGIN - 6, 630), (MARGIN + MEASURE + 6, 0, 1200, 630)):
        assert image.crop(margin).getcolors() == [(margin[2] * 630 - margin[0] * 630, PAPER)]


@pytest.mark.parametrize("title", ["机器学习", "MLOps 机器", "مؤشر", "Cost 💸", "", " \u200b "])
def test_a_title_that_the_font_cannot_write_is_left_out_and_never_shown_as_boxes(
    title: str,
) -> None:
    assert not can_draw_title(title)
    without = draw_picture(PictureWords("", "Drift & Margin", "Basics", LEVELS))
    assert draw_picture(PictureWords(title, "Drift & Margin", "Basics", LEVELS)) == without


@pytest.mark.parametrize(
    "title",
    ["Überwachung", "Œuvre", "Дрейф модели", "Μετρική", "Żółć", "Mô hình", "κ² – 1 €", "e\u0301"],
)
def test_latin_greek_and_cyrillic_can_be_written(title: str) -> None:
    assert can_draw_title(title)
    assert can_draw(title, SANS)


@given(st.lists(st.text("abcdefghij ", min_size=1, max_size=30), min_size=1, max_size=12))
def test_set_text_keeps_every_word_or_says_that_it_was_cut(parts: list[str]) -> None:
    text = " ".join(" ".join(parts).split())
    block = set_text(text, SERIF, SIZES, **BOX)
    assert block.height <= BOX["height"]
    kept = "".join(block.lines).replace(" ", "")
    if kept.endswith("…"):
        assert block.size == min(SIZES)
        assert text.replace(" ", "").startswith(kept[:-1])
    else:
        assert kept == text.replace(" ", "")


def test_a_short_title_is_set_larger_than_a_long_one() -> None:
    short = set_text("Drift", SERIF, SIZES, **BOX)
    long = set_text("Retrieval with evidence that a reader can check " * 3, SERIF, SIZES, **BOX)
    assert short.size == 140
    assert short.lines == ("Drift",)
    assert long.size < 100
    assert len(long.lines) > 1


def test_lines_are_of_like_length() -> None:
    lines = set_text("A glossary in which every figure has a source", SERIF, (100,), **BOX).lines
    assert len(lines) == 2
    assert abs(len(lines[0]) - len(lines[1])) < 8


def test_shorten_keeps_what_fits() -> None:
    assert shorten("Costs", SANS, 20, 500) == "Costs"
    cut = shorten("A category with a long name", SANS, 20, 100)
    assert cut.endswith("…")
    assert cut[:-1] in "A category with a long name"


def test_the_title_stays_above_the_ladder() -> None:
    image = look(PictureWords("A title of many words " * 9, "Site", "", LEVELS))
    highest_name = (MARGIN, TITLE_BOTTOM + 1, 900, TITLE_BOTTOM + 20)
    assert image.crop(highest_name).getcolors() == [((900 - MARGIN) * 19, PAPER)]
