"""Terms in the admin: looked at, refused, proposed, decided, restored."""

from collections.abc import Callable, Iterable
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from PIL import Image

from authoring.editing.form_sections import form_sections, values_as_drawn
from authoring.editing.roles import make_roles
from authoring.models import FileVersion, Proposal
from glossary_site.page_cache.models import read_version
from terms.browse.facets import count_facets
from terms.models import Term
from tests.authoring.test_load_content import searched

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
Edit = Callable[..., Any]


@pytest.fixture
def term(loaded_content: None) -> Term:
    return Term.objects.get(slug="first")


def signed_in(role: str, name: str = "") -> Client:
    """A browser in which somebody with this role is signed in."""
    make_roles()
    user = User.objects.create_user(name or role.lower(), is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


def address(term: Term) -> str:
    return f"/admin/terms/term/{term.pk}/change/"


def sections_of(names: Iterable[str]) -> set[str]:
    """The keys of the sections of the form with these fields, `steps-0-text` among them."""
    found = {name.partition("-")[0] for name in names}
    return {
        section.key
        for section in form_sections()
        if not found.isdisjoint(section.fields)
        or any(
            Term._meta.get_field(relation).related_model in section.models
            for relation in found & {field.name for field in Term._meta.related_objects}
        )
    }


def form_of(client: Client, term: Term, **changes: Any) -> dict[str, Any]:
    """What the form sends as it stands, its sections with `changes` open, with these."""
    page = client.get(address(term), {"open": list(sections_of(changes))})
    return sent_of(page) | changes


def sent_of(page: Any) -> dict[str, Any]:
    """What a form that was drawn sends as it stands."""
    values: dict[str, Any] = {
        "sections": [one.section.key for one in page.context["sections"] if one.is_open]
    }
    for form in [
        page.context["adminform"].form,
        *(
            one
            for formset in page.context["inline_admin_formsets"]
            for one in (formset.formset.management_form, *formset.formset.initial_forms)
        ),
    ]:
        values |= dict(values_as_drawn(form))
    return values


def save(client: Client, term: Term, **changes: Any) -> Any:
    return client.post(address(term), form_of(client, term, **changes), follow=True)


def read(term: Term) -> str:
    return Client().get(term.get_absolute_url()).text


def test_a_publishers_change_is_seen_at_once(term: Term) -> None:
    client = signed_in("Publisher")
    save(client, term, explanation="Now *it* is clear.", reason="It was not clear.")
    assert "is clear." in read(term)
    version = FileVersion.objects.current().get(path="terms/first/term.md")
    assert "Now *it* is clear." in version.text
    assert (version.made_by, version.note) == (User.objects.get(), "It was not clear.")


def test_saving_links_anew(term: Term) -> None:
    save(signed_in("Publisher"), term, title="Everywhere", **{"faqs-0-answer": "The second!"})
    assert ">Everywhere</a>" in read(Term.objects.get(slug="second"))
    assert ">The second</a>" in read(term)
    assert Term.objects.get(pk=term.pk).word_count > 30


def test_saving_publishes_to_search_and_to_the_counts(term: Term) -> None:
    client = signed_in("Publisher")
    save(client, term, title="Quaint", status="draft")
    assert (searched("quaint"), count_facets().total) == ([], 1)
    save(client, term, status="published")
    assert (searched("quaint"), count_facets(letter="q").total) == (["first"], 1)


def test_saving_what_is_there_makes_no_version(term: Term) -> None:
    before, kept = FileVersion.objects.count(), read_version()
    assert save(signed_in("Publisher"), term).status_code == 200
    assert FileVersion.objects.count() == before
    assert read_version() == kept


def test_pages_are_made_anew_when_a_change_is_accepted_and_not_before(term: Term) -> None:
    versions = [read_version()]
    for decision in ("reject", "accept"):
        save(signed_in("Author", f"author-{decision}"), term, explanation="Proposed.")
        versions.append(read_version())
        decide(signed_in("Reviewer", f"for-{decision}"), Proposal.objects.open().get(), decision)
        versions.append(read_version())
    assert len(set(versions[:4])) == 1
    assert versions[4] > versions[3]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("explanation", "See [it](term:nowhere).", "links to the term &#x27;nowhere&#x27;"),
        ("tldr", "It is [70%](figure:F9).", "links to the figure &#x27;F9&#x27;"),
        ("checklist_items-0-based_on", "step-7", "there are 1 of its kind"),
        ("benchmarks-0-typical_low", "99", "is not below high"),
    ],
)
def test_what_would_be_wrong_is_refused_and_said(
    term: Term, field: str, value: str, said: str
) -> None:
    before = read(term), FileVersion.objects.count()
    response = save(signed_in("Publisher"), term, **{field: value, "title": "Not lost"})
    assert said in response.text
    assert 'value="Not lost"' in response.text
    assert (read(term), FileVersion.objects.count()) == before


def test_a_draft_may_be_unfinished_until_it_is_published(term: Term) -> None:
    Term.objects.filter(pk=term.pk).update(status="draft")
    client = signed_in("Publisher")
    save(client, term, explanation="")
    assert "Explanation</a>: is missing. Write it" in save(client, term, status="published").text
    assert Term.objects.get(pk=term.pk).status == "draft"


def test_a_day_belongs_to_a_scheduled_term(term: Term) -> None:
    client = signed_in("Publisher")
    assert "Say on which day" in save(client, term, status="scheduled").text
    save(client, term, status="scheduled", publish_on="2999-01-01")
    assert Client().get(term.get_absolute_url()).status_code == 404
    save(client, term, status="published", publish_on="")
    assert "The first" in read(term)


def test_an_authors_change_of_a_published_term_is_a_proposal(term: Term) -> None:
    before = read(term)
    author = signed_in("Author")
    response = save(author, term, explanation="It is clear.", reason="Clearer.")
    assert "is proposed" in response.text
    assert response.request["PATH_INFO"].startswith("/admin/authoring/proposal/")
    assert read(term) == before
    proposal = Proposal.objects.get()
    assert proposal.note == "Clearer."
    page = author.get(f"/admin/authoring/proposal/{proposal.pk}/change/").text
    assert "+It is clear." in page
    assert "-See [the other](term:second)." in page
    assert 'value="accept"' not in page
    assert 'value="withdraw"' in page


def test_an_author_writes_drafts_but_publishes_nothing(term: Term) -> None:
    Term.objects.filter(pk=term.pk).update(status="draft")
    author = signed_in("Author")
    save(author, term, explanation="It is clear.", status="review")
    term.refresh_from_db()
    assert (term.explanation, term.status) == ("It is clear.", "review")
    assert Proposal.objects.count() == 0
    assert "not one of the available choices" in save(author, term, status="published").text
    assert Term.objects.get(pk=term.pk).status == "review"


def decide(client: Client, proposal: Proposal, decision: str, answer: str = "") -> Any:
    where = f"/admin/authoring/proposal/{proposal.pk}/decide/"
    return client.post(where, {"decision": decision, "answer": answer}, follow=True)


@pytest.fixture
def proposal(term: Term) -> Proposal:
    save(
        signed_in("Author"), term, explanation="It is clear.", **{"level_descriptions-2-text": "3!"}
    )
    return Proposal.objects.get()


def test_a_form_says_that_a_change_waits(term: Term, proposal: Proposal) -> None:
    reviewer = signed_in("Reviewer")
    link = f'href="/admin/authoring/proposal/{proposal.pk}/change/"'
    assert link in reviewer.get(address(term)).text
    assert link not in reviewer.get(address(Term.objects.get(slug="second"))).text
    assert reviewer.get("/admin/terms/term/none/change/").status_code == 302
    decide(reviewer, proposal, "reject")
    assert link not in reviewer.get(address(term)).text


def test_the_dashboard_lists_what_waits_for_a_decision(term: Term, proposal: Proposal) -> None:
    reviewer = signed_in("Reviewer")
    assert f"/admin/authoring/proposal/{proposal.pk}/" in reviewer.get("/admin/dashboard/").text
    decide(reviewer, proposal, "reject")
    assert "None is open." in reviewer.get("/admin/dashboard/").text


def test_rejecting_leaves_the_published_version_untouched(term: Term, proposal: Proposal) -> None:
    before = read(term), FileVersion.objects.count()
    decide(signed_in("Reviewer"), proposal, "reject", "Not yet.")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.answer) == ("rejected", "Not yet.")
    assert (read(term), FileVersion.objects.count()) == before
    assert "rejected" in signed_in("Reviewer", "other").get("/admin/authoring/proposal/").text


def test_accepting_publishes_and_is_in_the_history(term: Term, proposal: Proposal) -> None:
    reviewer = signed_in("Reviewer")
    assert "Readers see it now" in decide(reviewer, proposal, "accept").text
    assert "It is clear." in read(term)
    assert term.level_descriptions.get(level=3).text == "3!"
    assert Term.objects.get(pk=term.pk).status == "published"
    latest = FileVersion.objects.current().get(path="terms/first/maturity.yaml")
    assert (latest.how, str(latest.made_by)) == ("accepted", "reviewer")
    assert "this proposal is accepted already" in decide(reviewer, proposal, "reject").text
    proposal.refresh_from_db()
    assert (proposal.state, proposal.answer) == ("accepted", "")


def test_nobody_decides_on_their_own_proposal(term: Term) -> None:
    reviewer = signed_in("Reviewer")
    save(reviewer, term, explanation="It is clear.")
    assert decide(reviewer, Proposal.objects.get(), "accept").status_code == 403
    assert decide(signed_in("Author"), Proposal.objects.get(), "accept").status_code == 403
    decide(reviewer, Proposal.objects.get(), "withdraw")
    assert Proposal.objects.get().state == "withdrawn"


def test_a_change_elsewhere_is_kept_when_a_proposal_is_accepted(
    term: Term, proposal: Proposal
) -> None:
    save(signed_in("Publisher"), term, why_it_matters="It does, indeed.")
    decide(signed_in("Reviewer"), proposal, "accept")
    page = read(term)
    assert "It is clear." in page
    assert "It does, indeed." in page


def test_a_change_in_the_same_place_is_not_overwritten(term: Term, proposal: Proposal) -> None:
    save(signed_in("Publisher"), term, explanation="It is plain.")
    reviewer = signed_in("Reviewer")
    page = reviewer.get(f"/admin/authoring/proposal/{proposal.pk}/change/").text
    assert "changed here too: explanation" in page
    assert "changed here too: explanation" in decide(reviewer, proposal, "accept").text
    assert "It is plain." in read(term)
    assert Proposal.objects.get().is_open


def test_a_proposal_that_has_become_wrong_is_not_accepted(term: Term) -> None:
    save(signed_in("Author"), term, **{"faqs-0-answer": "See [it](term:second)."})
    Term.objects.filter(slug="second").update(slug="moved")
    page = decide(signed_in("Reviewer"), Proposal.objects.get(), "accept").text
    assert "links to the term &#x27;second&#x27;" in page
    assert Proposal.objects.get().is_open


def test_history_shows_what_changed_and_restores_it(term: Term) -> None:
    client = signed_in("Publisher")
    save(client, term, explanation="It is clear.", updated_on=date(2026, 11, 24))
    save(client, term, title="Renamed")
    page = client.get(f"/admin/terms/term/{term.pk}/history/").text
    for words in ("edited in the admin", "loaded from the file", "publisher", "+title: Renamed"):
        assert words in page
    first = FileVersion.objects.get(path="terms/first/term.md", number=1)
    where = f"/admin/terms/term/{term.pk}/history/{first.pk}/restore/"
    assert client.get(where).status_code == 302
    assert "Restored" in client.post(where, follow=True).text
    term.refresh_from_db()
    assert (term.title, term.updated_on) == ("The first", date(2026, 11, 22))
    latest = FileVersion.objects.current().get(path="terms/first/term.md")
    assert (latest.text, latest.number, latest.how) == (first.text, 4, "restored")
    assert signed_in("Author").post(where).status_code == 403


def test_what_cannot_hold_any_more_is_not_restored(term: Term) -> None:
    client = signed_in("Publisher")
    save(client, term, explanation="It is clear.")
    Term.objects.filter(slug="second").update(slug="moved")
    first = FileVersion.objects.get(path="terms/first/term.md", number=1)
    where = f"/admin/terms/term/{term.pk}/history/{first.pk}/restore/"
    assert "links to the term &#x27;second&#x27;" in client.post(where, follow=True).text
    assert "It is clear." in read(term)


def look(client: Client, term: Term, what: str, **changes: Any) -> Any:
    where = f"/admin/terms/term/{term.pk}/look/{what}/"
    return client.post(where, form_of(client, term, **changes))


@pytest.mark.parametrize("status", ["published", "draft"])
def test_the_page_can_be_seen_before_it_is_saved(term: Term, status: str) -> None:
    Term.objects.filter(pk=term.pk).update(status=status)
    before = FileVersion.objects.count()
    response = look(signed_in("Author"), term, "page", explanation="It is **clear**.")
    assert "It is <strong>clear</strong>." in response.text
    assert 'id="faq"' in response.text
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    term.refresh_from_db()
    assert (term.status, term.explanation) == (status, "See [the other](term:second).")
    assert FileVersion.objects.count() == before


def test_a_form_that_is_wrong_says_so_instead(term: Term) -> None:
    response = look(signed_in("Author"), term, "page", title="")
    assert response.status_code == 422
    assert "Title: This field is required." in response.text


def test_what_a_change_touches_is_shown_before_it_is_saved(term: Term) -> None:
    client = signed_in("Publisher")
    page = look(client, term, "impact", explanation="It is clear.").text
    assert "+It is clear." in page
    assert page.count("What is the answer to") == 6
    page = look(client, term, "impact", title="Renamed", **{"steps-0-text": "Start now."}).text
    assert "linked anew" in page
    assert "The second" in page
    assert "What is the answer to" not in page
    assert "Nothing changes." in look(client, term, "impact").text


def test_a_new_term_is_written_and_looked_at(term: Term) -> None:
    author = signed_in("Author")
    values = sent_of(author.get("/admin/terms/term/add/?open=explanation"))
    values |= {"title": "The third", "tldr": "It is new.", "explanation": "New."}
    assert "It is new." in author.post("/admin/terms/term/add/page/", values).text
    assert not Term.objects.filter(slug="the-third").exists()
    author.post("/admin/terms/term/add/", values)
    made = Term.objects.get(slug="the-third")
    assert (made.status, made.kind, made.explanation) == ("draft", "brief", "New.")
    assert "status: draft" in FileVersion.objects.get(path="terms/the-third/term.md").text


def test_roles_that_an_operator_changed_stay(term: Term) -> None:
    make_roles()
    Group.objects.get(name="Author").permissions.clear()
    make_roles()
    assert Group.objects.get(name="Author").permissions.count() == 0
    assert Group.objects.get(name="Publisher").permissions.filter(codename="publish_term").exists()


def test_a_stranger_sees_nothing(term: Term, client: Client) -> None:
    for where in (f"{term.pk}/history/", f"{term.pk}/look/page/", f"{term.pk}/change/"):
        assert client.get(f"/admin/terms/term/{where}").status_code == 302
    client.force_login(User.objects.create_user("staff", is_staff=True))
    assert client.get(f"/admin/terms/term/{term.pk}/history/").status_code == 403
    assert client.post(f"/admin/terms/term/{term.pk}/look/page/").status_code == 403
    assert client.get("/admin/authoring/proposal/1/change/").status_code == 403


def test_the_levels_of_a_published_term_are_no_way_around_a_proposal(term: Term) -> None:
    level = term.level_descriptions.get(level=3)
    where = f"/admin/maturity/leveldescription/{level.pk}/change/"
    values = {"term": term.pk, "level": 3, "text": "Three."}
    assert signed_in("Author").post(where, values).status_code == 403
    assert signed_in("Publisher").post(where, values).status_code == 302
    assert term.level_descriptions.get(level=3).text == "Three."
    assert "Three." in FileVersion.objects.current().get(path="terms/first/maturity.yaml").text


def test_a_term_with_a_folder_is_not_deleted_and_one_without_leaves_no_file(
    term: Term, tmp_path: Path
) -> None:
    publisher = signed_in("Publisher")
    where = f"/admin/terms/term/{term.pk}/delete/"
    assert publisher.post(where, {"post": "yes"}).status_code == 403
    term.pk, term.slug, term.title, term.content_digest = None, "third", "The third", ""
    term.abbreviation, term.status = "", "draft"
    term.save()
    save(publisher, term, tldr="New.")
    call_command("dump_content", str(tmp_path / "dumped"), stdout=StringIO())
    assert (tmp_path / "dumped/terms/third/term.md").exists()
    publisher.post(f"/admin/terms/term/{term.pk}/delete/", {"post": "yes"})
    assert not Term.objects.filter(slug="third").exists()
    call_command("dump_content", str(tmp_path / "dumped"), stdout=StringIO())
    assert not (tmp_path / "dumped/terms/third/term.md").exists()


def test_the_form_has_the_readers_order_and_every_field(term: Term) -> None:
    html = signed_in("Publisher").get(address(term), {"open": "all"}).text
    marks = [
        *('name="tldr"', 'id="aliases-group"', 'id="takeaways-group"', 'id="key_metrics-group"'),
        *('name="explanation"', 'name="where_used"', 'id="roles-group"', 'name="why_it_matters"'),
        *('id="steps-group"', 'id="checklist_items-group"', 'id="level_descriptions-group"'),
        *('id="comparisons-group"', 'name="how_it_works"', 'id="mistakes-group"'),
        *('id="practices-group"', 'name="benchmarks_note"', 'id="benchmarks-group"'),
        *('id="faqs-group"', 'id="related_terms-group"', 'name="image"', 'name="reason"'),
    ]
    places = [html.find(mark) for mark in marks]
    assert dict(zip(marks, places, strict=True)) == {
        mark: place for mark, place in zip(marks, sorted(places), strict=True) if place > 0
    }
    editable = {field.name for field in Term._meta.concrete_fields if field.editable} - {"id"}
    assert editable <= {name for section in form_sections() for name in section.fields}


def test_two_publishers_who_write_at_once_both_keep_what_they_wrote(term: Term) -> None:
    """Whoever saves second had the form of before the first; only what they changed is new."""
    first, second = signed_in("Publisher"), signed_in("Publisher", "another")
    earlier = form_of(first, term, tldr="A new summary.")
    later = form_of(second, term, explanation="A new explanation.")
    for client, sent in ((first, earlier), (second, later)):
        assert client.post(address(term), sent).status_code == 302
    html = read(term)
    assert "A new summary." in html
    assert "A new explanation." in html


def test_two_publishers_who_change_the_same_are_told(term: Term) -> None:
    first, second = signed_in("Publisher"), signed_in("Publisher", "another")
    earlier, later = form_of(first, term, tldr="The first words."), form_of(second, term)
    later["tldr"] = "The second."
    assert first.post(address(term), earlier).status_code == 302
    response = second.post(address(term), later)
    assert response.status_code == 200
    assert "Somebody has changed this meanwhile too: tldr." in response.text
    assert "The second." in response.text
    assert "The first words." in read(term)


def test_a_form_shows_what_is_there_and_opens_what_is_asked_for(term: Term) -> None:
    client = signed_in("Publisher")
    html = client.get(address(term)).text
    assert html.count("<input") + html.count("<select") + html.count("<textarea") < 60
    assert 'name="_open"' in html
    assert "steps-0-name" not in html
    section = client.get(f"/admin/terms/term/{term.pk}/section/how-to-apply/").text
    assert section.strip().startswith('<div class="part" id="section-how-to-apply">')
    assert 'value="Begin"' in section
    assert client.get(f"/admin/terms/term/{term.pk}/section/nowhere/").status_code == 404


def test_a_section_and_a_row_are_added_by_plain_posts_that_keep_what_was_written(
    term: Term,
) -> None:
    client = signed_in("Publisher")
    opened = client.post(
        address(term), form_of(client, term, title="Kept") | {"_open": "how-to-apply"}
    )
    assert 'value="Kept"' in opened.text
    assert opened.context["errors"] == []
    sent = sent_of(opened)
    more = client.post(address(term), sent | {"_add": "steps"})
    assert 'name="steps-1-name"' in more.text
    assert "This field is required" not in more.text
    assert Term.objects.get(pk=term.pk).title == "The first"
    sent |= {
        "steps-TOTAL_FORMS": "2",
        "steps-1-position": "1",
        "steps-1-name": "Go on",
        "steps-1-text": "On.",
    }
    assert client.post(address(term), sent).status_code == 302
    assert list(term.steps.values_list("name", flat=True)) == ["Begin", "Go on"]
    assert Term.objects.get(pk=term.pk).title == "Kept"


def test_a_row_that_was_added_and_left_empty_is_none(term: Term) -> None:
    client = signed_in("Publisher")
    where = f"/admin/terms/term/{term.pk}/section/how-to-apply/"
    sent = form_of(client, term, **{"steps-0-name": "Begin"})
    assert 'id="steps-1"' in client.post(where, sent | {"_add": "steps"}).text
    empty = {"steps-TOTAL_FORMS": "2", "steps-1-position": "1", "steps-1-name": ""}
    assert client.post(address(term), sent | empty).status_code == 302
    assert term.steps.count() == 1


def test_what_is_not_open_is_not_changed(term: Term) -> None:
    before = FileVersion.objects.current().get(path="terms/first/term.md").text
    save(signed_in("Publisher"), term, title="Renamed")
    after = FileVersion.objects.current().get(path="terms/first/term.md").text
    assert after == before.replace("title: The first", "title: Renamed")


def test_a_refusal_opens_its_section_and_stands_at_its_row(term: Term) -> None:
    client = signed_in("Publisher")
    response = save(client, term, **{"steps-0-DELETE": "on"})
    assert '<a href="#section-checklist">Checklist, entry 1, Based on</a>' in response.text
    rows = next(
        one
        for one in response.context["inline_admin_formsets"]
        if one.formset.prefix == "checklist_items"
    )
    assert "based_on" in rows.formset.forms[0].errors


def test_the_least_new_term_is_a_title_and_a_sentence(term: Term) -> None:
    author = signed_in("Author")
    page = author.get("/admin/terms/term/add/")
    sent = sent_of(page) | {"title": "Canary release", "tldr": "A small share sees it first."}
    assert author.post("/admin/terms/term/add/", sent).status_code == 302
    made = Term.objects.get(slug="canary-release")
    assert (made.status, made.kind) == ("draft", "brief")


def png(size: tuple[int, int] = (8, 6)) -> bytes:
    data = BytesIO()
    Image.new("RGB", size, "teal").save(data, "PNG")
    return data.getvalue()


def test_an_image_is_put_in_with_its_words_and_comes_back_in_the_folder(
    term: Term, content: Path, tmp_path: Path
) -> None:
    client = signed_in("Publisher")
    file = SimpleUploadedFile("../My Drift.jpeg", png())
    sent = {"image": file, "image_alt": "A [falling] score", "image_place": "explanation"}
    save(client, term, **sent)
    image = term.images.get()
    assert (image.name, image.kind, image.width) == ("my-drift.png", "image/png", 8)
    assert f'src="{image.address}" alt="A [falling] score"' in read(term)
    call_command("load_content", str(content), stdout=StringIO())
    assert image.address in read(term)
    call_command("dump_content", str(tmp_path / "dumped"), stdout=StringIO())
    assert (tmp_path / "dumped/terms/first/my-drift.png").read_bytes() == png()
    assert "my-drift.png" in client.get(address(term), {"open": "images"}).text


def test_a_form_takes_an_image_whatever_is_open_and_says_where_one_is_missing(term: Term) -> None:
    author = signed_in("Author")
    assert 'enctype="multipart/form-data"' in author.get(address(term)).text
    page = save(author, term, image_alt="A score", image_place="explanation")
    assert "Choose the file of the image." in page.text


def test_an_image_is_proposed_and_seen_once_it_is_accepted(term: Term) -> None:
    file = SimpleUploadedFile("score.png", png())
    sent = {"image": file, "image_alt": "A score", "image_place": "explanation"}
    save(signed_in("Author"), term, **sent)
    proposal = Proposal.objects.get()
    assert "score.png" in proposal.texts["term.md"]
    assert "score.png" not in read(term)
    page = signed_in("Publisher").get(f"/admin/authoring/proposal/{proposal.pk}/change/").text
    assert f'src="{term.images.get().address}"' in page
    decide = f"/admin/authoring/proposal/{proposal.pk}/decide/"
    signed_in("Reviewer").post(decide, {"decision": "accept"})
    assert f'src="{term.images.get().address}" alt="A score"' in read(term)


@pytest.mark.parametrize(
    ("file", "alt", "said"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Words", "an SVG can hold scripts"),
        (b"no image", "Words", "is no whole PNG"),
        (png((4001, 1)), "Words", "no side may have more than 4,000"),
        (b"x" * 1_000_001, "Words", "larger than 1000 kB"),
        (png(), "", "Say what the image shows"),
    ],
    ids=["svg", "text", "wide", "large", "silent"],
)
def test_an_image_that_nobody_should_see_is_refused(
    term: Term, file: bytes, alt: str, said: str
) -> None:
    sent = {
        "image": SimpleUploadedFile("a.png", file),
        "image_alt": alt,
        "image_place": "explanation",
    }
    assert said in save(signed_in("Publisher"), term, **sent).text
    assert not term.images.exists()


def test_markdown_is_previewed_as_its_page_shows_it(term: Term) -> None:
    author = signed_in("Author")
    where = f"/admin/terms/term/{term.pk}/markdown/"
    sent = {"_field": "tldr", "_form": "line", "tldr": "It is **clear** <script>alert(1)</script>."}
    page = author.post(where, sent).text
    assert "<strong>clear</strong>" in page
    assert "<script>" not in page
    assert "Line 1 has the HTML" in page
    assert Client().post(where, sent).status_code == 302


def test_whoever_may_only_look_changes_nothing(term: Term) -> None:
    user = User.objects.create_user("staff", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_term"))
    client = Client()
    client.force_login(user)
    page = client.get(address(term), {"open": "all"})
    assert page.status_code == 200
    assert "Start." in page.text
    assert client.post(address(term), {"title": "Mine"}).status_code == 403
