"""Which words are marked, and which part of a text is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terms.search.highlighting import SNIPPET_CHARACTERS, Marker, Piece
from terms.search.words import query_words


def marked(query: str, text: str, language: str = "porter") -> list[str]:
    pieces = Marker(query_words(query), language).mark(text)
    return [piece.text for piece in pieces if piece.marked]


@pytest.mark.parametrize("language", ["porter", "english"])
@pytest.mark.parametrize(
    ("query", "text", "words"),
    [
        ("drift", "Model drift drifts; adrift stays.", ["drift", "drifts"]),
        ("quality model", "Qualities of modelling", ["Qualities", "modelling"]),
        ("hoping x", "They hope and hoped", ["hope", "hoped"]),
        ("deploy", "Deployed deployments deploy", ["Deployed", "deployments", "deploy"]),
        ("naive", "A naïve rule", ["naïve"]),
        ("model dri", "a driver, a model", ["driver", "model"]),
        ("dri model", "a driver, a model", ["model"]),
        ("fine-tuning", "Fine-tuned", ["Fine", "tuned"]),
        ("***", "no * word", []),
        ("masse", "Maße, MASSE", ["Maße", "MASSE"]),
        ("cafe", "A cafe\u0301 and a café", ["cafe\u0301", "café"]),
        ("drift", "The dri\u00adft¹ of drift\u2003", ["dri\u00adft", "drift"]),
        ("注文", "新しい注文が、注文書", ["注文", "注文"]),
        ("count", "a token_count", ["count"]),
    ],
)
def test_words_are_found_by_stem_and_the_last_by_its_start(
    query: str, text: str, words: list[str], language: str
) -> None:
    assert marked(query, text, language) == words


@given(st.text(max_size=60), st.text(max_size=300))
def test_marking_loses_no_character(query: str, text: str) -> None:
    pieces = Marker(query_words(query), "porter").mark(text)
    assert "".join(piece.text for piece in pieces) == text


def test_a_snippet_shows_where_most_words_are() -> None:
    text = "Drift. " + "Words follow. " * 60 + "Here drift meets cost in one place. " + "End. " * 80
    pieces = Marker(("drift", "cost"), "porter").snippet(text)
    assert [piece.text for piece in pieces if piece.marked] == ["drift", "cost"]
    assert pieces[0] == Piece("… ")
    assert pieces[-1] == Piece(" …")


@given(st.text(min_size=1, max_size=10), st.text(max_size=2000))
def test_a_snippet_is_short(query: str, text: str) -> None:
    pieces = Marker(query_words(query), "english").snippet(text)
    assert sum(len(piece.text) for piece in pieces) <= SNIPPET_CHARACTERS + 40


def test_all_words_or_not() -> None:
    marker = Marker(("cost", "drift"), "porter")
    assert marker.holds_all("Drifting costs")
    assert not marker.holds_all("Drifting")
    assert not Marker((), "porter").holds_all("")


def test_a_word_that_the_stemmer_takes_away_whole_is_marked_too() -> None:
    assert marked("s", "A set of models") == ["set"]
