"""An author's prose in two layers: what stands open, and what a click opens. Pure."""

import re
from dataclasses import dataclass

_HEADING = re.compile(r"<h3\b[^>]*>(?P<words>.*?)</h3>", re.DOTALL)
_FOOTNOTES = re.compile(r'<(?:section|ol)\b[^>]*class="notes"')


@dataclass(frozen=True)
class ClosedPart:
    """What stands under a heading of the third level, and the heading's words."""

    number: int
    """From 1 within its section."""
    heading_html: str
    html: str


@dataclass(frozen=True)
class Layers:
    """A text as the page shows it."""

    open_html: str = ""
    closed: tuple[ClosedPart, ...] = ()
    footnotes_html: str = ""


def split_layers(html: str) -> Layers:
    """Everything before the first `<h3>` is open; each `<h3>` begins a closed part.

    Footnotes belong to both and stay open.
    """
    footnotes = _FOOTNOTES.search(html)
    end = footnotes.start() if footnotes else len(html)
    headings = list(_HEADING.finditer(html, 0, end))
    starts = [heading.start() for heading in headings]
    first, *stops = [*starts, end]
    closed = tuple(
        ClosedPart(number, heading["words"], html[heading.end() : stop])
        for number, (heading, stop) in enumerate(zip(headings, stops, strict=True), start=1)
    )
    return Layers(html[:first], closed, html[end:])
