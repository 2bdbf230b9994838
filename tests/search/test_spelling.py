"""How close is close enough."""

import pytest

from terms.search.spelling import Name, allowed_edits, closest, closest_word, trigrams


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


def test_a_word_is_corrected_from_the_words_of_names() -> None:
    assert closest_word("modle", names("Model drift")) == "model"
    assert closest_word("banana", names("Model drift")) == "banana"


def test_trigrams_know_the_edges() -> None:
    assert trigrams("cat") == ["  c", " ca", "cat", "at "]
