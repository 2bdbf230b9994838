"""Where the parts of a picture stand, and the lines between them. Pure: no Django, no colours.

The words are a list of the page, set by the browser in cells that grow with them: here it is said
which cells, and never how long a word is. Two parts never share a cell, so that no words can lie
over each other. Where there is no room for cells beside each other, the list stands as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from terms.pictures.kinds import SHAPES, Kind
from terms.pictures.ring import RING_CELLS, Ring, draw_ring

_FLOW_COLUMNS = {4: 4, 7: 4}
_USUAL_COLUMNS = 3
_MOST_ACROSS = 5


@dataclass(frozen=True)
class Words:
    """A part as its author wrote it."""

    label: str
    note: str = ""
    points: tuple[str, ...] = ()


@dataclass(frozen=True)
class DrawnPart:
    """A part in its cell, from 1 on; `leads` is where its arrow goes.

    It leads `on` as one reads, `back` against that, or `down`. Columns are counted as one reads, so
    that a page that is read from the right has the picture mirrored.
    """

    label: str
    note: str
    row: int = 0
    column: int = 0
    leads: str = ""


@dataclass(frozen=True)
class Drawing:
    """A picture as its template draws it: `parts` of a list, or the `pairs` of a comparison."""

    kind: Kind
    title: str
    centre: str
    parts: tuple[DrawnPart, ...]
    pairs: tuple[tuple[str, ...], ...] = ()
    ring: Ring | None = None

    @property
    def is_across(self) -> bool:
        """Whether its parts have room side by side along a line of time or a scale."""
        return self.kind in (Kind.TIMELINE, Kind.SCALE) and len(self.parts) <= _MOST_ACROSS

    @property
    def shape(self) -> str:
        """What the shape says, in English as gettext knows it."""
        return SHAPES[self.kind]


def draw(kind: Kind, title: str, parts: Sequence[Words], *, centre: str = "") -> Drawing:
    """The picture of these parts, in their order."""
    cells = _cells(kind, len(parts))
    return Drawing(
        kind=kind,
        title=title,
        centre=centre,
        parts=tuple(
            DrawnPart(part.label, part.note, *cell, lead)
            for part, cell, lead in zip(parts, cells, _leads(kind, cells), strict=True)
        ),
        pairs=tuple(zip(*(part.points for part in parts), strict=False)),
        ring=draw_ring(len(parts)) if kind is Kind.CYCLE else None,
    )


def _cells(kind: Kind, count: int) -> list[tuple[int, int]]:
    """Row and column of each part: none where they stand in the order of the list."""
    if kind is Kind.CYCLE and count in RING_CELLS:
        return list(RING_CELLS[count])
    if kind is Kind.FLOW:
        return [_flow_cell(at, _FLOW_COLUMNS.get(count, _USUAL_COLUMNS)) for at in range(count)]
    return [(0, 0)] * count


def _flow_cell(at: int, columns: int) -> tuple[int, int]:
    """The rows run to and fro, so that each part stands beside the one before it."""
    row, place = divmod(at, columns)
    return row + 1, columns - place if row % 2 else place + 1


def _leads(kind: Kind, cells: Sequence[tuple[int, int]]) -> list[str]:
    """Where the arrow of each part goes; around a ring it is seen only where there is no ring."""
    if kind is Kind.CYCLE:
        return [*("on" for _ in cells[1:]), ""][: len(cells)]
    if kind is not Kind.FLOW:
        return [""] * len(cells)
    ways = {(0, 1): "on", (0, -1): "back", (1, 0): "down"}
    steps = [(after[0] - cell[0], after[1] - cell[1]) for cell, after in pairwise(cells)]
    return [*(ways[step] for step in steps), ""][: len(cells)]
