"""Where the terms of a picture stand: always the same places for the same terms."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt

from rustworkx import PyGraph, kamada_kawai_layout

SIDE_LIMIT = 6
"""A neighbourhood shows at most so many terms on either side."""

_GAP = 14.0
_ASPECT = 1.7
_AIR = 2.6
"""How many times the area of all labels the picture of them has."""

_STEPS = 400


@dataclass(frozen=True)
class Box:
    """The space that a label takes, in units of the picture."""

    width: float
    height: float


Edge = tuple[int, int, float]
"""Two things, by their index, that belong together, and the edge's length: the less, the closer."""


def lay_out_map(boxes: Sequence[Box], edges: Sequence[Edge]) -> list[tuple[float, float]]:
    """The centres of labels so that none covers another; the picture begins at 0, 0."""
    if not boxes:
        return []
    graph: PyGraph[int, float] = PyGraph()
    graph.add_nodes_from(range(len(boxes)))
    graph.add_edges_from(edges)
    laid = kamada_kawai_layout(graph, weight_fn=float)
    height = sqrt(_AIR * sum(box.width * box.height for box in boxes) / _ASPECT)
    spots = _stretched([laid[node] for node in range(len(boxes))], height * _ASPECT, height)
    _separate(spots, boxes)
    left = min(x - box.width / 2 for (x, _), box in zip(spots, boxes, strict=True))
    top = min(y - box.height / 2 for (_, y), box in zip(spots, boxes, strict=True))
    return [(round(x - left, 1), round(y - top, 1)) for x, y in spots]


def _stretched(coords: Sequence[Sequence[float]], width: float, height: float) -> list[list[float]]:
    """The points fitted into a rectangle; the longer side of their own lies across."""
    xs, ys = zip(*coords, strict=True)
    if max(ys) - min(ys) > max(xs) - min(xs):
        xs, ys = ys, xs
    return [
        [
            width * (x - min(xs)) / ((max(xs) - min(xs)) or 1),
            height * (y - min(ys)) / ((max(ys) - min(ys)) or 1),
        ]
        for x, y in zip(xs, ys, strict=True)
    ]


def _separate(spots: list[list[float]], boxes: Sequence[Box]) -> None:
    """Push labels that cover each other apart, each half of the shortest way."""
    for _ in range(_STEPS):
        moved = False
        for one, other in combinations(range(len(boxes)), 2):
            moved |= _push_apart(spots[one], spots[other], boxes[one], boxes[other])
        if not moved:
            return


def _push_apart(one: list[float], other: list[float], box: Box, other_box: Box) -> bool:
    across = (box.width + other_box.width) / 2 + _GAP - abs(one[0] - other[0])
    down = (box.height + other_box.height) / 2 + _GAP - abs(one[1] - other[1])
    if across <= 0 or down <= 0:
        return False
    axis, overlap = (0, across) if across < down else (1, down)
    step = (overlap / 2 + 0.01) * (1 if one[axis] < other[axis] else -1)
    one[axis] -= step
    other[axis] += step
    return True
