"""Python's search for circles of garbage, made seldom while much is built that is no garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = 10_000_000
"""New objects between two searches; Python's own 700 took a third of the time of a large load."""


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Search seldom inside, and never through what is there already."""
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_SELDOM, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()
