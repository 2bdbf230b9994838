"""Search: the exact name first, every string legal."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from terms.models import Term
from terms.search import clean_query, search_terms
from tests.factories import make_term

pytestmark = pytest.mark.django_db


def found(query: str) -> list[str]:
    terms = search_terms(Term.objects.for_list(), clean_query(query))
    return [term.slug for term in terms]


def test_an_exact_name_comes_first() -> None:
    make_term(slug="guide", title="A guide to drift", abbreviation="", tldr="About drift.")
    make_term(slug="drift", title="Model drift", abbreviation="", aliases=("drift", "decay"))
    make_term(slug="mlops", explanation="Watch for drift.")
    assert found("drift") == ["drift", "guide", "mlops"]
    assert found("DECAY") == ["drift"]


def test_an_abbreviation_finds_its_term_before_longer_titles() -> None:
    make_term(slug="llmops", title="LLMOps", abbreviation="", tldr="More than MLOps.")
    make_term(slug="mlops")
    assert found("mlops") == ["mlops", "llmops"]


def test_every_word_must_be_found_somewhere() -> None:
    make_term(tldr="Running models well.", where_used="In a bank.")
    assert found("models bank") == ["mlops"]
    assert found("models hospital") == []


def test_drafts_are_not_found() -> None:
    make_term(status=Term.Status.DRAFT)
    assert found("mlops") == []


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60
)
@given(st.text(max_size=400))
def test_any_string_is_a_legal_query(query: str) -> None:
    assert isinstance(found(query), list)


@pytest.mark.parametrize(
    "query", ["%", "_", "'; DROP TABLE", '"', "*", "a" * 10_000, "مرحبا", "🤖"]
)
def test_wildcards_and_quotes_are_only_characters(query: str) -> None:
    make_term()
    assert found(query) in ([], ["mlops"])
    assert found("%") == []
