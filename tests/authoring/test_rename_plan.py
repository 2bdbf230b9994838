"""Which row gets which slug: once, in chains and circles, and back again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from authoring.load.rename_plan import plan_renames, wrong_claims

Claims = Mapping[str, Sequence[str]]


@pytest.mark.parametrize(
    ("claims", "rows", "known", "moves", "merges"),
    [
        ({"b": ["a"]}, {"a"}, {}, {"a": "b"}, {}),
        ({"b": ["a"]}, {"b"}, {"a": "b"}, {}, {}),
        ({"b": ["a"]}, set(), {}, {}, {}),
        ({"c": ["b", "a"]}, {"a"}, {}, {"a": "c"}, {}),
        ({"c": ["b"]}, {"b"}, {"a": "b"}, {"b": "c"}, {}),
        ({"a": ["b"], "b": ["a"]}, {"a", "b"}, {}, {"a": "b", "b": "a"}, {}),
        ({"a": ["b"], "b": ["a"]}, {"a", "b"}, {"a": "b", "b": "a"}, {}, {}),
        ({"b": ["a"], "c": ["b"]}, {"a", "b"}, {}, {"a": "b", "b": "c"}, {}),
        (
            {"a": ["c"], "b": ["a"], "c": ["b"]},
            {"a", "b", "c"},
            {},
            {"a": "b", "b": "c", "c": "a"},
            {},
        ),
        ({"b": ["a"]}, {"a", "b"}, {}, {}, {"a": "b"}),
        ({"c": ["a", "b"]}, {"a", "b"}, {}, {"a": "c"}, {"b": "c"}),
        ({"a": []}, {"b"}, {"a": "b"}, {"b": "a"}, {}),
        ({"a": [], "b": []}, {"b"}, {"a": "b"}, {}, {}),
    ],
)
def test_rows_follow_their_files(
    claims: Claims,
    rows: set[str],
    known: dict[str, str],
    moves: dict[str, str],
    merges: dict[str, str],
) -> None:
    plan = plan_renames(claims, rows, known)
    assert (plan.moves, plan.merges) == (moves, merges)
    again = plan_renames(
        claims, (rows | set(moves.values())) - (moves.keys() - claims), plan.former
    )
    assert not again.moves
    assert not again.merges


@pytest.mark.parametrize(
    ("claims", "rows", "known", "former"),
    [
        ({"b": ["a"]}, set(), {}, {"a": "b"}),
        ({"c": ["b"]}, {"b"}, {"a": "b"}, {"a": "c", "b": "c"}),
        ({"a": []}, {"b"}, {"a": "b"}, {"b": "a"}),
        ({"b": []}, {"b"}, {"a": "b"}, {"a": "b"}),
        ({"a": [], "b": []}, {"b"}, {"a": "b"}, {}),
        ({"a": ["b"], "b": ["a"]}, {"a", "b"}, {}, {"a": "b", "b": "a"}),
    ],
)
def test_old_slugs_lead_to_the_last_one(
    claims: Claims, rows: set[str], known: dict[str, str], former: dict[str, str]
) -> None:
    assert plan_renames(claims, rows, known).former == former


@pytest.mark.parametrize(
    ("claims", "wrong"),
    [
        ({"a": ["a"]}, {("a", 0): "'a' is what it is called now"}),
        ({"a": ["x", "x"]}, {("a", 1): "'x' stands more than once"}),
        ({"a": ["x"], "b": ["y", "x"]}, {("b", 1): "'a' says too that it was 'x'"}),
        (
            {"a": ["b"], "b": []},
            {("a", 0): "'b' is there still: 'was' names what is gone"},
        ),
        ({"a": ["graph"]}, {("a", 0): "'graph' is the address of another page"}),
        ({"a": ["b"], "b": ["a"]}, {}),
        ({"a": ["x", "y"], "b": ["z"]}, {}),
    ],
)
def test_what_cannot_have_been(claims: Claims, wrong: dict[tuple[str, int], str]) -> None:
    assert wrong_claims(claims, {"graph"}) == wrong
