"""The start page: the glossary's first term, and the others."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from tests.world import make_glossary, make_term

pytestmark = pytest.mark.django_db
FEATURED = 'id="featured-title"'


def test_the_glossarys_first_term_is_featured(client: Client) -> None:
    make_glossary(first_term="drift")
    for slug in ("drift", "mlops"):
        make_term(slug=slug, title=f"What is {slug}?", abbreviation="")
    page = client.get("/").text
    assert page.count(FEATURED) == 1
    assert page.index('href="/terms/drift/"') < page.index('href="/terms/mlops/"')
    assert page.count('href="/terms/drift/"') == 2  # its title, and the way on


def test_a_glossary_without_a_first_term_features_none(client: Client) -> None:
    make_glossary()
    make_term()
    page = client.get("/").text
    assert FEATURED not in page
    assert 'href="/terms/mlops/"' in page


def test_a_first_term_must_exist() -> None:
    glossary = make_glossary(first_term="nothing")
    with pytest.raises(ValidationError, match="nothing"):
        glossary.full_clean()
    make_term(slug="nothing")
    glossary.full_clean()
    glossary.start_with = "nothing never"
    with pytest.raises(ValidationError, match="never"):
        glossary.full_clean()
    glossary.start_with = "nothing " * 9
    with pytest.raises(ValidationError, match="at most 8"):
        glossary.full_clean()
