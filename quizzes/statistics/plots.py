"""Item statistics as numbers that an SVG needs. Pure: no Django, no colours."""

from collections.abc import Sequence
from dataclasses import dataclass

from quizzes.statistics.items import ItemStatistics

WIDTH = 720
BAR_WIDTH = 120
_LABELS = 190
_PANEL = 220
_GAP = 60
_ROW = 32
_TOP = 44
_FACILITY_TICKS = (0, 50, 100)
_DISCRIMINATION_TICKS = (-1, 0, 1)


@dataclass(frozen=True)
class Tick:
    """A line across a panel, and what it stands for: a percentage or a plain number."""

    x: str
    value: int


@dataclass(frozen=True)
class PlottedItem:
    """A question's row: its facility with its interval, and its discrimination if it has one."""

    key: str
    y: str
    facility_x: str
    low_x: str
    high_x: str
    discrimination_x: str | None
    is_flagged: bool


@dataclass(frozen=True)
class ItemPlot:
    """Two panels side by side, one row a question, in units of the view box."""

    width: int
    height: int
    bottom: int
    facility_ticks: tuple[Tick, ...]
    discrimination_ticks: tuple[Tick, ...]
    items: tuple[PlottedItem, ...]


def plot_items(statistics: Sequence[ItemStatistics]) -> ItemPlot:
    """The plot of at least one item."""
    bottom = _TOP + _ROW * len(statistics)
    return ItemPlot(
        width=WIDTH,
        height=bottom + 28,
        bottom=bottom,
        facility_ticks=tuple(
            Tick(_number(_facility_x(percent / 100)), percent) for percent in _FACILITY_TICKS
        ),
        discrimination_ticks=tuple(
            Tick(_number(_discrimination_x(value)), value) for value in _DISCRIMINATION_TICKS
        ),
        items=tuple(_plot_item(place, item) for place, item in enumerate(statistics)),
    )


def bar_width(share: float) -> str:
    """How far a bar of `BAR_WIDTH` is filled."""
    return _number(BAR_WIDTH * share)


def _plot_item(place: int, item: ItemStatistics) -> PlottedItem:
    has_one = item.discrimination is not None
    return PlottedItem(
        key=item.key,
        y=_number(_TOP + _ROW * (place + 0.5)),
        facility_x=_number(_facility_x(item.facility)),
        low_x=_number(_facility_x(item.interval.low)),
        high_x=_number(_facility_x(item.interval.high)),
        discrimination_x=_number(_discrimination_x(item.discrimination or 0.0))
        if has_one
        else None,
        is_flagged=bool(item.flags),
    )


def _facility_x(share: float) -> float:
    return _LABELS + _PANEL * share


def _discrimination_x(value: float) -> float:
    return _LABELS + _PANEL + _GAP + _PANEL * (value + 1) / 2


def _number(value: float) -> str:
    return f"{value:.1f}"
