"""The colour that a site gives to its links and buttons: readable, or refused. Pure.

Contrast is that of the Web Content Accessibility Guidelines 2.2,
https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio, from 1 to 21.
"""

import re
from itertools import count

NEEDED = 4.5
"""Contrast of text with what is behind it (WCAG 2.2, 1.4.3)."""

LIGHT_SURFACES = ("#fbfaf6", "#ffffff", "#f2f0e9")
DARK_SURFACES = ("#16181d", "#1e2128", "#111318")
"""Paper, surface and sunken of `static/css/tokens.css`."""

_BLACK, _WHITE = (0, 0, 0), (255, 255, 255)
_HEX = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
_STEP = 0.02
Rgb = tuple[int, int, int]


def check_accent(text: str) -> str:
    """The colour in small letters. Raises ValueError, with one that would do, where it is too pale.

    It is used as it is on light pages; for dark ones a lighter shade of it is found.
    """
    if not _HEX.fullmatch(text):
        raise ValueError(f"{text!r} is no colour: write # and six hexadecimal digits, as #a63a16")
    colour = text.lower()
    if (found := _lowest_contrast(_read(colour), LIGHT_SURFACES)) < NEEDED:
        raise ValueError(
            f"{text} has a contrast of {found:.1f} with the pages, and links need {NEEDED}; "
            f"{_until_readable(colour, _BLACK, LIGHT_SURFACES)} is the nearest shade that has it"
        )
    return colour


def accent_tokens(accent: str) -> str:
    """The stylesheet that gives a site this colour, as `check_accent` returns it."""
    dark = _until_readable(accent, _WHITE, DARK_SURFACES)
    tokens = {
        "accent": (accent, dark),
        "accent-ink": (_ink_on(accent), _ink_on(dark)),
        "accent-wash": (_mix(accent, LIGHT_SURFACES[1], 0.9), _mix(dark, DARK_SURFACES[1], 0.88)),
    }
    lines = (f"--{name}: light-dark({one}, {other});" for name, (one, other) in tokens.items())
    return f":root {{ {' '.join(lines)} }}\n"


def contrast(one: Rgb, other: Rgb) -> float:
    """The contrast ratio of two colours in sRGB, 0 to 255 each."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Rgb) -> float:
    shares = (part / 255 for part in colour)
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _lowest_contrast(colour: Rgb, surfaces: tuple[str, ...]) -> float:
    return min(contrast(colour, _read(surface)) for surface in surfaces)


def _until_readable(colour: str, towards: Rgb, surfaces: tuple[str, ...]) -> str:
    """The first mixture of the colour with black or white that can be read on these surfaces."""
    for step in count():
        mixed = _mix(colour, _write(towards), min(1.0, step * _STEP))
        if _lowest_contrast(_read(mixed), surfaces) >= NEEDED:
            return mixed
    raise AssertionError("black and white are readable")


def _ink_on(colour: str) -> str:
    """White or black, whichever is easier to read on the colour."""
    behind = _read(colour)
    return max(("#ffffff", "#000000"), key=lambda ink: contrast(_read(ink), behind))


def _mix(colour: str, other: str, share: float) -> str:
    """The colour with this share of the other in it."""
    pairs = zip(_read(colour), _read(other), strict=True)
    red, green, blue = (round(one + (two - one) * share) for one, two in pairs)
    return _write((red, green, blue))


def _read(colour: str) -> Rgb:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _write(colour: Rgb) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
