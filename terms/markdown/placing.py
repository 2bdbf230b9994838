"""What of prose depends on its page: the addresses of images, and the ids of notes. Pure.

It reads what nh3 has written, and what it wrote itself: placing twice is placing once.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import unquote

_IMAGE = re.compile(
    r'<img src="(?P<src>[^"]*)"(?P<words>(?: (?:alt|title)="[^"]*")*)'
    r'(?: width="\d+" height="\d+" loading="lazy")?>'
)
_NOTE = re.compile(r'(?P<before> id="| href="#)(?:[a-z0-9-]+-)?(?P<id>fn(?:ref)?\d+(?:-\d+)?)"')
_HAS_NOTES = 'class="note'


@dataclass(frozen=True)
class PlacedImage:
    """The path of an image, and its size in px."""

    address: str
    width: int
    height: int


def image_key(name: str) -> str:
    """What two spellings of a file's name share: some systems write é as two characters."""
    return unicodedata.normalize("NFC", name)


def place(html: str, images: Mapping[str, PlacedImage], prefix: str) -> str:
    """`html` with its images, by their keys, and with `prefix` before the ids of its notes.

    An image that there is not, as in a draft, has no size, and its text is shown instead.
    """
    if "<img " in html:
        html = _IMAGE.sub(lambda image: _placed(image, images), html)
    if _HAS_NOTES in html:
        html = _NOTE.sub(rf'\g<before>{prefix}-\g<id>"', html)
    return html


def _placed(image: re.Match[str], images: Mapping[str, PlacedImage]) -> str:
    file = image["src"].rpartition("/")[2]
    found = images.get(image_key(unquote(unescape(file))))
    if found is None:
        return f'<img src="{file}"{image["words"]}>'
    size = f'width="{found.width}" height="{found.height}" loading="lazy"'
    return f'<img src="{escape(found.address)}"{image["words"]} {size}>'
