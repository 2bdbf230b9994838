"""Stems, and the words of which Porter's rules make two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terms.search.stems import PORTER, other_form, shared_stem, stem_of

ENDINGS = ("", "s", "ed", "ing", "ment", "ments")


@pytest.mark.parametrize(
    ("words", "stem"),
    [
        ("deploy deploys deployed deploying deployment deployments", "deploy"),
        ("query queries", "queri"),
        ("pay pays paying", "pay"),
        ("monitor monitoring monitored", "monitor"),
    ],
)
def test_the_forms_of_a_word_share_a_stem(words: str, stem: str) -> None:
    assert {shared_stem(word, PORTER) for word in words.split()} == {stem}
    assert {shared_stem(word, "english") for word in words.split()} <= {stem, "deploy"}


@pytest.mark.parametrize(
    ("word", "other"),
    [("deploy", "deployment"), ("deployed", "deployment"), ("deployments", "deploy"), ("pay", "")],
)
def test_a_word_with_two_stems_has_another_form(word: str, other: str) -> None:
    assert other_form(word) == other


@given(st.from_regex(r"[a-z]{1,9}[aeiou]?y?", fullmatch=True), st.sampled_from(ENDINGS))
def test_another_form_has_another_stem_and_leads_back(start: str, ending: str) -> None:
    word = start + ending
    if other := other_form(word):
        assert stem_of(other, PORTER) != stem_of(word, PORTER)
        assert shared_stem(other, PORTER) == shared_stem(word, PORTER)
