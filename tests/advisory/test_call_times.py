"""The times that are offered on the reader's clock, and the city that says which clock that is."""

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from advisory.models import CallRequest
from advisory.times.places import choose_place, find_places
from glossary_site.time_zones import canonical_zone
from tests.world import FUTURE, asked, filled_in, make_advisor

DAILY = {"time_zone": "Europe/Berlin", "hours": "Mon-Sun 09:00-11:00", "lead_hours": 0}


@pytest.mark.parametrize(
    ("text", "label", "zone"),
    [
        ("Mumbai", "Mumbai, India", "Asia/Kolkata"),
        ("berlin", "Berlin, Germany", "Europe/Berlin"),
        ("New York", "New York, United States", "America/New_York"),
        ("Mumbai, India", "Mumbai, India", "Asia/Kolkata"),
        ("  sao paulo ", "São Paulo, Brazil", "America/Sao_Paulo"),
        ("München", "Munich, Germany", "Europe/Berlin"),
        ("Bombay", "Mumbai, India", "Asia/Kolkata"),
        ("Asia/Calcutta", "Kolkata, India", "Asia/Kolkata"),
        ("US/Pacific", "Los Angeles, United States", "America/Los_Angeles"),
        ("utc", "UTC", "UTC"),
        ("India", "Mumbai, India", "Asia/Kolkata"),
    ],
)
def test_a_city_is_found_by_what_people_write(text: str, label: str, zone: str) -> None:
    place = find_places(text, "en")[0]
    assert (str(place), place.zone_name) == (label, zone)


def test_cities_of_one_name_are_told_apart_and_unknown_ones_are_said() -> None:
    london = choose_place("London", "", "", "en")
    assert str(london.place) == "London, United Kingdom"
    assert [str(one) for one in london.others] == ["London, Canada"]
    nowhere = choose_place("Atlantis", "Asia/Kolkata", "", "en")
    assert (nowhere.unknown, nowhere.place.zone_name) == ("Atlantis", "Asia/Kolkata")
    guess = choose_place("", "", "Europe/Berlin", "en")
    assert (guess.is_guess, guess.place.city) == (True, "Berlin")
    assert find_places("", "en") == find_places("\0\u200b", "en") == []


def test_each_zone_has_one_name() -> None:
    names = {canonical_zone(name) for name in ("Asia/Calcutta", "Asia/Kolkata", "India/None")}
    assert names == {"Asia/Kolkata", None}
    assert {canonical_zone(name) for name in ("UTC", "Etc/UTC", "GMT")} == {"UTC"}
    assert canonical_zone("../../etc/passwd") is None
    assert str(find_places("Wien", "de")[0]) == "Wien, Österreich"


pytestmark = pytest.mark.django_db


def values(page: str) -> list[str]:
    return re.findall(r'name="times"\s+value="([^"]+)"', page)


def test_times_are_offered_on_the_readers_clock(client: Client) -> None:
    make_advisor(**DAILY)
    page = client.get("/advisory/", {"city": "Mumbai"}).text
    assert "those of <strong>Mumbai, India</strong>" in page
    offered = values(page)
    assert 20 * 4 <= len(offered) <= 21 * 4
    first = datetime.datetime.fromisoformat(offered[0])
    local = first.astimezone(datetime.timezone(datetime.timedelta(hours=5, minutes=30)))
    assert f"{local:%H:%M}" in page
    assert "Other times that suit you" in page
    assert 'value="Asia/Kolkata" form="call-request"' in page


def test_htmx_gets_the_times_alone_with_what_was_picked_and_typed(client: Client) -> None:
    make_advisor(**DAILY)
    picked = values(client.get("/advisory/").text)[5]
    sent = {
        "city": "",
        "time_zone": "Asia/Calcutta",
        "times": picked,
        "first_choice": f"{FUTURE}T14:00",
    }
    part = client.get("/advisory/", sent, headers={"HX-Request": "true"}).text
    assert "<html" not in part
    assert re.search(rf'value="{picked}"\s+form="call-request"\s+checked', part)
    assert f'value="{FUTURE}T14:00"' in part
    assert "Kolkata, India" in part
    assert "autofocus" not in part, "nobody searched"
    assert "data-own-zone" not in part
    assert "autofocus" in client.get("/advisory/?city=Mumbai", headers={"HX-Request": "true"}).text


def test_three_picked_and_typed_ones_are_kept(client: Client) -> None:
    make_advisor(**DAILY)
    first, second, *_rest = values(client.get("/advisory/").text)
    sent: dict[str, Any] = filled_in(time_zone="Asia/Kolkata", first_choice=f"{FUTURE}T14:00")
    assert client.post("/advisory/", sent | {"times": [second, first]}).status_code == 302
    call = CallRequest.objects.get()
    expected = [datetime.datetime.fromisoformat(one) for one in (second, first)]
    assert list(call.choices[:2]) == expected
    assert call.third_choice is not None
    assert f"{call.third_choice:%H:%M}" == "08:30"


@pytest.mark.parametrize("number", [4, 3])
def test_more_than_three_are_refused(client: Client, number: int) -> None:
    make_advisor(**DAILY)
    picked = values(client.get("/advisory/").text)[:number]
    sent: dict[str, Any] = filled_in(first_choice=f"{FUTURE}T14:00") | {"times": picked}
    response = client.post("/advisory/", sent)
    assert response.status_code == 422
    assert "Choose at most three times" in response.text
    assert len(re.findall("checked", response.text)) == number


def test_what_is_typed_twice_or_offered_no_more_is_refused(client: Client) -> None:
    make_advisor(**DAILY)
    picked = values(client.get("/advisory/").text)[4]
    typed = picked.removesuffix("Z")
    sent: dict[str, Any] = filled_in(second_choice=typed) | {"times": [picked]}
    assert "You gave this time already." in client.post("/advisory/", sent).text
    for gone in ("2020-01-01T10:00Z", "soon", "2999-01-01T10:00Z"):
        response = client.post("/advisory/", filled_in() | {"times": gone})
        assert "no longer free" in response.text
    assert not CallRequest.objects.exists()


def test_what_is_taken_is_not_offered(client: Client) -> None:
    make_advisor(**DAILY)
    before = values(client.get("/advisory/").text)
    at = datetime.datetime.fromisoformat(before[6])
    asked(state="accepted", accepted_time=at)
    assert set(before) - set(values(client.get("/advisory/").text)) == {before[6]}


def test_without_hours_times_are_typed(client: Client) -> None:
    make_advisor()
    page = client.get("/advisory/").text
    assert not values(page)
    assert re.search(r'<details class="disclosure" open>\s*<summary>\s*Times that suit you', page)
    assert 'data-own-zone="UTC"' in page


def test_the_list_below_the_field_follows_what_is_typed(client: Client) -> None:
    page = client.get("/advisory/cities/", {"city": "mum"}).text
    assert '<option value="Mumbai, India">Asia/Kolkata</option>' in page
    assert page.count("<option") <= 8
    assert "<option" not in client.get("/advisory/cities/").text
    with translation.override("de"):
        assert "Indien" in client.get("/advisory/cities/", {"city": "mum"}).text


def test_a_zone_is_stored_by_its_canonical_name(client: Client) -> None:
    client.post("/advisory/", filled_in(time_zone="US/Pacific"))
    assert CallRequest.objects.get().time_zone == "America/Los_Angeles"
    assert timezone.get_current_timezone_name() == "UTC"
