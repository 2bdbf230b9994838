"""The advisor's page, the request for a call, and what becomes of it."""

import datetime
import time
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from pytest_django import Settings

from advisory.forms import FASTEST_S, OPEN_FOR_S, opening_stamp
from advisory.models import CallRequest, Handover, Origin
from advisory.requests import accept, decline
from tests.world import FUTURE, asked, filled_in, make_advisor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def told(settings: Settings) -> None:
    settings.ADVISORY_EMAIL = "advisor@example.org"


def test_the_page_shows_the_advisor_and_the_form(client: Client) -> None:
    make_advisor()
    response = client.get("/advisory/")
    assert response.status_code == 200
    assert "Ada Visor" in response.text
    assert 'id="call-request"' in response.text
    assert not response.cookies
    assert "private" in response["Cache-Control"], "the form says when it was shown"


def test_a_request_is_stored_told_and_has_a_page_of_its_own(client: Client) -> None:
    response = client.post("/advisory/", filled_in(), follow=True)
    assert "Your request is stored" in response.text
    assert "noindex" in response.text
    call = CallRequest.objects.get()
    assert (call.name, call.state, call.origin) == ("Rita Reader", "new", Origin.DIRECT)
    to_advisor, to_reader = mail.outbox
    assert to_advisor.to == ["advisor@example.org"]
    assert to_advisor.reply_to == ["rita@example.org"]
    assert "Our margin shrinks." in to_advisor.body
    assert "/advisory/requests/" not in to_advisor.body, "only the reader may withdraw it"
    assert to_reader.to == ["rita@example.org"]
    address = to_reader.body.partition("http://testserver")[2].split()[0]
    assert "Our margin shrinks." in client.get(address).text


def test_times_are_read_on_the_readers_clock(client: Client) -> None:
    client.post("/advisory/", filled_in(time_zone="Asia/Kolkata", first_choice=f"{FUTURE}T14:00"))
    call = CallRequest.objects.get()
    assert call.first_choice is not None
    assert f"{call.first_choice:%H:%M}" == "08:30"
    assert [f"{one:%H:%M}" for one in call.preferred_times] == ["14:00"]
    assert "14:00 (Asia/Kolkata)" in mail.outbox[0].body
    assert "08:30 (UTC)" in mail.outbox[0].body


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"name": "Rita\nBcc: all@example.org"}, "name"),
        ({"email": "not an address"}, "email"),
        ({"email": "a@example.org\nBcc: b@example.org"}, "email"),
        ({"message": ""}, "message"),
        ({"message": "x" * 4001}, "message"),
        ({"message": "nul \0 byte"}, "message"),
        ({"time_zone": ""}, "time_zone"),
        ({"time_zone": "../../etc/passwd"}, "time_zone"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"first_choice": "soon"}, "first_choice"),
        ({"first_choice": "2020-01-01T10:00"}, "first_choice"),
        ({"first_choice": "9999-12-31T23:59"}, "first_choice"),
        ({"second_choice": "0001-01-01T00:00"}, "second_choice"),
        ({"first_choice": f"{FUTURE}T10:00", "third_choice": f"{FUTURE}T10:00"}, "third_choice"),
        ({"website": "https://example.com"}, "website"),
    ],
)
def test_a_wrong_field_is_named_and_the_rest_is_kept(
    client: Client, changes: dict[str, str], field: str
) -> None:
    response = client.post("/advisory/", filled_in(**changes))
    assert response.status_code == 422
    assert f'id="id_{field}_error"' in response.text
    if "message" not in changes:
        assert "Our margin shrinks." in response.text
    assert not CallRequest.objects.exists()


def test_what_nobody_sees_and_how_lines_end_change_nothing(client: Client) -> None:
    lines = "\r\n".join(["x" * 199] * 20)
    unseen = {"name": "\u200b می\u200cخواهم \ufeff", "email": "rita@example.org\u200b"}
    client.post("/advisory/", filled_in(message=f"{lines}x", **unseen))
    call = CallRequest.objects.get()
    assert (call.name, call.email) == ("می\u200cخواهم", "rita@example.org")
    assert len(call.message) == 4000
    assert "\r" not in call.message


@pytest.mark.parametrize(("field", "sent"), [("name", "\u200b\u3164"), ("message", "\u2060\r\n")])
def test_what_nobody_sees_is_nothing(client: Client, field: str, sent: str) -> None:
    assert client.post("/advisory/", filled_in(**{field: sent})).status_code == 422
    assert not CallRequest.objects.exists()


def first_sunday(month: int, after: int) -> datetime.date:
    """The first Sunday on or after that day of the month, in the year that begins next."""
    start = datetime.date(timezone.now().year + 1, month, after)
    return start + datetime.timedelta(days=6 - start.weekday())


@pytest.mark.parametrize(
    ("zone", "month", "after", "time", "said"),
    [
        ("Europe/Berlin", 3, 25, "02:30", "there is no 02:30 in Europe/Berlin"),
        ("Europe/Berlin", 10, 25, "02:30", "02:30 comes twice in Europe/Berlin"),
        ("America/New_York", 3, 8, "02:00", "such as 01:00 or 03:00"),
        ("America/New_York", 11, 1, "01:59", "such as 00:59 or 02:59"),
        ("Australia/Lord_Howe", 10, 1, "02:15", "such as 01:45 or 02:45"),
        ("Australia/Lord_Howe", 4, 1, "01:45", "such as 01:15 or 02:15"),
    ],
)
def test_a_time_that_the_clocks_leave_out_or_repeat_is_refused_plainly(
    client: Client, zone: str, month: int, after: int, time: str, said: str
) -> None:
    day = first_sunday(month, after)
    sent = filled_in(time_zone=zone, first_choice=f"{day}T{time}")
    response = client.post("/advisory/", sent)
    assert response.status_code == 422
    assert 'id="id_first_choice_error"' in response.text
    assert said in response.text
    assert "interpreted" not in response.text


@pytest.mark.parametrize("age", [0, FASTEST_S - 1, OPEN_FOR_S + 60])
def test_who_is_too_fast_or_too_slow_sends_again(client: Client, age: int) -> None:
    sent = filled_in(opened=opening_stamp(time.time() - age))
    response = client.post("/advisory/", sent)
    assert response.status_code == 422
    assert "Our margin shrinks." in response.text
    assert not CallRequest.objects.exists()


def test_a_made_up_moment_is_replaced_by_a_true_one(client: Client) -> None:
    response = client.post("/advisory/", filled_in(opened="yesterday"))
    assert response.status_code == 422
    assert 'value="yesterday"' not in response.text


def test_a_broken_mail_server_loses_nothing(
    client: Client, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert client.post("/advisory/", filled_in()).status_code == 302
    assert CallRequest.objects.count() == 1
    assert "its e-mail was not sent" in caplog.text


@pytest.fixture
def advisor(client: Client) -> Client:
    User.objects.create_superuser("boss", password="boss-pass-1")
    client.login(username="boss", password="boss-pass-1")
    return client


PHONE = "+49 30 1234567"


def answer(advisor: Client, call: CallRequest, **fields: Any) -> Any:
    sent = {"place": PHONE} | fields
    return advisor.post(f"/admin/advisory/callrequest/{call.pk}/change/", sent)


def test_the_advisor_accepts_a_time_and_the_reader_gets_it_for_their_calendar(
    advisor: Client,
) -> None:
    call = asked(first_choice=datetime.timedelta(days=3), time_zone="Asia/Kolkata")
    page = advisor.get(f"/admin/advisory/callrequest/{call.pk}/change/").text
    assert "(Asia/Kolkata), that is" in page
    assert answer(advisor, call, answer="time-0").status_code == 302
    call.refresh_from_db()
    assert (call.state, call.accepted_time) == ("accepted", call.first_choice)
    [message] = mail.outbox
    assert message.to == [call.email]
    [(name, content, kind)] = message.attachments
    assert (name, kind) == ("call.ics", "text/calendar; method=REQUEST; charset=utf-8")
    [event] = Calendar.from_ical(content).walk("VEVENT")
    assert event["dtstart"].dt == call.accepted_time.replace(microsecond=0)
    assert event["duration"].dt == datetime.timedelta(minutes=30)
    assert event["attendee"] == f"MAILTO:{call.email}"
    file = advisor.get(f"{call.get_absolute_url()}call.ics")
    assert Calendar.from_ical(file.content).walk("VEVENT")[0]["uid"] == event["uid"]


def test_another_time_must_be_said_and_lie_ahead(advisor: Client) -> None:
    call = asked()
    assert "Say when." in answer(advisor, call, answer="other").text
    past = {"other_time_0": "2020-01-01", "other_time_1": "10:00"}
    assert "has passed" in answer(advisor, call, answer="other", **past).text
    ahead = {"other_time_0": FUTURE, "other_time_1": "10:00"}
    assert answer(advisor, call, answer="other", **ahead).status_code == 302
    call.refresh_from_db()
    assert f"{call.accepted_time:%Y-%m-%d %H:%M}" == f"{FUTURE} 10:00"


def test_an_answer_that_was_not_offered_changes_nothing(advisor: Client) -> None:
    call = asked()
    for wrong in ("time-0", "finish", "new"):
        assert answer(advisor, call, answer=wrong).status_code == 200
    answer(advisor, call, name="Another name", state="done")
    call.refresh_from_db()
    assert (call.state, call.name) == ("new", "Rita Reader")


def test_a_moved_call_replaces_the_one_in_the_calendar(client: Client) -> None:
    call = asked()
    uids = []
    for days in (2, 3):
        accept(call, timezone.now() + datetime.timedelta(days=days), PHONE)
        file = client.get(f"{call.get_absolute_url()}call.ics").content
        [event] = Calendar.from_ical(file).walk("VEVENT")
        uids.append((event["uid"], event["sequence"]))
    assert uids[0][0] == uids[1][0]
    assert uids[0][1] < uids[1][1]


def test_the_reader_withdraws_once_and_the_advisor_hears_of_it(client: Client) -> None:
    call = asked()
    accept(call, timezone.now() + datetime.timedelta(days=2), PHONE)
    page = call.get_absolute_url()
    for _time in range(2):
        assert "You withdrew this request." in client.post(page, follow=True).text
    call.refresh_from_db()
    assert call.state == "withdrawn"
    to_advisor, to_reader = mail.outbox
    assert to_advisor.to == ["advisor@example.org"]
    assert to_reader.to == [call.email]
    assert "withdrawn" in to_advisor.subject
    for message in (to_advisor, to_reader):
        assert message.attachments[0][2] == "text/calendar; method=CANCEL; charset=utf-8"
    gone = accept(call, timezone.now(), PHONE)
    assert not gone, "who was withdrawn cannot be accepted any more"


def test_what_was_answered_is_offered_no_other_answer(advisor: Client) -> None:
    call = asked()
    decline(CallRequest.objects.get(pk=call.pk))
    response = advisor.get(f"/admin/advisory/callrequest/{call.pk}/change/")
    assert "Leave it as it is" in response.text
    assert 'value="decline"' not in response.text
    assert not mail.outbox


@pytest.mark.parametrize("signed", ["1", "x:y:z", "%00", "../1", "x" * 3000])
def test_only_a_signed_address_leads_to_a_request(client: Client, signed: str) -> None:
    asked()
    assert client.get(f"/advisory/requests/{signed}/").status_code == 404
    assert client.post(f"/advisory/requests/{signed}/").status_code == 404


def test_what_is_no_longer_needed_is_deleted() -> None:
    long_ago = timezone.now() - datetime.timedelta(days=400)
    new, ended, recent = asked(), asked(state="done"), asked(state="done")
    CallRequest.objects.filter(pk__in=[new.pk, ended.pk]).update(changed_at=long_ago)
    kept, expired = (Handover.objects.create(origin="term", subject="x") for _one in range(2))
    Handover.objects.filter(pk=expired.pk).update(made_at=long_ago)
    call_command("forget_calls")
    assert set(CallRequest.objects.all()) == {new, recent}
    assert set(Handover.objects.all()) == {kept}


def test_other_methods_are_refused(client: Client) -> None:
    assert client.put("/advisory/").status_code == 405
    assert client.get("/advisory/from/").status_code == 302
    assert client.post("/advisory/scheduler/").status_code == 405
