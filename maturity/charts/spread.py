"""The spread of a team's answers on the scale, as numbers that an SVG needs. Pure: no Django."""

from collections.abc import Sequence
from dataclasses import dataclass

_WIDTH = 320
_HEIGHT = 40
_LINE_Y = 17
_FIRST, _LAST = 26.0, 294.0
_LARGEST_RADIUS = 15.0
_SMALLEST_RADIUS = 8.0


@dataclass(frozen=True)
class Dot:
    """How many gave the answer at `x`; the area grows with the count."""

    x: str
    radius: str
    count: int


@dataclass(frozen=True)
class Spread:
    """The dots of the answers that somebody gave, the way between the outermost, the median.

    `ends` are the x of the scale's two ends, from the lowest answer to the highest; `median` is
    None where the middle is no answer on the scale.
    """

    dots: tuple[Dot, ...]
    first: str
    last: str
    median: str | None

    @property
    def ends(self) -> tuple[str, str]:
        return (f"{_FIRST:g}", f"{_LAST:g}")

    @property
    def view_box(self) -> str:
        return f"0 0 {_WIDTH} {_HEIGHT}"

    @property
    def line_y(self) -> int:
        return _LINE_Y

    @property
    def count_y(self) -> int:
        return _LINE_Y + 4


def spread_chart(counts: Sequence[int], median: int | None) -> Spread | None:
    """The chart of `counts` by answer, lowest first; `median` is the place of one among them.

    None where nobody gave an answer. The answers stand at equal distances, as in the form.
    """
    most = max(counts, default=0)
    if most == 0:
        return None
    given = [place for place, count in enumerate(counts) if count]
    places = [_FIRST + (_LAST - _FIRST) * place / (len(counts) - 1) for place in range(len(counts))]
    return Spread(
        tuple(_dot(places[place], counts[place], most) for place in given),
        f"{places[given[0]]:.1f}",
        f"{places[given[-1]]:.1f}",
        None if median is None else f"{places[median]:.1f}",
    )


def _dot(x: float, count: int, most: int) -> Dot:
    radius = max(_SMALLEST_RADIUS, _LARGEST_RADIUS * (count / most) ** 0.5)
    return Dot(f"{x:.1f}", f"{radius:.1f}", count)
