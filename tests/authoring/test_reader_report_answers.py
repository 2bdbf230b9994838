"""What authors make of a report: taken, answered by mail, turned down, proposed, forgotten."""

import datetime
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from authoring.models import FileVersion, Proposal, ReaderReport
from terms.models import Term
from tests.authoring.test_editing import decide, form_of, signed_in

pytestmark = pytest.mark.django_db
MESSAGE = "It is older than that."


@pytest.fixture
def report(loaded_content: None) -> ReaderReport:
    return ReaderReport.objects.create(
        term=Term.objects.get(slug="first"),
        anchor="explanation",
        place="Explanation",
        message=MESSAGE,
        email="rita@example.org",
    )


def address(report: ReaderReport, view: str = "change") -> str:
    return f"/admin/authoring/readerreport/{report.pk}/{view}/"


def answer(client: Client, report: ReaderReport, decision: str, words: str = "") -> Any:
    sent = {"decision": decision, "answer": words}
    response = client.post(address(report, "decide"), sent, follow=True)
    report.refresh_from_db()
    return response


def save(client: Client, report: ReaderReport, **changes: Any) -> Any:
    form = form_of(client, report.term, **changes)
    url = f"/admin/terms/term/{report.term_id}/change/?report={report.pk}"
    response = client.post(url, form, follow=True)
    report.refresh_from_db()
    return response


def forget() -> str:
    out = StringIO()
    call_command("forget_reports", stdout=out)
    return out.getvalue().strip()


def test_it_is_on_the_dashboard_and_at_its_term(report: ReaderReport) -> None:
    author = signed_in("Author")
    board = author.get("/admin/dashboard/").text
    assert "1 open, 0 answered, 0 turned down" in board
    assert MESSAGE in board
    assert address(report) in board
    found = author.get(f"/admin/authoring/readerreport/?term__id__exact={report.term_id}")
    assert MESSAGE in found.text
    form = author.get(f"/admin/terms/term/{report.term_id}/change/").text
    assert "1 reader reports something wrong here." in form


def test_its_page_shows_the_message_and_nobodys_address(report: ReaderReport) -> None:
    page = signed_in("Author").get(address(report)).text
    assert MESSAGE in page
    assert "rita@example.org" not in page
    assert f"/admin/terms/term/{report.term_id}/change/?report={report.pk}#id_explanation" in page


def test_somebody_takes_it_and_leaves_it(report: ReaderReport) -> None:
    author = signed_in("Author")
    answer(author, report, "take")
    assert report.taken_by == User.objects.get(username="author")
    assert "taken by author" in author.get(address(report)).text
    answer(author, report, "leave")
    assert report.taken_by is None


def test_the_answer_goes_to_the_reader_and_the_address_away(
    report: ReaderReport,
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    settings.SITE_URL = "https://words.example.org"
    with django_capture_on_commit_callbacks(execute=True):
        answer(signed_in("Author"), report, "answer", "You are right <b>indeed</b>.")
    [sent] = mail.outbox
    assert sent.to == ["rita@example.org"]
    assert sent.subject == "Your report on The first"
    assert "You are right <b>indeed</b>." in sent.body
    assert MESSAGE in sent.body
    assert "https://words.example.org/terms/first/#explanation" in sent.body
    report.refresh_from_db()
    assert (report.state, report.email) == ("answered", "")


def test_who_comes_second_is_told(report: ReaderReport) -> None:
    author = signed_in("Author")
    answer(author, report, "turn-down")
    page = answer(author, report, "answer", "But yes.").text
    assert "this report is turned down already" in page
    assert (report.state, report.answer, report.email) == ("turned_down", "", "")
    assert not mail.outbox


def test_an_answer_has_words(report: ReaderReport) -> None:
    author = signed_in("Author")
    assert "Write the answer first." in answer(author, report, "answer").text
    assert answer(author, report, "nonsense").status_code == 403
    assert report.is_open


def test_it_becomes_a_proposal_and_is_answered_when_that_is_accepted(
    report: ReaderReport, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    author = signed_in("Author")
    form = author.get(f"/admin/terms/term/{report.term_id}/change/?report={report.pk}")
    reason = f"A reader on “Explanation”: “{MESSAGE}”"
    assert form.context["adminform"].form["reason"].value() == reason
    save(author, report, explanation="Older.", reason=reason)
    proposal = Proposal.objects.get()
    assert (proposal.note, report.proposal) == (reason, proposal)
    assert report.is_open
    with django_capture_on_commit_callbacks(execute=True):
        decide(signed_in("Reviewer"), proposal, "accept")
    report.refresh_from_db()
    assert (report.state, report.email) == ("answered", "")
    assert "The entry has been corrected." in mail.outbox[0].body


def test_a_rejected_proposal_leaves_it_open(report: ReaderReport) -> None:
    save(signed_in("Author"), report, explanation="Older.")
    decide(signed_in("Reviewer"), Proposal.objects.get(), "reject")
    report.refresh_from_db()
    assert report.is_open


def test_a_publisher_corrects_at_once(report: ReaderReport) -> None:
    publisher = signed_in("Publisher")
    save(publisher, report)
    assert report.is_open, "nothing was changed"
    save(publisher, report, explanation="Older.", reason=report.as_reason)
    assert report.state == "answered"
    assert MESSAGE in FileVersion.objects.current().get(path="terms/first/term.md").note


def test_another_terms_report_is_left_alone(report: ReaderReport) -> None:
    report.term = Term.objects.get(slug="second")
    report.save()
    publisher, first = signed_in("Publisher"), Term.objects.get(slug="first")
    url = f"/admin/terms/term/{first.pk}/change/?report={report.pk}"
    publisher.post(url, form_of(publisher, first, explanation="Older."))
    report.refresh_from_db()
    assert report.is_open
    assert publisher.get(f"{url}x").status_code == 400


def test_who_may_not_see_terms_sees_no_report(report: ReaderReport, client: Client) -> None:
    assert client.get(address(report)).status_code == 302
    client.force_login(User.objects.create_user("clerk", is_staff=True))
    assert client.get(address(report)).status_code == 403
    assert client.get("/admin/authoring/readerreport/").status_code == 403
    assert client.post(address(report, "decide"), {"decision": "take"}).status_code == 403
    assert signed_in("Author").get("/admin/authoring/readerreport/99/change/").status_code == 404


def test_an_answer_that_was_not_sent_is_sent_later(
    report: ReaderReport,
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    caplog: pytest.LogCaptureFixture,
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with django_capture_on_commit_callbacks(execute=True):
        answer(signed_in("Author"), report, "answer", "You are right.")
    assert "its e-mail was not sent" in caplog.text
    assert report.email == "rita@example.org"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert forget() == "answers sent: 1, addresses deleted: 0, reports deleted: 0"
    assert mail.outbox[0].to == ["rita@example.org"]
    assert not ReaderReport.objects.exclude(email="").exists()


def test_nothing_is_kept_for_longer_than_said(report: ReaderReport) -> None:
    now = timezone.now()
    assert forget() == "answers sent: 0, addresses deleted: 0, reports deleted: 0"
    ReaderReport.objects.update(reported_at=now - datetime.timedelta(days=91))
    assert forget() == "answers sent: 0, addresses deleted: 1, reports deleted: 0"
    ReaderReport.objects.update(state="answered", closed_at=now - datetime.timedelta(days=366))
    assert forget() == "answers sent: 0, addresses deleted: 0, reports deleted: 1"
