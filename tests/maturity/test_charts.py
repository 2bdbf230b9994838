"""The geometry of the radar chart."""

import math

import pytest

from maturity.charts.radar import HEIGHT, LEVELS, WIDTH, Radar, Side, radar_chart


def chart(*levels: int, potential: int | None = None) -> Radar:
    sides = [Side(f"Side {place}", level, potential or level) for place, level in enumerate(levels)]
    radar = radar_chart(sides)
    assert radar is not None
    return radar


def points(text: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in text.split())]


def distance(radar: Radar, point: tuple[float, float]) -> float:
    return math.dist(point, (float(radar.centre_x), float(radar.centre_y)))


@pytest.mark.parametrize("count", [0, 1, 2])
def test_fewer_than_three_sides_make_no_chart(count: int) -> None:
    assert radar_chart([Side("A", 1, 1)] * count) is None


def test_level_n_lies_n_sevenths_of_the_way_out() -> None:
    radar = chart(7, 1, 3, 4)
    outer = distance(radar, points(radar.rings[-1])[0])
    shape = points(radar.confirmed)
    for point, level in zip(shape, (7, 1, 3, 4), strict=True):
        assert distance(radar, point) == pytest.approx(outer * level / LEVELS, abs=0.1)
    marks = [(float(axis.mark_x), float(axis.mark_y)) for axis in radar.axes]
    assert marks == shape


def test_it_starts_at_the_top_and_goes_clockwise() -> None:
    radar = chart(7, 7, 7, 7)
    top, right, bottom, left = points(radar.confirmed)
    assert top[1] < right[1] == left[1] < bottom[1]
    assert left[0] < top[0] == bottom[0] < right[0]
    assert [axis.anchor for axis in radar.axes] == ["middle", "start", "middle", "end"]


def test_there_is_a_ring_for_every_level() -> None:
    radar = chart(1, 1, 1)
    sizes = [distance(radar, points(ring)[0]) for ring in radar.rings]
    assert len(sizes) == 7
    assert sizes == sorted(sizes)


def test_a_potential_that_is_no_higher_is_not_drawn() -> None:
    assert chart(3, 3, 3).potential == ""
    higher = chart(3, 3, 3, potential=5)
    assert distance(higher, points(higher.potential)[1]) > distance(
        higher, points(higher.confirmed)[1]
    )


def test_labels_are_wrapped_and_end_in_the_level() -> None:
    sides = [Side("Quality and monitoring of models", 4, 4), Side("B", 2, 2), Side("C", 3, 3)]
    radar = radar_chart(sides)
    assert radar is not None
    assert [line.text for line in radar.axes[0].lines] == [
        "Quality and",
        "monitoring",
        "of models",
        "4",
    ]
    heights = [float(line.y) for line in radar.axes[0].lines]
    assert heights == sorted(heights)
    assert heights[-1] < float(radar.axes[0].y)


@pytest.mark.parametrize("count", range(3, 13))
def test_everything_stands_within_the_view_box(count: int) -> None:
    radar = chart(*[7] * count)
    places = [(line.x, line.y) for axis in radar.axes for line in axis.lines]
    assert all(0 < float(x) < WIDTH and 0 < float(y) < HEIGHT for x, y in places)
    assert radar.view_box == f"0 0 {WIDTH} {HEIGHT}"
