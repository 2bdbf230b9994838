"""My devices: a code joins another one, each is listed, named and signed out, by its learner alone."""

import datetime
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from glossary_site.web.limits import CODES_PER_ADDRESS
from learners.devices.challenges import LASTS
from learners.devices.joining import JOINING
from learners.models import Device, Learner, RecoveryCode
from terms.models import ChecklistTick
from tests.html import one_line
from tests.world import make_checklist_item, make_term

pytestmark = pytest.mark.django_db
DEVICES, CODE = "/me/devices/", "/me/devices/code/"
JOIN, CONFIRM = "/me/devices/join/", "/me/devices/join/confirm/"
JOINED = f"{DEVICES}?joined=1"


def tick(client: Client, key: str = "log-it") -> None:
    assert client.post("/terms/mlops/checklist/", {"item": key}).status_code == 302


def words_for(client: Client) -> str:
    return " ".join(client.post(CODE).context["words"])


def enter(client: Client, words: str) -> Any:
    return client.post(JOIN, {"words": words})


def learner_of(client: Client) -> Learner:
    return Learner.objects.get(pk=client.session["learner_id"])


@pytest.fixture
def laptop() -> Client:
    """A device that has ticked an item."""
    term = make_term()
    make_checklist_item(term)
    make_checklist_item(term, key="alert", text="Alert.")
    client = Client()
    tick(client)
    return client


def test_a_stranger_sees_the_page_and_gets_no_cookie(client: Client) -> None:
    response = client.get(DEVICES)
    assert "Make a code" in response.text
    assert "Signed in" not in response.text
    assert not response.cookies
    assert client.get(JOIN).status_code == 200
    assert not Session.objects.exists()


def test_a_new_device_is_joined_in_two_steps(laptop: Client) -> None:
    page = laptop.post(CODE)
    assert one_line(page.text).count("<li>") >= 12
    assert "http://testserver/me/devices/join/" in page.text
    phone = Client()
    response = enter(phone, " ".join(page.context["words"]))
    assert response["Location"] == JOINED
    assert "1 of 2 done" in phone.get("/terms/mlops/").text
    listed = phone.get(JOINED).text
    assert "This device is joined" in listed
    assert one_line(listed).count('<li class="devices__item">') == 2
    tick(phone, "alert")
    assert "2 of 2 done" in laptop.get("/terms/mlops/").text


def test_a_device_with_state_sees_first_what_is_joined(laptop: Client) -> None:
    phone = Client()
    tick(phone, "alert")
    old = learner_of(phone).pk
    assert enter(phone, words_for(laptop))["Location"] == CONFIRM
    assert Learner.objects.count() == 2, "nothing is joined unseen"
    page = one_line(phone.get(CONFIRM).text)
    for of_whom in ("This device", "The other"):
        assert f'<td class="number" data-label="{of_whom}">1</td>' in page
    assert phone.post(CONFIRM, {"learner": str(old)})["Location"] == JOINED
    assert learner_of(phone) == learner_of(laptop) == Learner.objects.get()
    assert ChecklistTick.objects.count() == 2
    assert "2 of 2 done" in laptop.get("/terms/mlops/").text
    assert phone.post(CONFIRM)["Location"] == JOINED, "a second click changes nothing"
    assert ChecklistTick.objects.count() == 2


def test_all_devices_of_the_joined_one_come_along(laptop: Client) -> None:
    phone, tablet = Client(), Client()
    tick(phone, "alert")
    enter(tablet, words_for(phone))
    enter(phone, words_for(laptop))
    phone.post(CONFIRM)
    assert learner_of(tablet) == learner_of(laptop)
    assert "2 of 2 done" in tablet.get("/terms/mlops/").text
    assert Device.objects.filter(learner=learner_of(laptop)).count() == 3


def test_a_tab_from_before_the_joining_goes_on(laptop: Client) -> None:
    phone, stranger = Client(), Client()
    tick(phone, "alert")
    old = str(learner_of(phone).pk)
    enter(phone, words_for(laptop))
    phone.post(CONFIRM)
    sent = {"shown-alert": "on", "learner": old}
    assert phone.post("/terms/mlops/checklist/", sent).status_code == 302
    assert "1 of 2 done" in laptop.get("/terms/mlops/").text
    tick(stranger)
    for number in (old, "x"):
        forged = stranger.post("/terms/mlops/checklist/", {**sent, "learner": number})
        assert forged.status_code == 409, "no number of theirs"


def test_a_session_that_was_written_over_finds_the_joined_learner(laptop: Client) -> None:
    """A request of the joined device that was under way writes its old session after the joining."""
    phone = Client()
    tick(phone, "alert")
    session = phone.session
    enter(phone, words_for(laptop))
    phone.post(CONFIRM)
    session.save()
    assert phone.post("/terms/mlops/checklist/", {"item": "alert"}).status_code in {302, 409}
    tick(phone, "alert")
    assert learner_of(phone) == learner_of(laptop)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "Enter the twelve words"),
        ("abandon about", "There are 2 words; a code has 12."),
        ("abandon " * 12, "together they are not a code"),
        ("abandon " * 11 + "abuot", "Did you mean “about”?"),
        ("abandon " * 11 + "qqqqq", "“qqqqq” is not on the list of words."),
        ("abandon " * 11 + "about", "This code is not known here"),
        ("<b>" * 200, "at most 400"),
    ],
)
def test_a_wrong_code_is_told_what_is_wrong(client: Client, words: str, said: str) -> None:
    response = enter(client, words)
    assert response.status_code == 422
    assert said in response.text
    assert not Learner.objects.exists()
    assert not response.cookies


def test_a_code_is_stored_as_a_digest_and_replaced_and_revoked(laptop: Client) -> None:
    first, second = words_for(laptop), words_for(laptop)
    kept = RecoveryCode.objects.get()
    assert kept.digest.startswith(kept.lookup)
    assert not set(second.split()) & set(f"{kept.lookup} {kept.digest}".split())
    assert "code-words" not in laptop.get(DEVICES).text
    assert enter(Client(), first).status_code == 422
    assert enter(Client(), second).status_code == 302
    assert laptop.post(f"{CODE}revoke/")["Location"] == DEVICES
    assert enter(Client(), second).status_code == 422
    assert not RecoveryCode.objects.exists()


def test_codes_are_tried_twenty_times_an_hour(client: Client, settings: Settings) -> None:
    settings.RATE_LIMITS = True
    cache.clear()
    for _ in range(CODES_PER_ADDRESS):
        assert enter(client, "abandon").status_code == 422
    refused = enter(client, "abandon")
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) <= 3600
    cache.clear()


def test_what_was_proved_expires(laptop: Client) -> None:
    phone = Client()
    tick(phone, "alert")
    enter(phone, words_for(laptop))
    session = phone.session
    long_ago = timezone.now() - LASTS - datetime.timedelta(seconds=1)
    session[JOINING] = [session[JOINING][0], long_ago.isoformat()]
    session.save()
    assert phone.get(CONFIRM)["Location"] == JOIN
    assert phone.post(CONFIRM)["Location"] == JOIN
    assert Learner.objects.count() == 2
    assert Client().post(CONFIRM)["Location"] == JOIN, "a stranger proved nothing"


def test_a_device_has_a_name_and_days(laptop: Client) -> None:
    device = Device.objects.get()
    assert device.first_seen_on == device.seen_on == timezone.now().date()
    laptop.post(f"{DEVICES}{device.pk}/name/", {"name": "Laptop <1>"})
    assert "Laptop &lt;1&gt;" in laptop.get(DEVICES).text
    laptop.post(f"{DEVICES}{device.pk}/name/", {"name": "x" * 61})
    assert Device.objects.get().name == "Laptop <1>"
    assert "session" not in laptop.get("/me/data.json").json()["learners.device"][0]


def test_somebody_elses_device_is_none_of_yours(laptop: Client) -> None:
    device, other = Device.objects.get(), Client()
    tick(other)
    for action in ("name", "sign-out"):
        for client in (other, Client()):
            address = f"{DEVICES}{device.pk}/{action}/"
            assert client.post(address, {"name": "mine"}).status_code == 404
    assert Device.objects.get(pk=device.pk).name == ""
    assert Device.objects.count() == 2


def test_a_lost_device_is_signed_out_from_another(laptop: Client) -> None:
    phone = Client()
    enter(phone, words_for(laptop))
    lost = Device.objects.get(session=phone.session.session_key)
    laptop.post(f"{DEVICES}{lost.pk}/sign-out/")
    assert "0 of 2 done" in phone.get("/terms/mlops/").text
    assert "nothing stored about you" in phone.get("/me/").text
    assert "1 of 2 done" in laptop.get("/terms/mlops/").text


def test_signing_out_here_leaves_the_data_where_something_leads_back(laptop: Client) -> None:
    device = Device.objects.get()
    assert "Sign out here" not in laptop.get(DEVICES).text
    laptop.post(f"{DEVICES}{device.pk}/sign-out/")
    assert "1 of 2 done" in laptop.get("/terms/mlops/").text, "nothing would lead back"
    words = words_for(laptop)
    assert "Sign out here" in laptop.get(DEVICES).text
    response = laptop.post(f"{DEVICES}{device.pk}/sign-out/")
    assert response["Clear-Site-Data"] == '"storage"', "nothing stays in the browser"
    assert "nothing stored about you" in laptop.get("/me/").text
    assert ChecklistTick.objects.count() == 1
    enter(laptop, words)
    assert "1 of 2 done" in laptop.get("/terms/mlops/").text


def test_forgetting_signs_every_device_out(laptop: Client) -> None:
    phone = Client()
    enter(phone, words_for(laptop))
    phone.post("/me/forget/")
    assert "nothing stored about you" in laptop.get("/me/").text
    for kind in (Learner, Device, RecoveryCode, Session):
        assert not kind.objects.exists()


def test_a_code_keeps_what_no_session_leads_to_for_a_year(laptop: Client) -> None:
    words = words_for(laptop)
    Session.objects.all().delete()
    call_command("forget_learner", "--expired")
    assert enter(Client(), words).status_code == 302
    Session.objects.all().delete()
    long_ago = timezone.now().date() - datetime.timedelta(days=366)
    Learner.objects.update(seen_on=long_ago)
    call_command("forget_learner", "--expired")
    assert not Learner.objects.exists()


@pytest.mark.parametrize(
    "path", [f"{CODE}", f"{CODE}revoke/", f"{DEVICES}1/name/", f"{DEVICES}1/sign-out/"]
)
def test_an_address_that_takes_forms_leads_to_the_page(client: Client, path: str) -> None:
    assert client.get(path)["Location"] == DEVICES
    assert client.put(path).status_code == 405
