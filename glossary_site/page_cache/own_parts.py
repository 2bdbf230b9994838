"""Pages of which readers with state see all but some parts, which are made for them alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PART = re.compile(rb"<!--own:(?P<path>/[\w/.-]*)-->(?P<part>.*?)<!--/own-->", re.DOTALL)


def own_paths(body: bytes) -> tuple[str, ...]:
    """Where each part is had that a template put between `{% own %}` and `{% endown %}`."""
    return tuple(match["path"].decode() for match in _PART.finditer(body))


def split_parts(body: bytes) -> tuple[bytes, ...]:
    """What an answer to a path holds: its parts, each between the marks, or the one that it is."""
    return tuple(match["part"] for match in _PART.finditer(body)) or (body,)


def join_parts(body: bytes, parts: Sequence[bytes]) -> bytes:
    """The page with `parts` in the places of its own, in their order."""
    pieces, done = list[bytes](), 0
    for match, part in zip(_PART.finditer(body), parts, strict=True):
        pieces += [body[done : match.start("part")], part]
        done = match.end("part")
    return b"".join([*pieces, body[done:]])
