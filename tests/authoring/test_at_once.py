"""Two people who decide on, or edit, the same thing in the admin at the same moment."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from authoring.models import FileVersion, Proposal
from glossary_site.page_cache.models import ContentVersion
from terms.models import Source, Term
from tests.at_once import at_once, needs_postgres
from tests.authoring.test_editing import decide, form_of, read, save, signed_in

pytestmark = [pytest.mark.django_db(transaction=True), needs_postgres, pytest.mark.postgres]


@pytest.fixture
def term(content: Path) -> Term:
    call_command("load_content", str(content), stdout=StringIO())
    return Term.objects.get(slug="first")


@pytest.fixture
def proposal(term: Term) -> Proposal:
    save(signed_in("Author"), term, explanation="It is clear.")
    return Proposal.objects.get()


@pytest.mark.parametrize("other", ["reject", "accept"])
def test_of_two_deciders_the_first_one_decides(proposal: Proposal, other: str) -> None:
    one, two = signed_in("Reviewer"), signed_in("Reviewer", "two")
    pages = at_once(
        Proposal.objects.all(),
        lambda: decide(one, proposal, "accept").text,
        lambda: decide(two, proposal, other).text,
    )
    proposal.refresh_from_db()
    assert sorted("Nothing was changed: this proposal is" in page for page in pages) == [
        False,
        True,
    ]
    assert ("It is clear." in read(proposal.term)) is (proposal.state == "accepted")
    assert FileVersion.objects.filter(how="accepted").count() == (proposal.state == "accepted")
    assert proposal.decided_by is not None


def test_withdrawing_and_accepting_end_in_one_of_them(proposal: Proposal) -> None:
    author, reviewer = Client(), signed_in("Reviewer")
    assert proposal.made_by
    author.force_login(proposal.made_by)
    at_once(
        Proposal.objects.all(),
        lambda: decide(author, proposal, "withdraw"),
        lambda: decide(reviewer, proposal, "accept"),
    )
    proposal.refresh_from_db()
    assert proposal.state in {"withdrawn", "accepted"}
    assert ("It is clear." in read(proposal.term)) is (proposal.state == "accepted")


def test_two_proposals_accepted_together_are_both_seen(term: Term) -> None:
    author = signed_in("Author")
    save(author, term, explanation="It is clear.")
    save(author, term, why_it_matters="It pays, too.")
    reviewers = [signed_in("Reviewer", name) for name in ("one", "two")]
    at_once(
        ContentVersion.objects.all(),
        *(
            lambda client=client, proposal=proposal: decide(client, proposal, "accept")
            for client, proposal in zip(reviewers, Proposal.objects.all(), strict=True)
        ),
    )
    assert {one.state for one in Proposal.objects.all()} == {"accepted"}
    page = read(term)
    assert "It is clear." in page
    assert "It pays, too." in page


def test_two_sources_edited_together_are_both_in_their_file(term: Term) -> None:
    source = Source.objects.get()
    second = Source.objects.create(**{
        field.name: getattr(source, field.name)
        for field in Source._meta.concrete_fields
        if field.name not in {"id", "key"}
    } | {"key": "b-source"})  # fmt: skip

    def rename(one: Source) -> Any:
        client = signed_in("Publisher", one.key)
        where = f"/admin/terms/source/{one.pk}/change/"
        form = client.get(where).context["adminform"].form
        sent = {field.html_name: field.value() or "" for field in form}
        return lambda: client.post(where, sent | {"title": f"Renamed {one.key}"}).status_code

    codes = at_once(ContentVersion.objects.all(), rename(source), rename(second))
    assert codes == [302, 302]
    text = FileVersion.objects.current().get(path="sources.yaml").text
    assert "Renamed a-source" in text
    assert "Renamed b-source" in text


def test_what_is_proposed_while_the_term_changes_does_not_undo_that_change(term: Term) -> None:
    author, publisher, reviewer = (signed_in(one) for one in ("Author", "Publisher", "Reviewer"))
    where = f"/admin/terms/term/{term.pk}/change/"
    proposed = form_of(author, term, explanation="It is clear.")
    published = form_of(publisher, term, why_it_matters="It pays, too.")
    at_once(
        ContentVersion.objects.all(),
        lambda: author.post(where, proposed),
        lambda: publisher.post(where, published),
    )
    assert "It pays, too." in read(term)
    page = decide(reviewer, Proposal.objects.get(), "accept")
    assert page.status_code == 200
    assert "It is clear." in read(term) or Proposal.objects.get().is_open
    assert "It pays, too." in read(term)


def test_a_load_and_an_edit_are_both_kept(
    term: Term, content: Path, spoil: Callable[[str, str, str], int]
) -> None:
    admin = signed_in("Publisher")
    spoil("terms/second/term.md", "title: The second", "title: Another second")
    at_once(
        ContentVersion.objects.all(),
        lambda: call_command("load_content", str(content), stdout=StringIO()),
        lambda: save(admin, term, explanation="It is clear."),
    )
    assert "It is clear." in read(term)
    assert Term.objects.get(slug="second").title == "Another second"
