"""Pages of which readers with state see all but a part: that part alone is made for them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

_PART = re.compile(rb"<!--own:(?P<path>/[\w/.-]*)-->(?P<part>.*?)<!--/own-->", re.DOTALL)
_GZIP_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"  # RFC 1952: deflate, no time, any system
_RAW = -zlib.MAX_WBITS
_LEVEL_OF_PART = 1


@dataclass(frozen=True, slots=True)
class OwnParts:
    """`between` are the pieces around the parts at `paths`, one more than those; `packed` likewise.

    A packed piece ends at a byte, so that pieces and fresh parts make one stream of deflate.
    """

    paths: tuple[str, ...]
    between: tuple[bytes, ...]
    packed: tuple[bytes, ...]

    @property
    def size(self) -> int:
        return sum(map(len, self.between)) + sum(map(len, self.packed))

    def join(self, parts: Sequence[bytes]) -> bytes:
        """The page with `parts` in their places."""
        return b"".join(_weave(self.between, parts))

    def join_packed(self, parts: Sequence[bytes]) -> bytes:
        """The same in gzip. Only the parts are packed anew: the rest was packed with the page."""
        stream = b"".join(_weave(self.packed, [_deflate(part, _LEVEL_OF_PART) for part in parts]))
        check, length = 0, 0
        for piece in _weave(self.between, parts):
            check, length = zlib.crc32(piece, check), length + len(piece)
        trailer = check.to_bytes(4, "little") + (length & 0xFFFFFFFF).to_bytes(4, "little")
        return _GZIP_HEADER + stream + trailer


def split_parts(body: bytes) -> tuple[bytes, ...]:
    """What an answer to `path` holds: its parts, each between the marks, or the one that it is."""
    return tuple(match["part"] for match in _PART.finditer(body)) or (body,)


def find_own_parts(body: bytes) -> OwnParts | None:
    """The parts of a page that a template put between `{% own %}` and `{% endown %}`."""
    found = list(_PART.finditer(body))
    if not found:
        return None
    starts = [0, *(match.end("part") for match in found)]
    ends = [*(match.start("part") for match in found), len(body)]
    between = tuple(body[start:end] for start, end in zip(starts, ends, strict=True))
    packed = [_deflate(piece, 6) for piece in between[:-1]]
    packed.append(_deflate(between[-1], 6, ending=zlib.Z_FINISH))
    return OwnParts(tuple(match["path"].decode() for match in found), between, tuple(packed))


def _deflate(piece: bytes, level: int, *, ending: int = zlib.Z_FULL_FLUSH) -> bytes:
    packer = zlib.compressobj(level, zlib.DEFLATED, _RAW)
    return packer.compress(piece) + packer.flush(ending)


def _weave(between: Sequence[bytes], parts: Sequence[bytes]) -> list[bytes]:
    woven = [between[0]]
    for part, piece in zip(parts, between[1:], strict=True):
        woven += (part, piece)
    return woven
