"""Reminders by mail: confirmed, at most one a day, none when nothing is due, and easily ended."""

import datetime
import re
from collections.abc import Callable
from smtplib import SMTPException
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends import locmem
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from glossary_site.web import limits
from quizzes.models import MailReminder, Quiz
from quizzes.reminders import mailing
from quizzes.reminders.mailing import send_due
from tests.quizzes.answering import finish, make_due

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
URL = "/review/reminders/"
WRITE, END = f"{URL}mail/", f"{URL}mail/end/"
FORM = {"email": "ada@example.org", "weekdays": list("0123456"), "hour": "8", "time_zone": "UTC"}
HOUR = datetime.timedelta(hours=1)
DAY = 24 * HOUR
MONDAY = datetime.datetime(2027, 3, 1, 7, 30, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _mail(settings: Settings) -> None:
    settings.SENDS_MAIL, settings.SITE_URL = True, "http://testserver"


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime.datetime], None]:
    """Calling it sets the clock, which begins at half past seven on a Monday."""

    def set_clock(now: datetime.datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: now)

    set_clock(MONDAY)
    return set_clock


@pytest.fixture
def member(client: Client, quiz: Quiz, at: Callable[[datetime.datetime], None]) -> Client:
    """Somebody who answered six questions, which are all due."""
    finish(client, quiz)
    make_due(*(f"question-{number}" for number in range(1, 7)))
    return client


@pytest.fixture
def reminded(member: Client, mailoutbox: list[EmailMessage]) -> Client:
    """Somebody whose address is confirmed."""
    member.post(WRITE, FORM)
    Client().post(link_in(mailoutbox.pop(), "yes"))
    return member


def link_in(mail: EmailMessage, kind: str) -> str:
    found = re.search(rf"http://testserver({URL}mail/{kind}/\S+)", str(mail.body))
    assert found, mail.body
    return found[1]


def test_an_address_is_asked_first_and_says_yes_by_a_button(
    member: Client, mailoutbox: list[EmailMessage], at: Any
) -> None:
    assert member.post(WRITE, FORM).url == URL
    assert "We have sent a mail to ada@example.org." in member.get(URL).text
    (mail,) = mailoutbox
    assert mail.to == ["ada@example.org"]
    yes, scanner = link_in(mail, "yes"), Client()
    assert "Yes, remind me" in scanner.get(yes).text
    at(MONDAY + HOUR)
    assert send_due() == {"addresses deleted": 0}, "opening the link says nothing"
    at(MONDAY)
    response = scanner.post(yes)
    assert response.url.startswith(f"{URL}mail/stop/")
    assert "Reminders are on" in scanner.get(response.url).text
    assert not response.cookies
    assert (scanner.get(yes).status_code, scanner.post(yes).status_code) == (404, 404)
    assert "Reminders go to ada@example.org." in member.get(URL).text


def test_a_question_that_is_not_answered_in_two_days_is_forgotten(
    member: Client, mailoutbox: list[EmailMessage], at: Any
) -> None:
    member.post(WRITE, FORM)
    at(MONDAY + 2 * DAY)
    assert Client().post(link_in(mailoutbox[0], "yes")).status_code == 404
    send_due()
    assert not MailReminder.objects.exists()
    assert len(mailoutbox) == 1


def test_a_reminder_is_one_line_and_one_click_out(
    reminded: Client, mailoutbox: list[EmailMessage], at: Any
) -> None:
    at(MONDAY + HOUR)
    assert send_due() == {"sent": 1, "addresses deleted": 0}
    (mail,) = mailoutbox
    stop = link_in(mail, "stop")
    assert mail.subject == "6 questions to review, about 2 minutes"
    assert str(mail.body) == (
        f"{mail.subject}: http://testserver/review/\n\n"
        f"No more of these mails: http://testserver{stop}\n"
    )
    headers = mail.message()
    assert headers["List-Unsubscribe"].replace("\n", "") == f"<http://testserver{stop}>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_the_mail_program_stops_it_by_one_post(
    reminded: Client, mailoutbox: list[EmailMessage], at: Any
) -> None:
    """RFC 8058: without cookies, without a redirect; a get, as scanners make it, stops nothing."""
    at(MONDAY + HOUR)
    send_due()
    stop, program = link_in(mailoutbox[0], "stop"), Client(enforce_csrf_checks=True)
    assert "Stop, and delete my address" in program.get(stop).text
    assert MailReminder.objects.exists()
    for _ in range(2):
        response = program.post(stop, {"List-Unsubscribe": "One-Click"})
        assert response.status_code == 200
        assert "your address is deleted" in response.text
        assert not response.cookies
    assert not MailReminder.objects.exists()
    assert Client().post(f"{URL}mail/stop/forged/").status_code == 404


def test_at_most_one_mail_a_day_whatever_is_changed_or_run_again(
    reminded: Client, mailoutbox: list[EmailMessage], at: Any
) -> None:
    for minutes in (30, 31, 45, 120):
        at(MONDAY + datetime.timedelta(minutes=minutes))
        send_due()
    assert len(mailoutbox) == 1
    reminded.post(WRITE, FORM | {"hour": "12"})
    at(MONDAY + 5 * HOUR)
    send_due()
    assert len(mailoutbox) == 1
    at(MONDAY + DAY + 5 * HOUR)
    send_due()
    assert len(mailoutbox) == 2


def test_only_on_the_days_and_from_the_hour_chosen_on_the_readers_clock(
    reminded: Client, mailoutbox: list[EmailMessage], at: Any
) -> None:
    reminded.post(WRITE, FORM | {"weekdays": ["1"], "hour": "8", "time_zone": "Asia/Tokyo"})
    sent = []
    for hours in range(72):
        at(MONDAY + hours * HOUR)
        send_due()
        sent += [hours] * (len(mailoutbox) - len(sent))
    assert sent == [16], "at 23:30 UTC on Monday it is 8:30 on Tuesday in Tokyo"


def test_nothing_is_written_when_nothing_is_due_or_when_it_is_late(
    reminded: Client, mailoutbox: list[EmailMessage], at: Any
) -> None:
    at(MONDAY + 4 * HOUR)
    assert send_due()["too late"] == 1
    reminded.post("/review/set-aside/", {"term": "mlops", "reason": "known"})
    at(MONDAY + DAY + HOUR)
    assert send_due()["nothing due"] == 1
    assert mailoutbox == []


def test_after_four_mails_without_an_answer_it_asks_once_and_stops(
    reminded: Client, mailoutbox: list[EmailMessage], at: Any
) -> None:
    for day in range(8):
        at(MONDAY + day * DAY + HOUR)
        send_due()
    subjects = [mail.subject for mail in mailoutbox]
    assert subjects == ["6 questions to review, about 2 minutes"] * 4 + [
        "Shall the reminders go on?"
    ]
    yes = link_in(mailoutbox[-1], "yes")
    assert Client().post(yes).status_code == 302
    at(MONDAY + 8 * DAY + HOUR)
    send_due()
    assert len(mailoutbox) == 6
    for day in range(9, 14):
        at(MONDAY + day * DAY + HOUR)
        send_due()
    at(MONDAY + 45 * DAY)
    assert send_due()["addresses deleted"] == 1
    assert not MailReminder.objects.exists()


def test_an_answer_begins_the_count_anew(
    reminded: Client, mailoutbox: list[EmailMessage], quiz: Quiz, at: Any
) -> None:
    for day in range(6):
        at(MONDAY + day * DAY + HOUR)
        send_due()
        if day == 3:
            at(MONDAY + day * DAY + 2 * HOUR)
            reminded.post("/quizzes/mlops/again/")
            finish(reminded, quiz)
            make_due(*(f"question-{number}" for number in range(1, 7)))
    assert {mail.subject for mail in mailoutbox} == {"6 questions to review, about 2 minutes"}
    assert len(mailoutbox) == 6


def test_killed_between_claim_and_mail_it_writes_to_nobody_twice(
    reminded: Client, mailoutbox: list[EmailMessage], at: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(mail: EmailMessage) -> bool:
        mail.send()
        raise KeyboardInterrupt

    at(MONDAY + HOUR)
    with monkeypatch.context() as patch:
        patch.setattr(mailing, "_send", killed)
        with pytest.raises(KeyboardInterrupt):
            send_due()
    send_due()
    assert len(mailoutbox) == 1


def test_of_two_runs_at_once_one_writes(
    reminded: Client, mailoutbox: list[EmailMessage], at: Any
) -> None:
    at(MONDAY + HOUR)
    seen = MailReminder.objects.get()
    send_due()
    assert mailing._remind(seen, timezone.now(), locmem.EmailBackend()) == "sent by somebody else"
    assert len(mailoutbox) == 1


def test_a_run_with_nothing_to_do_says_nothing(
    reminded: Client, at: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    at(MONDAY)
    call_command("send_reminders")
    assert capsys.readouterr().out == ""
    at(MONDAY + HOUR)
    call_command("send_reminders")
    assert capsys.readouterr().out == "sent: 1\n"


def test_a_mail_server_that_is_away_costs_nobody_their_mail(
    reminded: Client, mailoutbox: list[EmailMessage], at: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(backend: object) -> None:
        raise ConnectionRefusedError("refused")

    at(MONDAY + HOUR)
    with monkeypatch.context() as patch:
        patch.setattr(locmem.EmailBackend, "open", away)
        with pytest.raises(CommandError, match="does not answer: refused"):
            call_command("send_reminders")
    assert send_due()["sent"] == 1


def test_a_mailbox_that_takes_nothing_is_logged_without_its_name(
    reminded: Client, at: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(mail: EmailMessage) -> int:
        raise SMTPException("ada@example.org is unknown")

    at(MONDAY + HOUR)
    monkeypatch.setattr(EmailMessage, "send", refuse)
    assert send_due()["not sent"] == 1
    assert "SMTPException" in caplog.text
    assert "ada" not in caplog.text


def test_another_address_is_asked_anew_and_the_old_links_are_dead(
    reminded: Client, mailoutbox: list[EmailMessage], at: Any
) -> None:
    at(MONDAY + HOUR)
    send_due()
    stop = link_in(mailoutbox.pop(), "stop")
    reminded.post(WRITE, FORM | {"email": "ada@example.com"})
    Client().post(stop)
    assert MailReminder.objects.get().email == "ada@example.com"
    assert mailoutbox[0].to == ["ada@example.com"]


def test_the_address_is_deleted_with_the_reminder_and_with_the_learner(reminded: Client) -> None:
    assert reminded.post(END).url == URL
    assert not MailReminder.objects.exists()
    reminded.post(WRITE, FORM)
    assert "<dd>ada@example.org</dd>" in reminded.get("/me/").text
    assert reminded.get("/me/data.json").json()["quizzes.mailreminder"][0]["email"] == FORM["email"]
    reminded.post("/me/forget/")
    assert not MailReminder.objects.exists()


def test_an_operator_stops_the_mail_to_an_address_that_sends_it_back(
    reminded: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    [address] = MailReminder.objects.values_list("email", flat=True)
    call_command("stop_reminders", "nobody@example.org", address.upper())
    assert capsys.readouterr().out == (
        f"nobody@example.org: 0 stopped\n{address.upper()}: 1 stopped\n"
    )
    assert not MailReminder.objects.exists()
    assert reminded.get("/review/reminders/").status_code == 200


def test_a_mail_that_is_not_sent_is_told(member: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailing, "_send", lambda mail: False)
    response = member.post(WRITE, FORM)
    assert response.status_code == 503
    assert "The mail could not be sent." in response.text


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"email": "nobody"}, "Enter a valid email address."),
        ({"weekdays": []}, "Choose at least one day."),
        ({"weekdays": ["7"]}, "7 is not one of the available choices."),
        ({"hour": "24"}, "24 is not one of the available choices."),
        ({"time_zone": "Atlantis"}, "This is no time zone."),
    ],
)
def test_what_is_wrong_is_said(
    member: Client, mailoutbox: list[EmailMessage], wrong: dict[str, Any], message: str
) -> None:
    response = member.post(WRITE, FORM | wrong)
    assert response.status_code == 422
    assert message in response.text
    assert not mailoutbox
    assert not MailReminder.objects.exists()


def test_one_mailbox_is_not_flooded(
    member: Client, mailoutbox: list[EmailMessage], settings: Settings
) -> None:
    settings.RATE_LIMITS = True
    statuses = [member.post(WRITE, FORM).status_code for _ in range(limits.MAILS_TO_ONE + 1)]
    assert statuses == [302] * limits.MAILS_TO_ONE + [429]
    assert len(mailoutbox) == limits.MAILS_TO_ONE
    assert member.post(WRITE, FORM | {"email": "bob@example.org"}).status_code == 302


@pytest.mark.parametrize("missing", [{"SENDS_MAIL": False}, {"SITE_URL": ""}])
def test_where_the_site_sends_no_mail_none_is_offered(
    member: Client, settings: Settings, mailoutbox: list[EmailMessage], missing: dict[str, Any]
) -> None:
    for name, value in missing.items():
        setattr(settings, name, value)
    assert "By e-mail" not in member.get(URL).text
    assert member.post(WRITE, FORM).url == URL
    assert not mailoutbox
    with pytest.raises(CommandError, match="EMAIL_URL and SITE_URL"):
        call_command("send_reminders")


def test_the_database_refuses_a_reminder_that_neither_asks_nor_writes(reminded: Client) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        MailReminder.objects.update(due_at=None)
