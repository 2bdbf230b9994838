"""The bands of a benchmark on one axis, with the reader's own value."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from terms.pages.benchmark_band import Range

WIDTH = 320
HEIGHT = 44
_EDGE = 6
_ROOM = Fraction(5, 4)
"""The axis ends a quarter behind the outermost end of a band, or at the value."""


@dataclass(frozen=True)
class Stretch:
    """A band as a bar from `x` on; `series` is its colour, dark for leading."""

    x: str
    width: str
    series: int


@dataclass(frozen=True)
class BandChart:
    """The bands, worst to best, and the place of the value; what lies between them is no band."""

    stretches: tuple[Stretch, ...]
    value_x: str
    is_beyond: bool

    @property
    def view_box(self) -> str:
        return f"0 0 {WIDTH} {HEIGHT}"


def band_chart(bands: Sequence[Range], value: Fraction) -> BandChart:
    """The chart of the bands from 0 on; a value beyond the axis stands at its end.

    Raises ValueError where no band has an end.
    """
    ends = [end for band in bands for end in (band.low, band.high) if end is not None]
    if not ends or max(ends) <= 0:
        raise ValueError("no band ends above 0")
    most = max(ends) * _ROOM
    scale = (WIDTH - 2 * _EDGE) / most

    def x(at: Fraction) -> Fraction:
        return _EDGE + max(Fraction(0), min(at, most)) * scale

    stretches = tuple(
        Stretch(
            x=_written(x(band.low or Fraction(0))),
            width=_written(
                x(most if band.high is None else band.high) - x(band.low or Fraction(0))
            ),
            series=place,
        )
        for place, band in enumerate(bands, start=1)
    )
    return BandChart(stretches, _written(x(value)), value > most)


def _written(at: Fraction) -> str:
    return f"{float(at):.1f}"
