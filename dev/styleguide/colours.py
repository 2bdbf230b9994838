"""The colours of `tokens.css` and the contrast between them, as WCAG 2.2 defines it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_COLOUR = re.compile(r"--(?P<name>[\w-]+): light-dark\((?P<light>#\w{6}), (?P<dark>#\w{6})\);")

TEXT = 4.5
"""The least contrast of text: WCAG 2.2, success criterion 1.4.3, level AA."""

GRAPHIC = 3.0
"""The least contrast of what a control or a chart cannot be read without: criterion 1.4.11."""

PAIRS = (
    *((text, ground, TEXT) for text in ("ink", "ink-soft", "accent", "good", "bad")
      for ground in ("paper", "surface", "sunken")),
    ("accent-ink", "accent", TEXT),
    *((text, "accent-wash", TEXT) for text in ("ink", "ink-soft", "accent")),
    *((text, ground, TEXT) for text in ("ink", "accent") for ground in ("good-wash", "bad-wash")),
    ("good", "good-wash", TEXT),
    ("bad", "bad-wash", TEXT),
    ("rule-strong", "paper", GRAPHIC),
    ("rule-strong", "surface", GRAPHIC),
    ("series-2", "paper", GRAPHIC),
)  # fmt: skip
"""Which colour stands on which, and the least contrast that this needs."""


@dataclass(frozen=True)
class Colour:
    """A token with its value in either scheme, as `#rrggbb`."""

    name: str
    light: str
    dark: str


@dataclass(frozen=True)
class Contrast:
    """Two tokens with their contrast in either scheme, from 1 to 21, and the least they need."""

    front: Colour
    ground: Colour
    light: float
    dark: float
    needed: float

    @property
    def is_enough(self) -> bool:
        return min(self.light, self.dark) >= self.needed


def read_colours(tokens: str) -> dict[str, Colour]:
    """The colours of a stylesheet's custom properties, by name, in their order."""
    found = (Colour(*match.group("name", "light", "dark")) for match in _COLOUR.finditer(tokens))
    return {colour.name: colour for colour in found}


def contrasts(colours: Mapping[str, Colour]) -> list[Contrast]:
    """The contrast of each of `PAIRS`."""
    return [
        Contrast(
            colours[front],
            colours[ground],
            contrast(colours[front].light, colours[ground].light),
            contrast(colours[front].dark, colours[ground].dark),
            needed,
        )
        for front, ground, needed in PAIRS
    ]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours `#rrggbb`, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """The relative luminance, from 0 to 1."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    """A channel of sRGB, from 0 to 1, as light."""
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
