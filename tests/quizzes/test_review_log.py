"""The log of reviews as a file: out, in, in again, somebody else's, and what is no log."""

import datetime
import io
import json
import random
import uuid
from collections.abc import Sequence
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from learners.models import Learner
from quizzes.memory.log_file import MOST_BYTES, MOST_ROWS, LogFileError, LogRow, read_log, write_log
from quizzes.models import LoggedReview, QuestionMemory, Quiz
from tests.quizzes.answering import answer, finish

URL = "/me/reviews/"
NOW = datetime.datetime(2026, 11, 29, 12, tzinfo=datetime.UTC)
KEY = st.from_regex(r"[a-z][a-z0-9-]{0,20}", fullmatch=True)
ROWS = st.lists(
    st.builds(
        LogRow,
        st.uuids(),
        KEY,
        KEY,
        st.sampled_from(["", "0123456789abcdef"]),
        st.datetimes(max_value=NOW.replace(tzinfo=None), timezones=st.just(datetime.UTC)),
        st.integers(0, 3),
        st.integers(3, 100),
    ),
    max_size=8,
    unique_by=lambda row: row.id,
)


@given(ROWS, st.randoms())
def test_a_file_is_read_as_it_was_written_in_any_order(
    rows: list[LogRow], rng: random.Random
) -> None:
    text = write_log(rows)
    shuffled = list(rows)
    rng.shuffle(shuffled)
    assert write_log(shuffled) == text
    held = json.loads(text)
    held["reviews"] = [*reversed(held["reviews"]), *held["reviews"]]
    read = read_log(json.dumps(held).encode(), NOW)
    assert read.rows == {row.id: row for row in rows}
    assert not read.bad


def file_with(**changes: Any) -> bytes:
    row = {
        "id": str(uuid.UUID(int=1)),
        "term": "mlops",
        "question": "question-1",
        "answer_digest": "",
        "at": "2026-11-28T12:00:00+01:00",
        "earned": 1,
        "worth": 1,
    }
    return json.dumps({"format": "review-log", "version": 1, "reviews": [row | changes]}).encode()


def test_an_instant_of_another_zone_is_the_same() -> None:
    [row] = read_log(file_with(), NOW).rows.values()
    assert row.at == datetime.datetime(2026, 11, 28, 11, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "1"),
        ("id", None),
        ("id", 1),
        ("term", ""),
        ("term", "a/b"),
        ("term", "x" * 81),
        ("term", "nul\0"),
        ("term", "\ud800"),
        ("question", ["q"]),
        ("answer_digest", "xyz"),
        ("at", "yesterday"),
        ("at", "2026-11-28T12:00:00"),
        ("at", 1764000000),
        ("at", "0001-01-01T00:00:00+14:00"),
        ("at", "2026-12-01T12:00:00Z"),
        ("earned", 2),
        ("earned", -1),
        ("earned", True),
        ("worth", 0),
        ("worth", 101),
        ("worth", 1e300),
    ],
)
def test_a_bad_row_is_named(field: str, value: object) -> None:
    read = read_log(file_with(**{field: value}), NOW)
    assert not read.rows
    [bad] = read.bad
    assert (bad.number, bad.field) == (1, field)
    assert len(bad.value.encode()) <= 60


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", LogFileError.NO_JSON),
        (b"\xff", LogFileError.NO_JSON),
        (b"[" * 100_000, LogFileError.NO_JSON),
        (b"[]", LogFileError.OTHER_FORMAT),
        (b'{"format": "anki"}', LogFileError.OTHER_FORMAT),
        (b'{"format": "review-log", "version": 1}', LogFileError.OTHER_FORMAT),
        (b'{"format": "review-log", "version": 2}', LogFileError.OTHER_VERSION),
        (b" " * (MOST_BYTES + 1), LogFileError.TOO_LARGE),
        (
            b'{"format": "review-log", "version": 1, "reviews": [' + b"0," * MOST_ROWS + b"0]}",
            LogFileError.TOO_MANY,
        ),
    ],
)
def test_what_is_no_log_is_refused(data: bytes, error: str) -> None:
    with pytest.raises(LogFileError, match=error):
        read_log(data, NOW)


def upload(client: Client, data: bytes | str) -> Any:
    content = data if isinstance(data, bytes) else data.encode()
    return client.post(URL, {"log": io.BytesIO(content)})


def schedule() -> Sequence[tuple[Any, ...]]:
    fields = ("term", "key", "answer_digest", "stability_d", "difficulty", "due_on", "reviews")
    return list(QuestionMemory.objects.order_by("term", "key").values_list(*fields))


@pytest.mark.django_db
def test_a_stranger_sees_the_page_and_gets_an_empty_log(client: Client) -> None:
    page = client.get(URL)
    assert "Your log has 0 answers." in page.text
    assert not page.cookies
    assert client.get(f"{URL}log.json").json() == {
        "format": "review-log", "version": 1, "reviews": [],
    }  # fmt: skip
    assert not Learner.objects.exists()


@pytest.mark.django_db
def test_a_log_goes_out_and_in_again(client: Client, quiz: Quiz) -> None:
    finish(client, quiz, wrong=2)
    response = client.get(f"{URL}log.json")
    assert response["Content-Type"] == "application/json"
    assert response["Content-Disposition"] == 'attachment; filename="review-log.json"'
    before = schedule()
    client.post("/me/forget/")
    fresh = Client()
    assert "6 answers were added. 0 were there already." in page_text(upload(fresh, response.text))
    assert schedule() == before
    assert "0 answers were added. 6 were there already." in page_text(upload(fresh, response.text))
    assert schedule() == before
    assert set(LoggedReview.objects.values_list("origin", flat=True)) == {"file"}


@pytest.mark.django_db
def test_the_log_of_another_learner_stays_theirs(client: Client, quiz: Quiz) -> None:
    answer(client, quiz, 1)
    log = client.get(f"{URL}log.json").text
    thief = Client()
    assert "1 belongs to another device" in page_text(upload(thief, log))
    owner = LoggedReview.objects.get().learner
    assert str(owner.pk) == client.session["learner_id"]
    assert json.loads(thief.get(f"{URL}log.json").text)["reviews"] == []


@pytest.mark.django_db
def test_a_page_names_what_was_left_out(client: Client, quiz: Quiz) -> None:
    held = json.loads(file_with())
    held["reviews"] += [
        {**held["reviews"][0], "id": str(uuid.UUID(int=2)), "term": "nowhere"},
        {**held["reviews"][0], "id": "<b>"},
    ]
    said = page_text(upload(client, json.dumps(held)))
    assert "1 answer was added." in said
    assert "has no such entries: nowhere" in said
    assert "Row 3: id is &quot;&lt;b&gt;&quot;" in said


@pytest.mark.django_db
@pytest.mark.parametrize("data", [b"", b"no", b" " * (MOST_BYTES + 1)])
def test_a_refused_file_makes_no_learner(client: Client, data: bytes) -> None:
    response = upload(client, data)
    assert response.status_code == 422
    assert 'id="log-error"' in response.text
    assert client.post(URL).status_code == 422
    assert not Learner.objects.exists()
    assert client.put(URL).status_code == 405


@pytest.mark.django_db
def test_a_program_sends_json_and_gets_counts(client: Client, quiz: Quiz) -> None:
    sent = {"data": file_with(), "content_type": "application/json"}
    answered = client.post(URL, **sent).json()
    assert answered == {"new": 1, "known": 0, "bad": [], "unknown_terms": [], "of_others": 0}
    refused = client.post(URL, data=b"[]", content_type="application/json")
    assert refused.status_code == 422
    assert "not a log of reviews" in refused.json()["error"]


@pytest.mark.django_db
def test_two_logs_in_either_order_give_one_schedule(quiz: Quiz) -> None:
    devices = [Client(), Client()]
    for number, device in enumerate(devices):
        finish(device, quiz, wrong=number * 3)
    logs = [device.get(f"{URL}log.json").text for device in devices]
    found = []
    for order in (logs, logs[::-1]):
        Learner.objects.all().delete()
        fresh = Client()
        for log in order:
            upload(fresh, log)
        found.append(schedule())
    assert found[0] == found[1]
    assert {reviews for *_others, reviews in found[0]} == {2}
    assert timezone.now().date() >= LoggedReview.objects.first().answered_at.date()


def page_text(response: Any) -> str:
    return " ".join(response.text.split())
