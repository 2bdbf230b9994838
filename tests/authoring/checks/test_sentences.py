"""Where sentences end, and how hard they are to read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from authoring.checks.passages import plain, sentences
from authoring.checks.wording import joined, lix, words_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("It costs $0.01. “Why?” he asks.", ["It costs $0.01.", "“Why?” he asks."]),
        ("See Smith et al. Their work, e.g. That one.", ["See Smith et al. Their work, e.g. That one."]),
        ("- one\n- two\n\nThree", ["one", "two", "Three"]),
        ("A line\nthat goes on", ["A line that goes on"]),
        ("| a | b |\n|---|---|\n| c | d |", ["a", "b", "c", "d"]),
        ("One.\n\n```\nTwo. Three.\n```\n\n> Four `e.g. five`.", ["One.", "Four e.g. five."]),
        ("[a\nb][c] *d*.\n\n[c]: term:e", ["a b d."]),
        ("[60%](figure:F1) of *all*. Not `a_b`!", ["60% of all.", "Not a_b!"]),
        ("", []),
    ],
)  # fmt: skip
def test_sentences_end_where_a_reader_sees_it(text: str, expected: list[str]) -> None:
    assert list(sentences(text)) == expected


@given(st.text(max_size=300))
def test_no_word_is_lost_between_sentences(text: str) -> None:
    assert len(list(sentences(text))) <= len(plain(text)) + 1


def test_words_keep_what_binds_them() -> None:
    assert words_in("A cost-per-request of 0.5, don't you think?") == [
        "A", "cost-per-request", "of", "0.5", "don't", "you", "think",
    ]  # fmt: skip


def test_lix_is_words_a_sentence_and_long_words_in_a_hundred() -> None:
    sentence = "The cat sat on the mat beside the little kitchen. "
    assert lix(sentence * 10) == 10 + 10  # ten words each, one of ten longer than six letters
    assert lix(sentence) == 0


def test_overlapping_runs_are_one_phrase() -> None:
    assert list(joined([("a", "b"), ("b", "c"), ("x", "y")])) == [("a", "b", "c"), ("x", "y")]
