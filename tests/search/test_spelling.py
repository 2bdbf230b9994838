"""How close is close enough."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terms.search.spelling import (
    Name,
    allowed_edits,
    closest,
    closest_word,
    one_slip_away,
    slips_at_start,
    trigrams,
)

pytestmark = pytest.mark.postgres


def names(*labels: str) -> list[Name]:
    return [Name(number, label, label.casefold()) for number, label in enumerate(labels)]


@pytest.mark.parametrize(
    "typed", ["modle drift", "mdel drift", "model drifft", "model drlft", "modeldrift"]
)
def test_one_slip_still_finds_the_name(typed: str) -> None:
    found = closest(typed, names("Model drift", "Model routing", "Data drift"), 3)
    assert found[0].label == "Model drift"


def test_the_nearest_comes_first_once_a_term() -> None:
    two_names = [Name(1, "drift", "drift"), Name(1, "drifts", "drifts"), Name(2, "draft", "draft")]
    assert [name.key for name in closest("driift", two_names, 3)] == ["drift"]
    assert [name.key for name in closest("drafd", two_names, 3)] == ["draft"]


def test_short_queries_come_close_to_nothing() -> None:
    assert allowed_edits("ai") == 0
    assert closest("ai", names("AR"), 3) == []
    assert [allowed_edits("x" * length) for length in (3, 8, 16)] == [1, 2, 3]


@given(
    st.text("abc é", min_size=1, max_size=9),
    st.sampled_from(["missing", "too much", "wrong", "swapped"]),
    st.integers(0, 8),
    st.sampled_from("abz7 "),
)
def test_every_slip_is_at_the_start_or_leaves_it_alone(name: str, slip: str, place: int, sign: str):
    """`typed` is `name` with one slip."""
    place %= len(name)
    before, letter, after = name[:place], name[place], name[place + 1 :]
    typed = {
        "missing": before + after,
        "too much": before + sign + letter + after,
        "wrong": before + sign + after,
        "swapped": before + after[:1] + letter + after[1:],
    }[slip]
    is_at_start = name in slips_at_start(typed, 3)
    is_as_long = name.startswith(typed[:3]) and abs(len(name) - len(typed)) <= 1
    reachable = {*"abcdefghijklmnopqrstuvwxyz0123456789 "} >= set(name)
    assert is_at_start or is_as_long or not reachable
    if name != typed:
        assert one_slip_away(typed, [Name(1, name, name)])


def test_names_that_are_the_query_or_far_from_it_are_not_one_slip_away() -> None:
    assert one_slip_away("drift", names("drift", "drafts", "shift")) == []


def test_a_word_is_corrected_from_the_words_of_names() -> None:
    assert closest_word("modle", names("Model drift")) == "model"
    assert closest_word("banana", names("Model drift")) == "banana"


def test_trigrams_know_the_edges() -> None:
    assert trigrams("cat") == ["  c", " ca", "cat", "at "]
