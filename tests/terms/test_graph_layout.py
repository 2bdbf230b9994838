"""Where the terms of a picture stand, and what is drawn there."""

import os
import subprocess
import sys
from itertools import combinations

from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from terms.graph.drawing import MapNode, Neighbour, draw_map, draw_neighbourhood, label_box
from terms.graph.layout import SIDE_LIMIT, Box, Edge, lay_out_map


@given(left=st.integers(0, SIDE_LIMIT), right=st.integers(0, SIDE_LIMIT))
def test_two_columns_from_top_to_bottom(left: int, right: int) -> None:
    drawn = draw_neighbourhood("MLOps", [neighbour()] * left, [neighbour()] * right)
    for column in (drawn.spots[:left], drawn.spots[left:]):
        heights = [float(spot.y) for spot in column]
        assert heights == sorted(set(heights))
        assert not heights or heights[0] + heights[-1] == drawn.height


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[Box], list[Edge]]:
    boxes = draw(st.lists(st.builds(Box, st.floats(20, 200), st.floats(20, 60)), max_size=25))
    ends = st.integers(0, max(len(boxes) - 1, 0))
    edges = st.tuples(ends, ends, st.sampled_from([1.0, 1.3, 1.6]))
    return boxes, draw(st.lists(edges, max_size=40)) if boxes else []


@given(graph=graphs())
def test_no_label_of_the_map_covers_another(graph: tuple[list[Box], list[Edge]]) -> None:
    boxes, edges = graph
    edges = [edge for edge in edges if edge[0] != edge[1]]
    places = lay_out_map(boxes, edges)
    assert places == lay_out_map(boxes, edges)
    for (one, box), (other, other_box) in combinations(zip(places, boxes, strict=True), 2):
        across = abs(one[0] - other[0]) - (box.width + other_box.width) / 2
        down = abs(one[1] - other[1]) - (box.height + other_box.height) / 2
        assert across > -1 or down > -1
    for place, box in zip(places, boxes, strict=True):
        assert place[0] >= box.width / 2 - 0.1
        assert place[1] >= box.height / 2 - 0.1


def neighbour(**changes: object) -> Neighbour:
    fields = {"title": "DevOps", "url": "/terms/devops/", "caption": "related", "leads_on": False,
              "leads_here": False, "is_related": True}  # fmt: skip
    return Neighbour(**fields | changes)  # type: ignore[arg-type]


def test_related_terms_stand_on_the_left_and_mentions_on_the_right() -> None:
    mention = neighbour(is_related=False, leads_on=True, leads_here=True)
    drawn = draw_neighbourhood("MLOps", [neighbour(), neighbour()], [mention])
    assert [spot.anchor for spot in drawn.spots] == ["end", "end", "start"]
    assert [float(spot.y) for spot in drawn.spots] == [34.0, 92.0, 63.0]
    assert [len(curve.heads) for curve in drawn.curves] == [0, 0, 2]
    assert drawn.height == 126
    assert drawn.spots[0].name == "DevOps, related"


@given(title=st.text(min_size=1, max_size=200))
def test_any_title_can_be_drawn(title: str) -> None:
    drawn = draw_neighbourhood(title, [neighbour(title=title)], [])
    assert len(drawn.centre) <= 4
    assert len(drawn.spots[0].lines[0][0]) <= 30
    assert label_box(title).width > 0


def test_the_map_holds_every_label_and_line() -> None:
    nodes = [MapNode("t1", "DevOps", "/terms/devops/", 50, 40, links=3)]
    categories = [MapNode("c1", "Foundations", "/terms/?category=foundations", 200, 90)]
    pairs = [("c1", "t1")]
    drawn = draw_map(categories, nodes, memberships=pairs, mentions=[], related=pairs)
    assert drawn.terms[0].radius == "8"
    assert drawn.categories[0].lines[0][0] == "Foundations"
    assert len(drawn.membership_lines) == len(drawn.related_lines) == 1
    right = 200 + label_box("Foundations", is_category=True).width / 2
    assert right < drawn.width < right + 40
    assert drawn.is_small
    far = [MapNode("t1", "DevOps", "/terms/devops/", 900, 40)]
    assert not draw_map([], far, memberships=[], mentions=[], related=[]).is_small


def test_an_empty_map_is_one() -> None:
    assert lay_out_map([], []) == []
    assert draw_map([], [], memberships=[], mentions=[], related=[]).terms == ()


def test_every_process_draws_the_same_map() -> None:
    boxes = [Box(60 + 7 * number, 40) for number in range(12)]
    edges = [(one, (one * 5 + 3) % 12, 1.3) for one in range(12) if one != (one * 5 + 3) % 12]
    code = f"from terms.graph.layout import *; print(lay_out_map({boxes!r}, {edges!r}))"
    elsewhere = subprocess.run(
        [sys.executable, "-c", code], cwd=settings.BASE_DIR, env=os.environ | {"PYTHONHASHSEED": "7"},
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert elsewhere.stdout.strip() == repr(lay_out_map(boxes, edges))
