"""Changes that are accepted for a set time: waiting, made, merged, in conflict, killed in between."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from authoring.history import proposing
from authoring.models import FileVersion, Proposal
from maturity.models import MaturityModel
from terms.models import Term
from tests.authoring.test_assessment_form import save as save_assessment
from tests.authoring.test_editing import address, read, save, signed_in, term

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
__all__ = ["term"]
TIME = datetime(2030, 1, 2, 8, 30, tzinfo=UTC)


@pytest.fixture
def author() -> Client:
    return signed_in("Author")


@pytest.fixture
def reviewer() -> Client:
    return signed_in("Reviewer")


def decide(client: Client, **sent: Any) -> Any:
    proposal = Proposal.objects.latest("pk")
    return client.post(f"/admin/authoring/proposal/{proposal.pk}/decide/", sent, follow=True)


def schedule(client: Client) -> Any:
    return decide(client, decision="schedule", from_time="2030-01-02T08:30")


def test_an_accepted_change_waits_for_its_time(
    term: Term, author: Client, reviewer: Client
) -> None:
    save(author, term, explanation="From next year on.")
    page = schedule(reviewer)
    assert "Readers see it from 2 January 2030, 08:30 (UTC)." in page.text
    proposal = Proposal.objects.get()
    assert (proposal.state, proposal.from_time) == ("scheduled", TIME)
    assert "From next year on." not in read(term)
    for client in (author, reviewer):
        board = client.get("/admin/dashboard/").text
        assert "Accepted changes that wait for their time" in board
        assert "None is open." in board
        assert "is accepted, and made at" in client.get(address(term)).text
    assert proposing.make_due_changes(TIME - timedelta(seconds=1)) == []
    assert proposing.make_due_changes(TIME) == [f"changed: {proposal}"]
    assert "From next year on." in read(term)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by) == ("accepted", proposal.decided_by)
    assert proposing.make_due_changes(TIME) == []
    version = FileVersion.objects.current().get(path="terms/first/term.md")
    assert (version.how, version.number) == ("accepted", 2)


@pytest.mark.parametrize("written", ["", "soon", "2020-01-01T00:00", "2030-13-01T00:00"])
def test_a_time_that_is_none_or_is_over_is_refused(
    term: Term, author: Client, reviewer: Client, written: str
) -> None:
    save(author, term, explanation="Later.")
    page = decide(reviewer, decision="schedule", from_time=written)
    assert "choose a day and a time" in page.text
    assert Proposal.objects.get().is_open


def test_only_who_may_decide_schedules(term: Term, author: Client) -> None:
    save(author, term, explanation="Later.")
    assert schedule(author).status_code == 403
    assert Proposal.objects.get().is_open


def test_it_can_be_stopped_or_made_at_once(term: Term, author: Client, reviewer: Client) -> None:
    save(author, term, explanation="Later.")
    schedule(reviewer)
    decide(reviewer, decision="reopen")
    assert (Proposal.objects.get().state, Proposal.objects.get().from_time) == ("open", None)
    schedule(reviewer)
    decide(reviewer, decision="accept")
    assert "Later." in read(term)
    assert proposing.make_due_changes(TIME) == []


def test_its_author_withdraws_it(term: Term, author: Client, reviewer: Client) -> None:
    save(author, term, explanation="Later.")
    schedule(reviewer)
    decide(author, decision="withdraw")
    assert proposing.make_due_changes(TIME) == []
    assert Proposal.objects.get().state == "withdrawn"


def test_what_was_changed_elsewhere_meanwhile_stays(
    term: Term, author: Client, reviewer: Client
) -> None:
    save(author, term, explanation="Later.")
    schedule(reviewer)
    save(signed_in("Publisher"), term, how_it_works="By three tiers.")
    proposing.make_due_changes(TIME)
    page = read(term)
    assert "Later." in page
    assert "By three tiers." in page


def test_in_a_conflict_it_is_open_again_and_says_why(
    term: Term, author: Client, reviewer: Client
) -> None:
    save(author, term, explanation="Later.")
    schedule(reviewer)
    save(signed_in("Publisher"), term, explanation="Sooner.")
    said = proposing.make_due_changes(TIME)
    proposal = Proposal.objects.get()
    assert said == [f"open again: {proposal}: {proposal.obstacle}"]
    assert (proposal.state, "explanation" in proposal.obstacle) == ("open", True)
    assert "Sooner." in read(term)
    page = reviewer.get(f"/admin/authoring/proposal/{proposal.pk}/change/").text
    assert "could not be made then, and is open again" in page
    assert "Could not be made at its time." in reviewer.get("/admin/dashboard/").text
    assert proposing.make_due_changes(TIME) == []


def test_a_change_that_would_not_load_is_open_again(
    term: Term, author: Client, reviewer: Client
) -> None:
    save(author, term, explanation="See [it](term:second).")
    schedule(reviewer)
    Proposal.objects.update(
        texts={"term.md": Proposal.objects.get().texts["term.md"].replace("a-source", "gone")}
    )
    proposing.make_due_changes(TIME)
    assert "gone" in Proposal.objects.get().obstacle
    assert Proposal.objects.get().is_open


def test_who_is_killed_in_the_middle_loses_nothing_and_makes_nothing_twice(
    term: Term, author: Client, reviewer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(author, term, explanation="Later.")
    schedule(reviewer)
    save_assessment(signed_in("Author", "other"), title="Another name")
    schedule(reviewer)
    real = proposing.decide

    def killed(proposal: Proposal, *args: Any) -> None:
        if proposal.assessment:
            raise KeyboardInterrupt
        real(proposal, *args)

    monkeypatch.setattr(proposing, "decide", killed)
    with pytest.raises(KeyboardInterrupt):
        proposing.make_due_changes(TIME)
    assert "Later." in read(term)
    assert MaturityModel.objects.current().get().title == "The assessment"
    monkeypatch.undo()
    assert len(proposing.make_due_changes(TIME)) == 1
    assert MaturityModel.objects.current().get().title == "Another name"
    edits = FileVersion.objects.filter(how="accepted").values_list("path", flat=True)
    assert sorted(edits) == ["maturity/model.yaml", "terms/first/term.md"]


def test_the_command_makes_what_is_due(term: Term, author: Client, reviewer: Client) -> None:
    save(author, term, explanation="Now.")
    schedule(reviewer)
    Proposal.objects.update(from_time=timezone.now())
    out = StringIO()
    call_command("publish_due", stdout=out)
    assert out.getvalue().startswith("published: nothing was due\nchanged: The first")
    assert "Now." in read(term)
