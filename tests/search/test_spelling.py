"""How close is close enough."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terms.search.spelling import (
    Name,
    allowed_edits,
    closest,
    closest_word,
    names_starting,
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
    st.text("abc é", min_size=3, max_size=9),
    st.sampled_from(["missing", "too much", "wrong", "swapped"]),
    st.integers(0, 8),
    st.sampled_from("abz7 "),
)
def test_whatever_the_slip_the_name_is_one_edit_away(name: str, slip: str, place: int, sign: str):
    """`typed` is `name` with one slip."""
    place %= len(name)
    before, letter, after = name[:place], name[place], name[place + 1 :]
    typed = {
        "missing": before + after,
        "too much": before + sign + letter + after,
        "wrong": before + sign + after,
        "swapped": before + after[:1] + letter + after[1:],
    }[slip]
    near = closest(typed, [Name(1, name, name)], 3, most_edits=1)
    assert bool(near) == (len(typed) >= 3 or name == typed)


def test_names_that_start_so_come_in_the_order_of_their_kinds() -> None:
    keys = [Name(1, "", "model drift", 2), Name(2, "", "models"), Name(3, "", "model", 2)]
    started = names_starting("model", [*keys, Name(4, "", "a model")])
    assert [name.term_id for name in started] == [3, 2, 1]


def test_a_word_is_corrected_from_the_words_of_names() -> None:
    assert closest_word("modle", names("Model drift")) == "model"
    assert closest_word("banana", names("Model drift")) == "banana"
