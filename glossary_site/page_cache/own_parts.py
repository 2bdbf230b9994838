"""Pages of which readers with state see all but some parts, which are made for them alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_PART = re.compile(rb"<!--own:(?P<path>/[\w/.-]*)-->(?P<part>.*?)<!--/own-->", re.DOTALL)


class OwnPart(NamedTuple):
    """Where a part is had, and from which byte to which it stands in the page."""

    path: str
    start: int
    end: int


def find_own_parts(body: bytes) -> tuple[OwnPart, ...]:
    """Each part that a template put between `{% own %}` and `{% endown %}`."""
    return tuple(
        OwnPart(found["path"].decode(), *found.span("part")) for found in _PART.finditer(body)
    )


def split_parts(body: bytes) -> tuple[bytes, ...]:
    """What an answer to a path holds: its parts, each between the marks, or the one that it is."""
    return tuple(match["part"] for match in _PART.finditer(body)) or (body,)


def join_parts(body: bytes, places: Sequence[OwnPart], parts: Sequence[bytes]) -> bytes:
    """The page with `parts` in their places, in their order."""
    pieces, done = list[bytes](), 0
    for place, part in zip(places, parts, strict=True):
        pieces += [body[done : place.start], part]
        done = place.end
    return b"".join([*pieces, body[done:]])
