"""What is kept and said while a dimension is being answered, and evidence to the answers."""

import re

import pytest
from django.test import Client

from learners.models import Learner
from maturity.models import Assessment, MaturityModel, Response
from tests.html import squeezed
from tests.maturity.answering import URL, answers, take

pytestmark = pytest.mark.django_db

DRAFT = f"{URL}draft/?dimension=dimension-1"
EVIDENCE = {"note-d1-level-2": "See the wiki.", "link-d1-level-2": "https://example.org/wiki"}


def test_it_keeps_the_answers_and_says_what_is_left(
    htmx_client: Client, model: MaturityModel
) -> None:
    response = htmx_client.post(DRAFT, {"answer-d1-level-3": "some_places"})
    html = squeezed(response.text)
    assert response.status_code == 200
    assert html.startswith('<div class="progress assessment__progress" id="assessment-progress">')
    assert "1 of 12 statements answered; at most 7 more make a result" in html
    assert html.count("Can wait, as level 3 is not reached yet.") == 4
    # The notes of six levels, and the counts of two dimensions.
    assert html.count('hx-swap-oob="true"') == 8
    assert html.index('id="count-dimension-1"') < html.index("1 of 6") < html.index("0 of 6")
    assert Response.objects.get().value == "some_places"


def test_levels_above_a_closed_gate_are_folded_and_not_demanded(
    client: Client, model: MaturityModel
) -> None:
    form = {"answer-d1-level-2": "everywhere", "answer-d1-level-3": "not_yet"}
    assert client.post(URL, form).status_code == 302
    html = squeezed(client.get(f"{URL}?dimension=dimension-1").text)
    assert html.count('data-testid="level-group" open>') == 2
    assert html.count('data-testid="level-group">') == 4
    client.post(f"{URL}?dimension=dimension-1", form | {"answer-d1-level-3": "everywhere"})
    assert "2 of 12 statements answered" in squeezed(client.get(URL).text)


def test_a_skipped_level_ends_in_the_same_result(client: Client, model: MaturityModel) -> None:
    short = {"answer-d1-level-2": "everywhere", "answer-d1-level-3": "not_yet"}
    assessment = take(client, short, answers(2))
    html = squeezed(client.get(assessment.get_absolute_url()).text)
    assert "Level 2: Pilot</h1>" in html
    assert assessment.responses.count() == 8


def test_without_htmx_it_leads_back(client: Client, model: MaturityModel) -> None:
    response = client.post(DRAFT, {"answer-d1-level-2": "some_places"})
    assert response["Location"] == f"{URL}?dimension=dimension-1"
    assert Response.objects.count() == 1


def test_an_old_tab_takes_back_no_answer_of_another(
    client: Client, htmx_client: Client, model: MaturityModel
) -> None:
    htmx_client.post(DRAFT, {"answer-d1-level-2": "some_places", "note-d1-level-2": "Old."})
    first = shown(htmx_client.get(f"{URL}?dimension=dimension-1").text)
    newer = {"answer-d1-level-2": "everywhere", "note-d1-level-2": "New."}
    htmx_client.post(DRAFT, first | newer)
    old_tab = {"answer-d1-level-2": "some_places", "note-d1-level-2": "Old."}
    htmx_client.post(DRAFT, first | old_tab | {"answer-d1-level-3": "most_places"})
    assert set(Response.objects.values_list("statement__key", "value", "note")) == {
        ("d1-level-2", "everywhere", "New."),
        ("d1-level-3", "most_places", ""),
    }
    # What was touched in the old tab counts, though it is what the tab was drawn with.
    htmx_client.post(DRAFT, first | old_tab | {"shown-d1-level-2": ""})
    assert Response.objects.get(statement__key="d1-level-2").value == "some_places"


def shown(html: str) -> dict[str, str]:
    """The fingerprints of a page."""
    return dict(re.findall(r'name="(shown-[\w-]+)" value="(\w*)"', html))


def test_nothing_valid_creates_nobody(htmx_client: Client, model: MaturityModel) -> None:
    assert htmx_client.post(DRAFT, {"answer-d1-level-2": "perhaps"}).status_code == 200
    assert not Learner.objects.exists()


def test_a_late_draft_changes_nothing(
    client: Client, htmx_client: Client, model: MaturityModel
) -> None:
    assessment = take(client, answers(1), answers(2))
    htmx_client.cookies = client.cookies
    late = htmx_client.post(DRAFT, answers(1, "not_yet"))
    assert late["HX-Redirect"] == assessment.get_absolute_url()
    assert set(Response.objects.values_list("value", flat=True)) == {"everywhere"}


@pytest.mark.parametrize("path", ["/maturity/none/draft/", f"{URL}draft/?dimension=none"])
def test_what_is_not_there_is_not_found(client: Client, model: MaturityModel, path: str) -> None:
    assert client.post(path, answers(1)).status_code == 404
    assert client.get(DRAFT).status_code == 302


def test_evidence_is_kept_and_shown_to_its_owner_alone(
    client: Client, model: MaturityModel
) -> None:
    assessment = take(client, answers(1) | EVIDENCE, answers(2))
    response = Response.objects.get(statement__key="d1-level-2")
    assert (response.note, response.link) == ("See the wiki.", "https://example.org/wiki")
    mine = squeezed(client.get(assessment.get_absolute_url()).text)
    assert "See the wiki." in mine
    assert 'href="https://example.org/wiki"' in mine
    theirs = Client().get(assessment.get_absolute_url()).text
    assert "wiki" not in theirs
    assert "Your evidence" not in theirs


def test_a_note_is_escaped(client: Client, model: MaturityModel) -> None:
    note = {"note-d1-level-2": "<script>alert(1)</script>"}
    assessment = take(client, answers(1) | note, answers(2))
    html = squeezed(client.get(assessment.get_absolute_url()).text)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<script>alert(1)" not in html


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "data:text/html,hi",
        "ftp://example.org/",
        "example.org",
        "//example.org/",
        "https://example.org/" + "a" * 500,
        "https://example.org/\0",
    ],
)
def test_only_web_addresses_are_links(client: Client, model: MaturityModel, link: str) -> None:
    response = client.post(URL, answers(1) | {"link-d1-level-2": link})
    assert response.status_code == 422
    assert not Response.objects.filter(statement__key="d1-level-2").exists()
    assert squeezed(response.text).count('class="field__error"') == 1


def test_a_line_break_in_a_note_counts_once(client: Client, model: MaturityModel) -> None:
    note = "\r\n".join(["x" * 99] * 10) + "x"
    client.post(f"{URL}draft/?dimension=dimension-1", answers(1) | {"note-d1-level-2": note})
    assert Response.objects.get(statement__key="d1-level-2").note == note.replace("\r\n", "\n")


def test_a_note_needs_an_answer(client: Client, model: MaturityModel) -> None:
    form = {"answer-d1-level-2": "not_yet", "note-d1-level-5": "Soon."}
    response = client.post(URL, form)
    assert response.status_code == 422
    assert "Choose an answer." in squeezed(response.text)
    assert "Soon." in squeezed(response.text)
    assert Assessment.objects.get().responses.count() == 1
