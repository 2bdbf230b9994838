"""Something wrong? The links at sections and figures, the page behind them, and its limits."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from authoring.models import ReaderReport
from glossary_site.web import limits
from terms.models import Term
from tests.world import make_figure, make_source, make_term

pytestmark = pytest.mark.django_db
URL = "/terms/mlops/report/"
SECTION = f"{URL}?section=explanation"
FIGURE = f"{URL}?figure=F1"
HTMX = {"HX-Request": "true"}
SAID = {"message": "DevOps is older than that.", "email": "rita@example.org"}


@pytest.fixture(autouse=True)
def term(settings: Settings) -> Term:
    settings.SENDS_MAIL = True
    term = make_term()
    make_figure(term, of="of models", source=make_source(authors="A. Vela", title="Ageing"))
    return term


def send(client: Client, address: str = SECTION, **changes: Any) -> Any:
    return client.post(address, SAID | changes)


def test_each_section_and_figure_leads_to_it(client: Client) -> None:
    page = client.get("/terms/mlops/").text
    for address in ("report/", "report/?section=explanation"):
        assert f'href="{address}"' in page
        assert client.get(f"/terms/mlops/{address}").status_code == 200
    assert 'data-report="Something wrong?"' in page  # which a note of a figure gets when it is open
    assert f'href="{FIGURE}"' in client.get("/terms/mlops/figures/").text
    assert client.get(FIGURE).status_code == 200


def test_robots_and_prefetching_stay_away(client: Client) -> None:
    assert "Disallow: /terms/*/report/" in client.get("/robots.txt").text
    assert "/terms/*/report/*" in client.get("/speculation-rules.json").text
    assert "noindex" in client.get(SECTION).text


def test_the_form_names_the_place_and_sets_no_cookie(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    response = client.get(SECTION)
    assert "<strong>Explanation</strong>" in response.text
    assert not response.cookies
    assert "<strong>The whole entry</strong>" in client.get(URL).text
    with django_assert_num_queries(3):
        page = client.get(FIGURE).text
    assert "<strong>70% of models</strong>" in page
    assert "Practitioner estimate, 2026: A. Vela, Ageing" in page


def test_htmx_gets_the_form_alone(client: Client) -> None:
    fragment = client.get(SECTION, headers=HTMX).text
    assert "<html" not in fragment
    assert 'id="reader-report"' in fragment


def test_a_plain_post_stores_it_and_thanks(client: Client) -> None:
    response = send(client, FIGURE)
    assert response.status_code == 302
    assert not response.cookies
    assert "Thank you" in client.get(response["Location"]).text
    report = ReaderReport.objects.get()
    assert (report.anchor, report.place, report.state) == ("figure-F1", "70% of models", "open")
    assert (report.message, report.email) == (SAID["message"], SAID["email"])
    assert report.get_absolute_url() == "/terms/mlops/figures/#F1"


def test_htmx_gets_the_thanks_in_place(client: Client) -> None:
    response = client.post(SECTION, SAID, headers=HTMX)
    assert response.status_code == 200
    assert "Thank you" in response.text
    assert "<form" not in response.text
    assert ReaderReport.objects.get().place == "Explanation"


def test_who_presses_twice_reports_once(client: Client) -> None:
    for address in (SECTION, SECTION, URL):
        send(client, address)
    assert ReaderReport.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"message": ""}, "message"),
        ({"message": "\u200b\u3164"}, "message"),
        ({"message": "x" * 2001}, "message"),
        ({"message": "nul \0 byte"}, "message"),
        ({"email": "rita"}, "email"),
        ({"email": "a@example.org\nBcc: b@example.org"}, "email"),
        ({"website": "https://example.com"}, "website"),
    ],
)
def test_a_wrong_field_is_named_and_the_rest_is_kept(
    client: Client, changes: dict[str, str], field: str
) -> None:
    response = send(client, **changes)
    assert response.status_code == 422
    assert f'id="id_{field}_error"' in response.text
    if field != "message":
        assert SAID["message"] in response.text
    assert not ReaderReport.objects.exists()


def test_nothing_is_asked_that_cannot_be_used(client: Client, settings: Settings) -> None:
    settings.SENDS_MAIL = False
    assert 'name="email"' not in client.get(SECTION).text
    send(client)
    assert ReaderReport.objects.get().email == ""


def test_nothing_that_is_sent_is_executed(client: Client, admin_client: Client) -> None:
    send(client, message="<script>alert(1)</script>")
    report = ReaderReport.objects.get()
    for address in (f"/admin/authoring/readerreport/{report.pk}/change/", "/admin/dashboard/"):
        assert "<script>alert" not in admin_client.get(address).text


@pytest.mark.parametrize(
    "address",
    ["/terms/nowhere/report/", f"{URL}?section=nowhere", f"{URL}?figure=F9", f"{URL}?figure=%00"],
)
def test_a_place_that_is_not_there(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404
    assert send(client, address).status_code == 404


def test_a_draft_is_nobodys_to_report(client: Client) -> None:
    Term.objects.update(status=Term.Status.DRAFT)
    assert client.get(SECTION).status_code == 404


def test_only_get_and_post(client: Client) -> None:
    assert client.put(SECTION).status_code == 405
    assert client.delete(SECTION).status_code == 405


def test_another_site_reports_nothing() -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(SECTION, SAID, headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403
    assert not ReaderReport.objects.exists()


def test_an_address_is_stopped_whoever_it_sends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "REPORTS_PER_ADDRESS", 2)
    sender = Client(REMOTE_ADDR="192.0.2.7")
    statuses = [send(sender, message=f"Wrong {n}.").status_code for n in range(3)]
    assert statuses == [302, 302, 429]
    assert send(Client(REMOTE_ADDR="192.0.2.8")).status_code == 302


def test_a_page_stays_the_same_for_everyone(client: Client) -> None:
    before = client.get("/terms/mlops/").content
    send(client)
    assert client.get("/terms/mlops/").content == before
