"""The call in the reader's calendar: put there, moved, taken out, and safe to read."""

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from pytest_django import Settings

from advisory.invitations import calendar_file
from advisory.models import CallRequest
from advisory.requests import accept, decline, withdraw
from tests.world import asked, make_advisor

SITE = "https://glossary.example/"
SOON = datetime.timedelta(days=2)


def made(**changes: Any) -> CallRequest:
    """An accepted call that is not stored."""
    now = timezone.now()
    fields = {"name": "Rita Reader", "email": "rita@example.org", "message": "Our margin.", "pk": 7}
    accepted = {"accepted_time": now, "changed_at": now, "state": "accepted", "place": "Room 1"}
    return CallRequest(**fields | accepted | changes)


def event_of(file: bytes) -> Any:
    [event] = Calendar.from_ical(file).walk("VEVENT")
    return event


def is_allowed(file: bytes) -> bool:
    """RFC 5545, 3.1: no control character but a tab, lines end in CRLF, none has over 75 octets."""
    lines = file.split(b"\r\n")
    for line in lines:
        line.decode()  # no character is cut
    text = file.replace(b"\r\n", b"")
    controls = {*range(0x20), 0x7F} - {0x09}
    return not controls & set(text) and all(len(line) <= 75 for line in lines)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("bell \a here", "bell  here"),
        ("a\vb\fc", "abc"),
        ("one\rtwo\r\nthree\nfour", "one\ntwo\nthree\nfour"),
        ("delete \x7f, next line \x85, escape \x1b[2J", "delete , next line , escape [2J"),
        ("tab\tstays; so do commas, \\ and é", "tab\tstays; so do commas, \\ and é"),
        ("ü" * 200 + "😀" * 100, "ü" * 200 + "😀" * 100),
    ],
)
def test_no_text_brings_a_control_character_into_a_calendar(text: str, read: str) -> None:
    file = calendar_file(made(message=text, name=text, place=text), SITE)
    assert is_allowed(file)
    event = event_of(file)
    assert event["description"] == read
    assert event["location"] == read
    assert "\r" not in event["attendee"].params["cn"]


@given(st.text(max_size=300), st.text(max_size=120), st.text(max_size=60))
def test_whatever_was_typed_is_a_calendar_file(message: str, name: str, email: str) -> None:
    file = calendar_file(made(message=message, name=name, email=email, place=name), SITE)
    assert is_allowed(file)
    assert event_of(file)["summary"] == "Advisory call"


def test_a_control_character_in_an_address_stays_out(settings: Settings) -> None:
    settings.ADVISORY_EMAIL = '"a\x07b"@example.org'
    assert is_allowed(calendar_file(made(email='"x\x0b\ry"@example.org'), SITE))


@pytest.mark.parametrize(
    ("place", "url"),
    [
        ("+49 30 1234567", None),
        ("Room 4, Main Street 1", None),
        ("https://meet.example.org/ada", "https://meet.example.org/ada"),
        ("Join https://meet.example.org/a?b=c&d, or call", "https://meet.example.org/a?b=c&d"),
        ("javascript:alert(1)", None),
    ],
)
def test_where_it_takes_place_is_in_the_file(place: str, url: str | None) -> None:
    event = event_of(calendar_file(made(place=place), SITE))
    assert event["location"] == place
    assert event.get("url") == url


@pytest.mark.django_db
@pytest.mark.parametrize("end", [withdraw, decline])
def test_a_call_that_is_off_takes_itself_out_of_the_calendar(client: Client, end: Any) -> None:
    call = asked()
    page = call.get_absolute_url()
    assert client.get(f"{page}call.ics").status_code == 404, "it has no time yet"
    accept(call, timezone.now() + SOON, "Room 1")
    put = event_of(client.get(f"{page}call.ics").content)
    assert end(call)
    response = client.get(f"{page}call.ics")
    assert Calendar.from_ical(response.content)["method"] == "CANCEL"
    gone = event_of(response.content)
    assert (gone["uid"], gone["status"]) == (put["uid"], "CANCELLED")
    assert gone["sequence"] > put["sequence"]
    assert "Take it out of your calendar" in client.get(page).text
    assert "Room 1" not in client.get(page).text


@pytest.mark.django_db
def test_a_call_has_one_name_and_rising_numbers_wherever_its_file_comes_from(
    client: Client, settings: Settings
) -> None:
    make_advisor(slot_minutes=45)
    call = asked()
    files = []
    for place, site in (("Room 1", "https://old.example"), ("Room 2", "https://new.example")):
        accept(call, timezone.now() + SOON, place)
        files.append(calendar_file(call, site))
    settings.SITE_URL = "https://newer.example"
    withdraw(call)
    files.append(client.get(f"{call.get_absolute_url()}call.ics").content)
    events = [event_of(file) for file in files]
    assert {event["uid"] for event in events} == {call.calendar_uid}
    assert [event["sequence"] for event in events] == [1, 2, 3]
    assert [Calendar.from_ical(file)["method"] for file in files] == [
        "REQUEST",
        "REQUEST",
        "CANCEL",
    ]
    assert {event["duration"].dt for event in events} == {datetime.timedelta(minutes=45)}
    assert events[0]["organizer"].startswith("MAILTO:")
    assert events[0]["attendee"].params["partstat"] == "ACCEPTED"


@pytest.mark.django_db
def test_what_was_never_accepted_has_nothing_to_take_out(client: Client) -> None:
    call = asked()
    withdraw(call)
    assert client.get(f"{call.get_absolute_url()}call.ics").status_code == 404
    assert "calendar" not in client.get(call.get_absolute_url()).text


@pytest.mark.django_db
def test_a_call_that_has_taken_place_stays_in_the_calendar(client: Client) -> None:
    call = asked(state="done", accepted_time=timezone.now())
    response = client.get(f"{call.get_absolute_url()}call.ics")
    assert Calendar.from_ical(response.content)["method"] == "REQUEST"


@pytest.fixture
def advisor(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("boss"))
    return client


def answer(advisor: Client, call: CallRequest, **fields: Any) -> Any:
    return advisor.post(f"/admin/advisory/callrequest/{call.pk}/change/", fields)


@pytest.mark.django_db
def test_who_accepts_says_where_and_the_reader_is_told(advisor: Client) -> None:
    call = asked(first_choice=SOON)
    response = answer(advisor, call, answer="time-0")
    assert "Say where: a phone number, a link or an address." in response.text
    link = "https://meet.example.org/ada?x=<1>"
    assert answer(advisor, call, answer="time-0", place=link).status_code == 302
    [message] = mail.outbox
    assert f"Where it takes place: {link}" in message.body
    page = Client().get(call.get_absolute_url()).text
    assert 'href="https://meet.example.org/ada?x=%3C1%3E"' in page or "&lt;1&gt;" in page
    assert "<1>" not in page


@pytest.mark.django_db
@pytest.mark.parametrize("place", ["", "  ", "x" * 301, "two\nlines", "bell \a"])
def test_a_place_that_cannot_be_is_refused(advisor: Client, place: str) -> None:
    call = asked(first_choice=SOON)
    assert answer(advisor, call, answer="time-0", place=place).status_code == 200
    call.refresh_from_db()
    assert call.state == "new"


@pytest.mark.django_db
def test_only_the_place_may_change_and_the_calendar_hears_of_it(advisor: Client) -> None:
    call = asked()
    accept(call, timezone.now() + SOON, "Room 1")
    before, sequence = call.accepted_time, call.sequence
    assert 'value="keep"' in advisor.get(f"/admin/advisory/callrequest/{call.pk}/change/").text
    answer(advisor, call, answer="keep", place="Room 2", seen=sequence)
    call.refresh_from_db()
    assert (call.accepted_time, call.place) == (before, "Room 2")
    [message] = mail.outbox
    event = event_of(message.attachments[0][1])
    assert (event["location"], event["sequence"]) == ("Room 2", sequence + 1)


@pytest.mark.django_db
def test_the_usual_place_is_filled_in(advisor: Client, settings: Settings) -> None:
    settings.ADVISORY_CALL_PLACE = "https://meet.example.org/usual"
    page = advisor.get(f"/admin/advisory/callrequest/{asked(first_choice=SOON).pk}/change/").text
    assert 'value="https://meet.example.org/usual"' in page


@pytest.mark.django_db
def test_what_was_shared_once_is_not_told_again(advisor: Client, settings: Settings) -> None:
    settings.ADVISORY_EMAIL = "advisor@example.org"
    call = asked(first_choice=SOON, shared="Maturity level: 2 of 7")
    answer(advisor, call, answer="time-0", place="Room 1")
    Client().post(call.get_absolute_url())
    assert len(mail.outbox) == 3
    assert not any("2 of 7" in message.body for message in mail.outbox)
