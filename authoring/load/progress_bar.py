"""How far a long load is, for a person who watches; silent in a log, and where it is short."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from tqdm import tqdm

T = TypeVar("T")
_SILENT_S = 1


def watched(things: Iterable[T], doing: str, number: int) -> Iterator[T]:
    """The things as they are, with a bar on the terminal once that takes a second."""
    bar = tqdm(things, doing, number, delay=_SILENT_S, disable=None, leave=False, unit=" terms")
    yield from bar
