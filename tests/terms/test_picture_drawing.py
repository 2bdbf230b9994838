"""The pictures that answer a term's question, without a page: what they may hold, and where it stands."""

from itertools import chain, combinations, pairwise
from math import cos, radians, sin

import pytest
from django.template.loader import render_to_string
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from terms.fields.ranges import ABBREVIATION_CHARACTERS, LABEL_CHARACTERS, NOTE_CHARACTERS
from terms.pictures.drawing import Drawing, Words, draw
from terms.pictures.kinds import SHAPES, Kind, check_parts
from terms.pictures.ring import COLUMNS, RING_CELLS, SPAN, Ring, draw_ring

LISTS = [kind for kind in Kind if kind is not Kind.COMPARISON]
LONG = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz" * 2
MOST_BYTES = 5_000
MIDDLE = (2, 5)
"""The cell of the words in the middle of a cycle, or its upper half."""


def line(most: int) -> st.SearchStrategy[str]:
    letters = st.characters(categories=("L", "M", "N", "P", "S", "Zs"))
    return st.text(letters, min_size=1, max_size=most).map(str.strip).filter(bool)


PARTS = st.builds(Words, line(ABBREVIATION_CHARACTERS), st.just("") | line(NOTE_CHARACTERS))
LISTED = st.builds(
    draw,
    st.sampled_from(LISTS),
    line(200),
    st.lists(PARTS, min_size=3, max_size=7),
    centre=line(ABBREVIATION_CHARACTERS),
)
POINTS = st.integers(2, 5).flatmap(
    lambda count: st.lists(
        st.builds(
            Words,
            line(ABBREVIATION_CHARACTERS),
            points=st.tuples(*[line(LABEL_CHARACTERS)] * count),
        ),
        min_size=2,
        max_size=2,
    )
)


def html_of(drawing: Drawing) -> str:
    return render_to_string("terms/_picture.html", {"drawing": drawing})


@given(LISTED)
def test_all_words_are_there_in_their_order_and_once(drawing: Drawing) -> None:
    html = html_of(drawing)
    said = [f'picture__label">{escape(part.label)}<' for part in drawing.parts]
    places = [html.index(words) for words in said]
    assert len(places) == html.count("picture__label")
    start = 0
    for part in drawing.parts:
        start = html.index(f">{escape(part.label)}<", start) + 1
        if part.note:
            start = html.index(f">{escape(part.note)}<", start) + 1
    assert f">{escape(drawing.title)}<" in html
    assert f">{escape(drawing.centre)}<" in html


@given(line(200), POINTS)
def test_the_points_of_both_sides_stand_in_pairs(title: str, sides: list[Words]) -> None:
    html = html_of(draw(Kind.COMPARISON, title, sides))
    start = html.index("<thead>")
    pairs = chain.from_iterable(zip(*(side.points for side in sides), strict=True))
    for words in (*(side.label for side in sides), *pairs):
        start = html.index(f">{escape(words)}<", start) + 1
    assert html.count("<tr>") == 1 + len(sides[0].points)


@pytest.mark.parametrize("kind", Kind)
def test_it_says_by_words_what_its_shape_says(kind: Kind) -> None:
    parts = [Words(name, points=("a", "b")) for name in ("One", "Two")]
    assert SHAPES[kind] in html_of(draw(kind, "So.", parts))


@pytest.mark.parametrize("kind", Kind)
def test_the_largest_picture_is_light(kind: Kind) -> None:
    points = (LONG[:LABEL_CHARACTERS],) * 5 if kind is Kind.COMPARISON else ()
    part = Words(LONG[:ABBREVIATION_CHARACTERS], LONG[:NOTE_CHARACTERS], points)
    drawing = draw(kind, LONG, [part] * (2 if points else 7), centre=part.label)
    assert len(html_of(drawing).encode()) <= MOST_BYTES


@given(st.sampled_from(LISTS), st.integers(0, 12))
def test_no_two_parts_share_a_cell(kind: Kind, count: int) -> None:
    drawing = draw(kind, "So.", [Words("A")] * count)
    places = [(part.row, part.column) for part in drawing.parts if part.row]
    span = SPAN if drawing.ring else 1
    if drawing.ring:
        places.append(MIDDLE)
        assert all(column + span - 1 <= COLUMNS for _, column in places)
    assert len(places) == len(drawing.parts) + bool(drawing.ring) or not places
    for (row, column), (other_row, other_column) in combinations(places, 2):
        assert row != other_row or abs(column - other_column) >= span


@pytest.mark.parametrize("count", range(3, 8))
def test_each_arrow_of_a_flow_leads_to_the_next_part(count: int) -> None:
    ways = {"on": (0, 1), "back": (0, -1), "down": (1, 0)}
    parts = draw(Kind.FLOW, "So.", [Words("A")] * count).parts
    for part, following in pairwise(parts):
        down, across = ways[part.leads]
        assert (part.row + down, part.column + across) == (following.row, following.column)
    assert parts[-1].leads == ""


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize("count", [0, 1, 2, 8, 40])
def test_a_number_of_parts_that_no_file_can_have_breaks_nothing(kind: Kind, count: int) -> None:
    assert html_of(draw(kind, "So.", [Words("A")] * count)).count("<li") == count


SIZES = {
    "count": st.sampled_from(sorted(RING_CELLS)),
    "width": st.floats(640, 736),
    "row_height": st.floats(80, 400),
}


def ring_of(count: int) -> Ring:
    ring = draw_ring(count)
    assert ring is not None
    return ring


def boxes(count: int, width: float, row_height: float) -> list[tuple[float, float, float, float]]:
    """The parts of a cycle in pixels: cells less their margins of 12 and 16 pixels."""
    column = width / COLUMNS
    return [
        (
            (first - 1) * column + 12,
            (row - 1) * row_height + 16,
            (first - 1 + SPAN) * column - 12,
            row * row_height - 16,
        )
        for row, first in RING_CELLS[count]
    ]


@given(**SIZES)
def test_no_arrow_head_of_a_ring_touches_a_part(
    count: int, width: float, row_height: float
) -> None:
    heads, rows = ring_of(count).heads, max(row for row, _ in RING_CELLS[count])
    assert len(heads) == count
    for head in heads:
        x, y = float(head.x[:-1]) * width / 100, float(head.y[:-1]) * rows * row_height / 100
        for left, top, right, bottom in boxes(count, width, row_height):
            assert not (left - 8 < x < right + 8 and top - 8 < y < bottom + 8)


@given(**SIZES)
def test_the_ring_runs_behind_every_part_and_inside_the_picture(
    count: int, width: float, row_height: float
) -> None:
    ring, rows = ring_of(count), max(row for row, _ in RING_CELLS[count])
    radius_x, radius_y = float(ring.radius_x[:-1]) / 100, float(ring.radius_y[:-1]) / 100
    height = rows * row_height
    points = [
        (width * (0.5 + radius_x * sin(radians(at))), height * (0.5 - radius_y * cos(radians(at))))
        for at in range(360)
    ]
    assert all(0 < x < width and 0 < y < height for x, y in points)
    for left, top, right, bottom in boxes(count, width, row_height):
        assert any(left < x < right and top < y < bottom for x, y in points)


@pytest.mark.parametrize("count", sorted(RING_CELLS))
def test_the_arrow_heads_go_around_clockwise(count: int) -> None:
    first = ring_of(count).heads[0]
    assert -90 < int(first.turned) < 90
    assert float(first.y[:-1]) < 50


def sides(*counts: int) -> list[Words]:
    return [Words("A", points=("x",) * count) for count in counts]


@pytest.mark.parametrize(
    ("kind", "parts", "centre", "message"),
    [
        (Kind.CYCLE, [Words("A")] * 2, "", "a cycle has 3 to 7 parts, not 2"),
        (Kind.LAYERS, [Words("A")] * 8, "", "a picture of layers has 3 to 7 parts, not 8"),
        (Kind.FLOW, [Words("A")] * 3, "x", "'centre' belongs to a cycle, not to a flow"),
        (Kind.SCALE, sides(0, 0, 2), "", "'points' belong to a comparison; a scale has a 'note'"),
        (Kind.COMPARISON, sides(2, 2, 2), "", "a comparison has exactly 2 parts, not 3"),
        (Kind.COMPARISON, [Words("A", "x")] * 2, "", "'points' in the place of a 'note'"),
        (Kind.COMPARISON, sides(2, 1), "", "has 2 to 5 'points', not 1"),
        (Kind.COMPARISON, sides(6, 6), "", "has 2 to 5 'points', not 6"),
        (Kind.COMPARISON, sides(2, 3), "", "pair up: there are 2 and 3"),
    ],
)
def test_what_a_kind_cannot_hold_is_refused(
    kind: Kind, parts: list[Words], centre: str, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        check_parts(kind, parts, centre=centre)
