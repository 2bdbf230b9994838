"""What queries and names consist of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terms.names.naming import KEY_CHARACTERS, name_key
from terms.search.words import (
    MAX_QUERY_CHARACTERS,
    MAX_WORDS,
    clean_query,
    indexed,
    loose_words,
    number_forms,
    query_words,
)

ANY_TEXT = st.text(st.characters(), max_size=400)  # lone surrogates and NUL too


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Fine-Tuning", "fine tuning"),
        ("fine_tuning", "fine tuning"),
        ("  Fine–tuning ", "fine tuning"),
        ("A/B test", "a b test"),
        ("Naïve Bayes", "naive bayes"),
        ("C++", "c++"),
        ("ＭＬＯｐｓ", "mlops"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("Don\u02bct", "don't"),
        ("model\u00ad\u2003drift¹", "model drift"),
        ("Đường", "duong"),
    ],
)
def test_spellings_of_one_name_have_one_key(name: str, key: str) -> None:
    assert name_key(name) == key


@given(ANY_TEXT)
def test_a_key_is_its_own_key_and_fits_its_column(name: str) -> None:
    key = name_key(name)
    assert name_key(key) == key
    assert len(key) <= KEY_CHARACTERS


@given(st.one_of(ANY_TEXT, st.just("a" * 10_000)))
def test_a_clean_query_can_be_stored_and_sent(text: str) -> None:
    query = clean_query(text)
    assert len(query) <= MAX_QUERY_CHARACTERS
    assert "\0" not in query
    assert clean_query(query) == query
    query.encode()


@given(ANY_TEXT)
def test_words_are_few_and_hold_no_signs(text: str) -> None:
    words = query_words(clean_query(text))
    assert len(words) <= MAX_WORDS
    assert not any(sign in word for word in words for sign in "\"'*()&|!:^-+ \\")


def test_words_that_say_nothing_count_only_alone() -> None:
    assert query_words("What is the model drift?") == ("model", "drift")
    assert query_words("who is it") == ("who", "is", "it")


@pytest.mark.parametrize(
    ("one", "many"), [("drift", "drifts"), ("policy", "policies"), ("batch", "batches")]
)
def test_singular_and_plural_lead_to_each_other(one: str, many: str) -> None:
    assert many in number_forms(one)
    assert one in number_forms(many)
    assert number_forms(one)[0] == one
    assert "los" not in number_forms("loss")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("注文が届く API", ("注文が届く", "api")),
        ("AI注文", ("ai", "注文")),
        ("हिन्दी शब्द", ("हिन्दी", "शब्द")),
        ("mo\u00addel dri\u200bft¹", ("model", "drift")),
    ],
)
def test_words_of_any_script(query: str, words: tuple[str, ...]) -> None:
    assert query_words(clean_query(query)) == words


def test_a_text_without_spaces_is_indexed_sign_by_sign() -> None:
    assert indexed("注文がAPI") == "注 文 が api"
    assert indexed("ต้นทุน") == "ต้ น ทุ น"
    assert loose_words(("模型漂移", "cost")) == ("模型", "型漂", "漂移", "cost")
