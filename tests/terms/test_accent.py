"""The colour that a site gives itself: refused where links could not be read in it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terms.pages.accent import (
    DARK_SURFACES,
    LIGHT_SURFACES,
    NEEDED,
    accent_tokens,
    check_accent,
    contrast,
)

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def test_contrast_is_that_of_the_guidelines() -> None:
    """https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio: 21 for black on white, 1 for the same."""
    assert contrast((0, 0, 0), (255, 255, 255)) == 21
    assert contrast((9, 9, 9), (9, 9, 9)) == 1
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.005)


def test_a_colour_that_can_be_read_is_taken() -> None:
    assert check_accent("#1F5FA8") == "#1f5fa8"


def test_a_pale_one_is_refused_with_a_shade_that_would_do() -> None:
    with pytest.raises(ValueError, match=r"#ffd400 has a contrast of 1\.\d") as caught:
        check_accent("#ffd400")
    found = re.search(r"; (#[0-9a-f]{6}) is the nearest", str(caught.value))
    assert found
    assert check_accent(found[1]) == found[1]


@pytest.mark.parametrize("text", ["red", "#fff", "1f5fa8", "#1f5fag", "#1f5fa8;"])
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="six hexadecimal digits"):
        check_accent(text)


@given(COLOURS)
def test_every_accent_can_be_read_on_every_surface_and_under_its_ink(colour: str) -> None:
    try:
        accent = check_accent(colour)
    except ValueError as error:
        found = re.search(r"; (#[0-9a-f]{6})", str(error))
        assert found
        accent = check_accent(found[1])
    pairs = dict(re.findall(r"--([a-z-]+): (light-dark\(\S+ \S+\));", accent_tokens(accent)))
    for surfaces, place in ((LIGHT_SURFACES, 0), (DARK_SURFACES, 1)):
        shade, ink, _wash = (
            rgb(re.findall(r"#[0-9a-f]{6}", pairs[name])[place])
            for name in ("accent", "accent-ink", "accent-wash")
        )
        assert min(contrast(shade, rgb(one)) for one in surfaces) >= NEEDED
        assert contrast(shade, ink) >= NEEDED
