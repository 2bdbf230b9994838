"""The text of a content file, packed as its version stores it. Pure."""

from __future__ import annotations

import zlib


def pack(text: str) -> bytes:
    """The fastest level: packing is what a first load waits for. No bytes for no text."""
    return zlib.compress(text.encode(), level=1) if text else b""


def unpack(packed: bytes | memoryview[int]) -> str:
    """The text, exactly."""
    return zlib.decompress(packed).decode() if packed else ""
