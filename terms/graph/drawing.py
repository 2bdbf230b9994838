"""The pictures of how terms relate as numbers that an SVG needs. Pure: no Django, no colours."""

import textwrap
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from terms.graph.layout import Box
from terms.names.labels import plain_title

WIDTH = 840
_LEFT_DOT, _RIGHT_DOT = 272.0, 568.0
_CENTRE_LEFT, _CENTRE_RIGHT = 346.0, 494.0
_ROW = 58.0
_MARGIN = 34.0
_LABEL_CHARACTERS = 30
_CENTRE_CHARACTERS = 17
_LINE = 17.0
_ARROW = 7.0

_MAP_CHARACTERS = 20
_CHARACTER_WIDTH = 7.9
_CATEGORY_CHARACTER_WIDTH = 9.4
_MAP_MARGIN = 16.0
_SMALL_MAP = 400
"""Units of a width of which a phone shows about 330 in their size."""
_SMALLEST_DOT, _LARGEST_DOT = 3.5, 8.0
_RING, _RING_GAP = 8.0, 4.0


TextLine = tuple[str, str]
"""One line of a label and its baseline."""

Line = tuple[str, str, str, str]
"""A straight edge between two places."""


@dataclass(frozen=True)
class Spot:
    """A linked thing in a picture: its dot and its label. `anchor` is SVG's `text-anchor`."""

    name: str
    url: str
    lines: tuple[TextLine, ...]
    x: str
    y: str
    radius: str
    text_x: str
    anchor: str
    hit: Line
    caption: str = ""
    caption_y: str = ""
    term_id: int = 0
    ring_scale: str = ""
    """How much larger than drawn a ring around the dot is."""


@dataclass(frozen=True)
class Neighbour:
    """A term that is drawn beside another; `key` is its number."""

    title: str
    url: str
    caption: str
    leads_on: bool = False
    leads_here: bool = False
    is_related: bool = False
    kind: str = ""
    """What tells its line from others: `hierarchy`, `contrast`, `order`, `mention`; none of
    related ones."""
    key: int = 0


@dataclass(frozen=True)
class Curve:
    """An edge: the path of its line and of the arrow heads at its ends."""

    path: str
    heads: tuple[str, ...]
    kind: str


@dataclass(frozen=True)
class Neighbourhood:
    """A term in the middle, what is related on its left, what is mentioned on its right."""

    width: int
    height: int
    centre_x: int
    centre: tuple[TextLine, ...]
    centre_box: Line
    spots: tuple[Spot, ...]
    curves: tuple[Curve, ...]

    @property
    def edges(self) -> list[tuple[str, str]]:
        """All lines of a kind as one path, and all arrow heads as one of related terms."""
        paths: dict[str, str] = {}
        for curve in self.curves:
            paths[curve.kind] = paths.get(curve.kind, "") + curve.path
            if curve.heads:
                paths[""] = paths.get("", "") + "".join(curve.heads)
        return list(paths.items())


@dataclass(frozen=True)
class MapNode:
    """What is to be drawn in the picture of the whole glossary, in its units."""

    key: str
    title: str
    url: str
    x: float
    y: float
    links: int = 0
    term_id: int = 0


@dataclass(frozen=True)
class GlossaryMap:
    """The picture of the whole glossary. Lines are drawn from the faintest to the strongest."""

    width: int
    height: int
    categories: tuple[Spot, ...]
    terms: tuple[Spot, ...]
    membership_lines: tuple[Line, ...]
    mention_lines: tuple[Line, ...]
    related_lines: tuple[Line, ...]
    hierarchy_lines: tuple[Line, ...] = ()
    contrast_lines: tuple[Line, ...] = ()
    order_lines: tuple[Line, ...] = ()

    @property
    def is_small(self) -> bool:
        """Whether a phone shows it whole, with words that can be read."""
        return self.width <= _SMALL_MAP

    @property
    def edges(self) -> tuple[tuple[str, tuple[Line, ...]], ...]:
        """All lines with the kinds by which they are told apart; related ones have none."""
        return (
            ("category", self.membership_lines),
            ("mention", self.mention_lines),
            ("", self.related_lines),
            ("order", self.order_lines),
            ("contrast", self.contrast_lines),
            ("hierarchy", self.hierarchy_lines),
        )


def draw_neighbourhood(
    title: str, left: Sequence[Neighbour], right: Sequence[Neighbour]
) -> Neighbourhood:
    """The picture of a term among its neighbours, each side from top to bottom."""
    height = (max(len(left), len(right), 2) - 1) * _ROW + 2 * _MARGIN
    middle = height / 2
    lines = _wrapped(title, _CENTRE_CHARACTERS, 4)
    tall = len(lines) * _LINE + 22
    spots, curves = [], []
    for side, is_left in ((left, True), (right, False)):
        for at, neighbour in enumerate(side):
            y = middle + (at - (len(side) - 1) / 2) * _ROW
            spots.append(_side_spot(neighbour, y, is_left=is_left))
            curves.append(_curve(neighbour, y, middle, is_left=is_left))
    return Neighbourhood(
        width=WIDTH,
        height=round(height),
        centre_x=WIDTH // 2,
        centre=_centred(lines, middle),
        centre_box=_numbers(_CENTRE_LEFT, middle - tall / 2, _CENTRE_RIGHT - _CENTRE_LEFT, tall),
        spots=tuple(spots),
        curves=tuple(curves),
    )


def label_box(title: str, *, is_category: bool = False) -> Box:
    """The space that a dot and its label, or a category's name, take in the map."""
    lines = _map_lines(title)
    width = _CATEGORY_CHARACTER_WIDTH if is_category else _CHARACTER_WIDTH
    return Box(max(map(_cells, lines)) * width, len(lines) * _LINE + (4 if is_category else 24))


def draw_map(
    categories: Sequence[MapNode],
    terms: Sequence[MapNode],
    *,
    memberships: Iterable[tuple[str, str]],
    mentions: Iterable[tuple[str, str]],
    related: Iterable[tuple[str, str]],
    hierarchy: Iterable[tuple[str, str]] = (),
    contrasts: Iterable[tuple[str, str]] = (),
    order: Iterable[tuple[str, str]] = (),
) -> GlossaryMap:
    """The picture of the whole glossary; edges are pairs of the nodes' keys."""
    most = max((node.links for node in terms), default=1) or 1
    nodes = [(node, label_box(node.title, is_category=True)) for node in categories]
    nodes += [(node, label_box(node.title)) for node in terms]
    centres = {
        node.key: (node.x + _MAP_MARGIN, node.y + _MAP_MARGIN - box.height / 2 + 8)
        for node, box in nodes
    }
    for node in categories:
        centres[node.key] = node.x + _MAP_MARGIN, node.y + _MAP_MARGIN
    return GlossaryMap(
        width=round(max((n.x + box.width / 2 for n, box in nodes), default=0) + 2 * _MAP_MARGIN),
        height=round(max((n.y + box.height / 2 for n, box in nodes), default=0) + 2 * _MAP_MARGIN),
        categories=tuple(_category_spot(node) for node in categories),
        terms=tuple(_term_spot(node, node.links / most) for node in terms),
        membership_lines=_map_edges(memberships, centres),
        mention_lines=_map_edges(mentions, centres),
        related_lines=_map_edges(related, centres),
        hierarchy_lines=_map_edges(hierarchy, centres),
        contrast_lines=_map_edges(contrasts, centres),
        order_lines=_map_edges(order, centres),
    )


def _written(value: float) -> str:
    """A number as SVG takes it, to a tenth."""
    return f"{round(value, 1):g}"


def _numbers(*values: float) -> Line:
    first, second, third, fourth = map(_written, values)
    return first, second, third, fourth


def _centred(lines: Sequence[str], middle: float) -> tuple[TextLine, ...]:
    top = middle - (len(lines) - 1) * _LINE / 2 + 5
    return tuple((text, _written(top + index * _LINE)) for index, text in enumerate(lines))


def _side_spot(neighbour: Neighbour, y: float, *, is_left: bool) -> Spot:
    title = plain_title(neighbour.title)
    text = " ".join(_wrapped(title, _LABEL_CHARACTERS, 1))
    x = _LEFT_DOT if is_left else _RIGHT_DOT
    text_x = x - 16 if is_left else x + 16
    hit_x = 4.0 if is_left else x - 10
    return Spot(
        name=f"{title}, {neighbour.caption}",
        url=neighbour.url,
        lines=((text or title[:_LABEL_CHARACTERS], _written(y - 2)),),
        x=_written(x),
        y=_written(y),
        radius="5",
        text_x=_written(text_x),
        anchor="end" if is_left else "start",
        hit=_numbers(hit_x, y - 21, _LEFT_DOT + 6, 42),
        caption=neighbour.caption,
        caption_y=_written(y + 14),
    )


def _curve(neighbour: Neighbour, y: float, middle: float, *, is_left: bool) -> Curve:
    sign = -1 if is_left else 1
    start = _CENTRE_LEFT if is_left else _CENTRE_RIGHT
    end = (_LEFT_DOT if is_left else _RIGHT_DOT) - sign * 9
    bend = (start + end) / 2
    path = f"M{start:g},{middle:g} C{bend:g},{middle:g} {bend:g},{y:g} {end:g},{y:g}"
    heads = []
    if neighbour.leads_on and not neighbour.is_related:
        heads.append(_head(end, y, sign))
    if neighbour.leads_here and not neighbour.is_related:
        heads.append(_head(start, middle, -sign))
    return Curve(path, tuple(heads), neighbour.kind)


def _head(x: float, y: float, sign: int) -> str:
    back = x - sign * _ARROW
    half = _ARROW / 2
    return f"M{back:g},{y - half:g} L{x:g},{y:g} L{back:g},{y + half:g}"


def _map_lines(title: str) -> list[str]:
    return _wrapped(title, _MAP_CHARACTERS, 2) or [title]


def _wrapped(title: str, cells: int, most_lines: int) -> list[str]:
    """`title` in lines of so many cells: a sign of Chinese, Japanese or Korean takes two."""
    characters = max(1, cells * len(title) // max(1, _cells(title)))
    return textwrap.wrap(title, characters, max_lines=most_lines, placeholder="…")


def _cells(text: str) -> int:
    return len(text) + sum(unicodedata.east_asian_width(one) in "WF" for one in text)


def _category_spot(node: MapNode) -> Spot:
    x, y = node.x + _MAP_MARGIN, node.y + _MAP_MARGIN
    box = label_box(node.title, is_category=True)
    return _map_spot(node, x, y, box, _centred(_map_lines(node.title), y), radius=0)


def _term_spot(node: MapNode, share: float) -> Spot:
    box = label_box(node.title)
    x, top = node.x + _MAP_MARGIN, node.y + _MAP_MARGIN - box.height / 2
    lines = _map_lines(node.title)
    baselines = tuple(
        (text, _written(top + 30 + index * _LINE)) for index, text in enumerate(lines)
    )
    radius = _SMALLEST_DOT + (_LARGEST_DOT - _SMALLEST_DOT) * share
    return _map_spot(node, x, top + 8, box, baselines, radius=radius)


def _map_spot(
    node: MapNode, x: float, y: float, box: Box, lines: tuple[TextLine, ...], *, radius: float
) -> Spot:
    return Spot(
        name=node.title,
        url=node.url,
        lines=lines,
        x=_written(x),
        y=_written(y),
        radius=_written(radius),
        text_x=_written(x),
        anchor="middle",
        hit=_numbers(
            node.x + _MAP_MARGIN - box.width / 2 - 4,
            node.y + _MAP_MARGIN - box.height / 2 - 4,
            box.width + 8,
            box.height + 8,
        ),
        term_id=node.term_id,
        ring_scale=_written((radius + _RING_GAP) / _RING),
    )


def _map_edges(
    pairs: Iterable[tuple[str, str]], centres: Mapping[str, tuple[float, float]]
) -> tuple[Line, ...]:
    return tuple(_numbers(*centres[one], *centres[other]) for one, other in pairs)
