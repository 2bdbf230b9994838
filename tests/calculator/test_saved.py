"""Calculations that a learner keeps."""

from html import unescape

import pytest
from django.test import Client

from calculator.models import SavedCalculation

pytestmark = pytest.mark.django_db
STATE = (
    "model_1=openai%2Fgpt-4o&input_1=100&output_1=10&users=5&requests_per_user=2&price_per_user=1"
)


def save(client: Client, name: str = "Chat", state: str = STATE) -> int:
    return client.post("/calculator/saved/new/", {"name": name, "state": state}).status_code


def test_a_read_keeps_nothing_and_sets_no_cookie(client: Client) -> None:
    response = client.get("/calculator/saved/")
    assert response.status_code == 200
    assert not response.cookies
    assert "There are none yet" in response.text


def test_it_is_saved_listed_compared_and_deleted(client: Client) -> None:
    assert save(client) == 302
    assert save(client, "Search", STATE.replace("users=5", "users=6")) == 302
    page = client.get("/calculator/saved/").text
    assert page.index("Search") < page.index("Chat")
    assert "Compare the latest side by side" in page
    beside = unescape(page.split("/calculator/compare/?")[1].split('"')[0])
    compared = client.get(f"/calculator/compare/?{beside}").text
    assert [compared.count(f'__source">{name}<') for name in ("Search", "Chat")] == [1, 1]
    assert '__source">Chat<' not in Client().get(f"/calculator/compare/?{beside}").text
    saved = SavedCalculation.objects.get(name="Chat")
    assert client.get(f"/calculator/?{saved.query}").status_code == 200
    assert client.post(f"/calculator/saved/{saved.pk}/delete/").status_code == 302
    assert list(SavedCalculation.objects.values_list("name", flat=True)) == ["Search"]


def test_the_same_name_is_saved_anew(client: Client) -> None:
    save(client)
    save(client, state=STATE.replace("users=5", "users=9"))
    assert "users=9" in SavedCalculation.objects.get().query


@pytest.mark.parametrize(
    ("name", "state"), [("", STATE), ("x" * 81, STATE), ("Chat", "users=x"), ("Chat", "preset=no")]
)
def test_what_has_no_name_or_no_result_is_refused(client: Client, name: str, state: str) -> None:
    assert save(client, name, state) == 400
    assert not SavedCalculation.objects.exists()


def test_nobody_sees_or_deletes_anothers(client: Client) -> None:
    save(client)
    stranger = Client()
    assert "Chat" not in stranger.get("/calculator/saved/").text
    saved = SavedCalculation.objects.get()
    assert stranger.post(f"/calculator/saved/{saved.pk}/delete/").status_code == 404
    assert SavedCalculation.objects.exists()


def test_it_is_resumed_and_goes_with_its_learner(client: Client) -> None:
    save(client)
    assert "Saved calculations" in client.get("/me/").text
    data = client.get("/me/data.json")
    if data.status_code == 200:
        assert data.json()["calculator.savedcalculation"][0]["name"] == "Chat"
    client.post("/me/forget/")
    assert not SavedCalculation.objects.exists()


def test_addresses_that_take_posts_lead_on(client: Client) -> None:
    for path in ("/calculator/saved/new/", "/calculator/saved/1/delete/"):
        assert client.get(path)["Location"] == "/calculator/saved/"
