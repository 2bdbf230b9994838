"""The geometry of a level's bar."""

from fractions import Fraction

import pytest

from maturity.charts.level_bar import HEIGHT, LEVELS, WIDTH, level_bar


@pytest.mark.parametrize(("level", "potential"), [(0, 0), (1, 1), (3, 5), (7, 7)])
def test_each_level_is_a_cell(level: int, potential: int) -> None:
    bar = level_bar(level, potential, Fraction(0))
    assert [cell.is_reached for cell in bar.cells] == [place < level for place in range(LEVELS)]
    assert sum(cell.is_potential for cell in bar.cells) == potential - level
    width, height = bar.size
    assert bar.cells[-1].x + width <= WIDTH
    assert height == HEIGHT
    assert bar.part_width == ""


def test_the_way_through_the_next_gate_fills_part_of_its_cell() -> None:
    bar = level_bar(3, 3, Fraction(1, 2))
    assert bar.part_x == bar.cells[3].x
    assert float(bar.part_width) == bar.size[0] / 2
