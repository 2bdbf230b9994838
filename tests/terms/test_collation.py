"""The order of names and the shelves of the A-Z, by language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terms.browse.facets import count_facets
from terms.browse.shelving import shelve_terms
from terms.models import Term
from terms.names.collation import AFTER, BEFORE, collation_of
from tests.world import make_term

ORDERS = {
    "de": ["Ähre", "Apfel", "Öl", "Ordnung", "Straße", "Zahl"],
    "sv": ["Apfel", "Zahl", "Åre", "Ähre", "Öl"],
    "ja": ["API", "アジャイル", "クラウド", "サービス", "ぱん", "本"],
    "ur": ["ابر", "بادل", "پروٹوکول", "ٹیسٹ", "کلاؤڈ", "API"],
}


@pytest.mark.parametrize("language", ORDERS)
def test_names_stand_in_the_order_of_the_language(language: str) -> None:
    order = ORDERS[language]

    assert sorted(set(order), key=collation_of(language).sort_key) == order


@pytest.mark.parametrize(
    ("language", "name", "shelf"),
    [
        ("en", "Drift", "d"),
        ("en", "Łódź", "l"),
        ("en", ".NET", "n"),
        ("en", "2FA", BEFORE),
        ("en", "+", BEFORE),
        ("en", "", BEFORE),
        ("en", "Đường", "d"),
        ("en", "Ærø", "a"),
        ("en", "“Shadow” mode", "s"),
        ("en", "Ωmega", AFTER),
        ("de", "Übung", "u"),
        ("sv", "Åre", "å"),
        ("cs", "chleba", "ch"),
        ("ja", "ガイド", "か"),
        ("ja", "ほん", "は"),
        ("ja", "本", AFTER),
        ("ja", "API", "a"),
        ("ur", "کلاؤڈ", "ک"),
        ("zh-hans", "云计算", "y"),
        ("ps", "ورېځ", "و"),
    ],
)
def test_shelves_are_those_of_the_language(language: str, name: str, shelf: str) -> None:
    collation = collation_of(language)

    assert collation.shelf(name) == shelf
    assert shelf in collation.shelves


@given(st.text(), st.sampled_from(["en", "ja", "ur", "th", "hu", "zh-hant"]))
def test_every_name_has_a_shelf_that_an_address_can_name(name: str, language: str) -> None:
    collation = collation_of(language)

    assert collation.shelf(name) in collation.shelves
    assert max(map(len, collation.shelves)) <= Term._meta.get_field("initial").max_length


@pytest.mark.django_db
def test_a_reading_decides_the_place_and_another_language_moves_all(settings) -> None:
    settings.CONTENT_LANGUAGE = "ja"
    book = make_term(slug="book", title="本", reading="ほん")
    make_term(slug="swedish", title="Ärende")

    assert book.initial == "は"
    assert [term.slug for term in Term.objects.all()] == ["swedish", "book"]

    settings.CONTENT_LANGUAGE = "sv"
    shelve_terms()

    assert Term.objects.get(slug="swedish").initial == "ä"
    assert Term.objects.get(slug="book").initial == AFTER


@pytest.mark.django_db
def test_the_index_shows_its_own_letters(client, settings) -> None:
    settings.CONTENT_LANGUAGE = "ja"
    make_term(slug="cloud", title="クラウド")

    assert count_facets().letters == {"か": 1}
    for typed in ("か", "が", "ク"):
        assert "クラウド" in client.get("/terms/", {"letter": typed}).text
    assert client.get("/terms/?letter=д").status_code == 400
