"""A site in German: words, numbers, money and dates; addresses and figures stay what they are."""

import re
from html import unescape

import pytest
from django.test import Client

from tests.words.page_text import read_page
from tests.world import make_cost_scenario, make_figure, make_source, make_term

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("german")]
STATE = {
    "name_1": "Eins",
    "share_1": "70%",
    "price_1": "$0.0125",
    "name_2": "Zwei",
    "share_2": "0.3",
    "price_2": "0.3",
    "users": "1000",
    "requests_per_user": "12.5",
    "price_per_user": "$29",
}


def text_of(html: str) -> str:
    return " ".join(one.text.replace("\xa0", " ") for one in read_page(html))


def test_the_page_says_which_language_it_is_in(client: Client) -> None:
    html = client.get("/").text
    assert '<html lang="de" dir="ltr">' in html
    assert "Zum Inhalt springen" in html


def test_prose_says_that_it_is_in_english(client: Client) -> None:
    make_term(explanation="It carries DevOps over.")
    html = client.get("/terms/mlops/").text
    assert '<p lang="en" dir="ltr">It carries DevOps over.</p>' in html
    assert "Zum Inhalt springen" in html


def test_a_browser_that_prefers_english_gets_the_same_bytes(client: Client) -> None:
    german = client.get("/terms/", headers={"Accept-Language": "de"})
    english = client.get("/terms/", headers={"Accept-Language": "en"})
    assert german.content == english.content
    assert "Accept-Language" not in english.headers.get("Vary", "")


def test_money_and_numbers_are_written_the_german_way(client: Client) -> None:
    """A request costs 0.7 × 0.0125 + 0.3 × 0.3 = 0.09875, and a month 12,500 of them."""
    text = text_of(client.get("/calculator/", STATE).text)
    assert "Eine Anfrage kostet 0,09875 $. Ein Monat kostet 1.234,38 $" in text
    assert "das sind 4,3 % des Umsatzes, und die Bruttomarge ist 95,7 %." in text
    assert "0,09875 $ × 1.000 × 12,5" in text
    assert "100×" in text


def test_addresses_and_fields_are_the_same_in_every_language(client: Client) -> None:
    html = client.get("/calculator/", STATE).text
    for name, value in STATE.items():
        assert re.search(rf'name="{name}" value="{re.escape(value)}"', html), name
    [shared] = re.findall(r'href="/calculator/embed/(\?[^"]+)"', html)
    widget = client.get(f"/calculator/embed/{unescape(shared)}").text
    assert "1.234,38\xa0$" in widget


def test_a_preset_fills_the_fields_with_what_they_take(client: Client) -> None:
    make_cost_scenario(make_term())
    html = client.get("/calculator/?preset=mlops").text
    assert 'name="users" value="50000"' in html
    assert 'name="price_per_user" value="$29.00"' in html
    assert "Bruttomarge" in text_of(html)


def test_dates_are_written_the_german_way(client: Client) -> None:
    term = make_term()
    make_figure(term, as_of="2026-03", source=make_source(published="2025-12-24"))
    text = text_of(client.get("/terms/mlops/").text)
    assert "Stand 22. November 2026" in text
    assert "Schätzung aus der Praxis, März 2026" in text
    assert "(24. Dezember 2025)" in text


def test_a_wrong_number_is_refused_in_german(client: Client) -> None:
    response = client.get("/calculator/", STATE | {"price_1": "viel"})
    assert response.status_code == 422
    assert "„viel“ ist keine Zahl." in response.text


def test_djangos_own_messages_are_german_too(client: Client) -> None:
    response = client.post("/advisory/", {"name": "A", "email": "no", "message": "B"})
    assert "Bitte gültige E-Mail-Adresse eingeben." in response.text
