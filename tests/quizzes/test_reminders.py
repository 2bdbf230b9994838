"""The page of reminders, and the calendar with the days on which something is due."""

import datetime
import re

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from learners.models import Learner
from quizzes.models import CalendarAddress, QuestionMemory, Quiz
from tests.quizzes.answering import finish, make_due

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
URL = "/review/reminders/"
MAKE, END = f"{URL}calendar/", f"{URL}calendar/end/"


@pytest.fixture
def member(client: Client, quiz: Quiz) -> Client:
    """Somebody who answered six questions, two of them wrongly: two come tomorrow, four later."""
    finish(client, quiz, wrong=2)
    return client


def make(client: Client, time_zone: str = "UTC") -> str:
    """The path of a new address."""
    html = client.post(MAKE, {"time_zone": time_zone}).text
    found = re.search(r'data-testid="calendar-address">http://testserver([^<]+)<', html)
    assert found, html
    return found[1]


def entries(client: Client, path: str) -> list[tuple[datetime.date, str]]:
    calendar = Calendar.from_ical(client.get(path).content)
    return [(one.decoded("dtstart"), str(one["summary"])) for one in calendar.walk("VEVENT")]


def days_away(number: int) -> datetime.date:
    return timezone.now().date() + datetime.timedelta(days=number)


def test_a_stranger_is_told_what_comes_first_and_nothing_is_written(client: Client) -> None:
    assert "There is nothing to remind you of yet." in client.get(URL).text
    for path in (MAKE, END, f"{URL}mail/", f"{URL}mail/end/"):
        response = client.post(path, {"time_zone": "UTC"})
        assert response.url == URL
        assert not response.cookies
    assert not Learner.objects.exists()


def test_review_leads_there(member: Client) -> None:
    assert f'href="{URL}"' in member.get("/review/").text


def test_my_learning_lists_the_calendar_among_what_is_kept(member: Client) -> None:
    assert "Private calendar" not in member.get("/me/").text
    make(member, "Europe/Berlin")
    for page in ("/me/", "/me/forget/"):
        assert "<dd>Europe/Berlin</dd>" in member.get(page).text


def test_the_calendar_has_an_entry_on_each_day_with_something_due(member: Client) -> None:
    path = make(member)
    assert entries(Client(), path) == [
        (days_away(1), "2 questions to review, about 1 minute"),
        (days_away(2), "4 questions to review, about 1 minute"),
    ]
    make_due("question-1", "question-3", "question-4")
    assert entries(Client(), path)[0] == (days_away(0), "3 questions to review, about 1 minute")


def test_its_entries_are_those_that_calendars_know_again(member: Client) -> None:
    path = make(member)
    file = Client().get(path).content
    assert max(map(len, file.split(b"\r\n"))) <= 75
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n" in file
    assert b"X-PUBLISHED-TTL:PT6H\r\n" in file
    before = Calendar.from_ical(file).walk("VEVENT")
    assert str(before[0]["url"]) == "http://testserver/review/"
    assert len({str(one["uid"]) for one in before}) == 2
    assert before[0].decoded("dtend") - before[0].decoded("dtstart") == datetime.timedelta(days=1)
    CalendarAddress.objects.update(made_at=timezone.now() - datetime.timedelta(days=2))
    make_due("question-1")
    after = Calendar.from_ical(Client().get(path).content).walk("VEVENT")
    same = next(one for one in after if one["uid"] == before[0]["uid"])
    assert str(same["summary"]).startswith("1 question ")
    assert same["sequence"] > before[0]["sequence"]


def test_the_calendar_is_the_same_file_until_something_changes(member: Client) -> None:
    path, reader = make(member), Client()
    first = reader.get(path)
    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert first["Cache-Control"] == "private, max-age=900"
    assert not first.cookies
    again = reader.get(path, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    make_due("question-1")
    assert reader.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_what_was_answered_early_is_gone_from_its_day(member: Client) -> None:
    path = make(member)
    QuestionMemory.objects.filter(key__in=["question-1", "question-2"]).update(due_on=days_away(9))
    assert [day for day, _title in entries(Client(), path)] == [days_away(2), days_away(9)]


def test_what_is_far_away_or_set_aside_is_not_in_it(member: Client) -> None:
    path = make(member)
    QuestionMemory.objects.exclude(key="question-1").update(due_on=days_away(29))
    make_due("question-1")
    assert [day for day, _title in entries(Client(), path)] == [days_away(0)]
    member.post("/review/set-aside/", {"term": "mlops", "reason": "buried"})
    assert [day for day, _title in entries(Client(), path)] == [days_away(1)]
    member.post("/review/set-aside/", {"term": "mlops", "reason": "known"})
    assert entries(Client(), path) == []


def test_no_entry_counts_more_than_one_review_has(member: Client, quiz: Quiz) -> None:
    path = make(member)
    row = QuestionMemory.objects.get(key="question-1")
    kept = quiz.questions.get(key="question-1")
    for number in range(30):
        key = f"more-{number}"
        kept.pk, kept.key, kept.position = None, key, 10 + number
        kept.save()
        row.pk, row.key = None, key
        row.save()
    assert entries(Client(), path)[0][1] == "20 questions to review, about 4 minutes"


def test_an_address_is_replaced_revoked_and_forgotten(member: Client) -> None:
    first = make(member)
    second = make(member)
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    assert second not in member.get(URL).text, "it is shown once"
    assert member.post(END).url == URL
    assert Client().get(second).status_code == 404
    third = make(member)
    assert set(member.get("/me/data.json").json()) >= {"quizzes.calendaraddress"}
    member.post("/me/forget/")
    assert Client().get(third).status_code == 404


def test_only_a_fingerprint_of_it_is_stored(member: Client) -> None:
    token = make(member).removesuffix(".ics").rpartition("/")[2]
    assert len(token) == 32
    stored = CalendarAddress.objects.values_list("token_digest", flat=True).get()
    assert token not in stored


@pytest.mark.parametrize(
    ("written", "stored"),
    [("Asia/Calcutta", "Asia/Kolkata"), ("America/New York", "America/New_York")],
)
def test_a_time_zone_has_one_name(member: Client, written: str, stored: str) -> None:
    make(member, written)
    assert CalendarAddress.objects.get().time_zone == stored


def test_what_is_no_time_zone_is_refused(member: Client) -> None:
    response = member.post(MAKE, {"time_zone": "Atlantis"})
    assert response.status_code == 422
    assert "This is no time zone." in response.text
    assert not CalendarAddress.objects.exists()


def test_bad_requests(client: Client, quiz: Quiz) -> None:
    assert client.get("/quizzes/calendar/nothing.ics").status_code == 404
    assert client.get(MAKE).url == URL
    assert client.put(URL).status_code == 405
    assert client.post("/quizzes/calendar/nothing.ics").status_code == 405


@pytest.mark.parametrize("answered", [1, 6])
def test_queries_do_not_grow_with_what_is_due(
    client: Client, quiz: Quiz, answered: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    finish(client, quiz, start=7 - answered)
    path = make(client)
    reader = Client()
    with django_assert_num_queries(5):
        reader.get(path)


def test_it_is_by_the_readers_clock(member: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make(member, "America/Los_Angeles")
    late = datetime.datetime.combine(days_away(1), datetime.time(2), datetime.UTC)
    monkeypatch.setattr(timezone, "now", lambda: late)
    assert entries(Client(), path)[0] == (
        late.date() - datetime.timedelta(days=1),
        "2 questions to review, about 1 minute",
    )
