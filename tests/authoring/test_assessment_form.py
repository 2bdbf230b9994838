"""An assessment edited in the admin: its own fields, its dimensions one by one, and its history."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from authoring.models import FileVersion, Proposal
from maturity.models import MaturityModel, Statement
from terms.models import Term
from tests.authoring.test_editing import signed_in, term
from tests.html import sent_by_form

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
__all__ = ["term"]
ADDRESS = "/admin/maturity/maturitymodel/model/edit/"


def form_of(client: Client, *open_: int, **changes: Any) -> dict[str, Any]:
    page = client.get(ADDRESS, {"open": [f"dimensions-{at}" for at in open_]})
    return dict(sent_by_form(page.text, "file_form")) | changes


def save(client: Client, *open_: int, **changes: Any) -> Any:
    return client.post(ADDRESS, form_of(client, *open_, **changes), follow=True)


def text() -> str:
    return FileVersion.objects.current().get(path="maturity/model.yaml").text


def test_the_list_leads_to_the_form(term: Term) -> None:
    client = signed_in("Author")
    model = MaturityModel.objects.get()
    assert "The assessment" in client.get("/admin/maturity/maturitymodel/").text
    page = client.get(f"/admin/maturity/maturitymodel/{model.pk}/change/")
    assert (page.status_code, page["Location"]) == (302, ADDRESS)


def test_what_is_not_changed_makes_no_version(term: Term) -> None:
    before = text()
    assert "Nothing was changed." in save(signed_in("Publisher"), 0).text
    assert text() == before


def test_a_statement_is_changed_and_one_is_added(term: Term) -> None:
    client = signed_in("Publisher")
    sent = form_of(client, 0) | {"_add": "dimensions-0-statements"}
    sent = dict(sent_by_form(client.post(ADDRESS, sent).text, "file_form"))
    sent |= {
        "dimensions-0-statements-0-text": "It ships daily.",
        "dimensions-0-statements-1-text": "It ships by itself.",
        "dimensions-0-statements-1-level": "3",
        "dimensions-0-statements-1-evidence": "A pipeline.",
        "summary": "Where do you stand?",
    }
    page = client.post(ADDRESS, sent, follow=True)
    assert "Saved: The assessment." in page.text
    assert "New: “It ships by itself.”" in page.text
    found = Statement.objects.filter(dimension__model__is_current=True).order_by("position")
    assert [one.key for one in found] == ["ships", "it-ships-by-itself"]
    assert found[0].text == "It ships daily."
    assert found[0].required
    assert found[0].helps.count() == 1
    assert MaturityModel.objects.current().get().summary == "Where do you stand?"
    assert "Where do you stand?" in Client().get("/maturity/model/").text


def test_what_is_wrong_is_said_by_headings(term: Term) -> None:
    changes = {"dimensions-0-statements-0-source": "nowhere", "term": "third"}
    page = save(signed_in("Publisher"), 0, **changes)
    assert page.status_code == 422
    assert "Dimension 1, Statement 1, Source</a>: " in page.text
    assert ">Term</a>: " in page.text


def test_an_author_proposes_and_a_reviewer_accepts(term: Term) -> None:
    author, before = signed_in("Author"), text()
    save(author, 0, **{"dimensions-0-title": "Releases"}, reason="Plainer.")
    proposal = Proposal.objects.get()
    assert (proposal.assessment, proposal.term, text()) == ("model", None, before)
    page = author.get(f"/admin/authoring/proposal/{proposal.pk}/change/")
    assert "The assessment" in page.text
    assert "+    title: Releases" in page.text
    assert "waits for a decision" in author.get(ADDRESS).text
    assert "The assessment" in author.get("/admin/dashboard/").text
    signed_in("Reviewer").post(
        f"/admin/authoring/proposal/{proposal.pk}/decide/", {"decision": "accept"}
    )
    assert "title: Releases" in text()
    assert MaturityModel.objects.current().get().dimensions.get().title == "Releases"


def test_an_old_version_is_restored(term: Term) -> None:
    client, before = signed_in("Publisher"), text()
    save(client, title="Another name")
    model = MaturityModel.objects.current().get()
    page = client.get(f"/admin/maturity/maturitymodel/{model.pk}/history/")
    assert "title: Another name" in page.text
    first = FileVersion.objects.get(path="maturity/model.yaml", number=1)
    address = f"/admin/maturity/maturitymodel/{model.pk}/history/{first.pk}/restore/"
    assert signed_in("Reviewer").post(address).status_code == 403
    assert client.post(address, follow=True).status_code == 200
    assert text() == before
    assert MaturityModel.objects.current().get().title == "The assessment"


def test_an_edit_stays_over_loads_and_is_dumped(term: Term, content: Path) -> None:
    save(signed_in("Publisher"), title="Another name")
    (content / "site.yaml").write_text((content / "site.yaml").read_text() + "\n")
    call_command("load_content", str(content))
    assert MaturityModel.objects.current().get().title == "Another name"
    call_command("dump_content", str(content))
    assert "title: Another name" in (content / "maturity/model.yaml").read_text()


def test_the_preview_shows_the_dimension_that_is_open(term: Term) -> None:
    client = signed_in("Publisher")
    sent = form_of(client, 0, **{"dimensions-0-title": "Releases"})
    page = client.post(f"{ADDRESS}page/", sent)
    assert "Releases" in page.text
    assert "It ships." in page.text
    shown = client.post(f"{ADDRESS}impact/", sent)
    assert "title: Releases" in shown.text
    assert "Releases" not in text()


def test_who_is_no_author_sees_nothing(term: Term) -> None:
    staff = Client()
    staff.force_login(User.objects.create_user("staff", is_staff=True))
    assert staff.get(ADDRESS).status_code == 403
    publisher = signed_in("Publisher")
    assert publisher.get("/admin/maturity/maturitymodel/none/edit/").status_code == 404
    assert publisher.get(f"{ADDRESS}page/").status_code == 404


def test_a_new_assessment_is_written_and_stays(term: Term, content: Path) -> None:
    add, client = "/admin/maturity/maturitymodel/add/", signed_in("Publisher")
    assert add in client.get("/admin/maturity/maturitymodel/").text
    sent = dict(sent_by_form(client.get(add).text, "file_form"))
    for place in ("dimensions", "dimensions-0-statements"):
        sent = dict(sent_by_form(client.post(add, sent | {"_add": place}).text, "file_form"))
    sent |= {"title": "Data quality", "term": "first", "summary": "How good.", "method": "Gates."}
    refused = client.post(add, sent)
    assert refused.status_code == 422
    assert "Dimension 1, Title" in refused.text
    sent |= {
        "minutes": "5",
        "dimensions-0-title": "Checks",
        "dimensions-0-description": "What is checked.",
        "dimensions-0-statements-0-text": "Each table has a check.",
        "dimensions-0-statements-0-level": "2",
        "dimensions-0-statements-0-evidence": "A log.",
    }
    assert "Each table has a check." in client.post(f"{add}page/", sent).text
    assert not MaturityModel.objects.filter(slug="data-quality").exists()
    page = client.post(add, sent | {"_continue": "1"}, follow=True)
    assert page.redirect_chain[0][0].startswith("/admin/maturity/maturitymodel/data-quality/edit/")
    call_command("load_content", str(content))
    assert "Data quality" in Client().get("/maturity/data-quality/").text
    call_command("dump_content", str(content))
    assert "title: Checks" in (content / "maturity/data-quality.yaml").read_text()


def test_an_author_adds_no_assessment(term: Term) -> None:
    client = signed_in("Author")
    assert "maturitymodel/add/" not in client.get("/admin/maturity/maturitymodel/").text
    assert client.get("/admin/maturity/maturitymodel/add/").status_code == 403
