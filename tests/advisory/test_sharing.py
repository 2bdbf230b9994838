"""What a reader brings along to the advisor, and that it is theirs to share."""

import datetime
import re
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from advisory.clicks import clicks
from advisory.models import CallRequest, Handover, OriginCount
from tests.maturity.answering import answers, take
from tests.world import filled_in, make_advisor, make_maturity_model, make_term

pytestmark = pytest.mark.django_db
QUERY = "name_1=Only&share_1=1&price_1=0.127&users=1000&requests_per_user=30&price_per_user=9"
SCHEDULER = "https://cal.example.org/ada?month=2026-12"


def brought(client: Client, page: str) -> str:
    """The address to which the page's own button leads."""
    form = re.search(r'<form method="post" action="/advisory/from/">.*?</form>', page, re.S)
    assert form is not None
    fields = re.findall(r'name="(\w+)" value="([^"]*)"', form[0])
    data = {name: unescape(value) for name, value in fields}
    response = client.post("/advisory/from/", data)
    assert response.status_code == 302
    return str(response["Location"])


def boxes(page: str) -> list[str]:
    return re.findall(r'name="share"\s+value="(\w+)"', page)


def test_a_term_hands_over_its_title(client: Client) -> None:
    make_advisor()
    make_term()
    address = brought(client, client.get("/terms/mlops/").text)
    page = client.get(address).text
    assert boxes(page) == ["term"]
    assert 'href="/terms/mlops/"' in page
    assert "checked" not in page, "nothing is ticked unless the reader does so"
    assert "mlops" not in address
    assert not client.cookies


def test_a_result_hands_over_its_level_and_weakest_dimension(client: Client) -> None:
    make_maturity_model(make_term())
    result = take(client, answers(1), answers(2, level_7="some_places"))
    address = brought(Client(), client.get(result.get_absolute_url()).text)
    page = client.get(address).text
    assert boxes(page) == ["level", "weakest_dimension"]
    assert result.token not in address


def test_a_calculation_hands_over_cost_and_margin(client: Client) -> None:
    address = brought(client, client.get(f"/calculator/?{QUERY}").text)
    page = client.get(address).text
    assert boxes(page) == ["cost_per_request", "ai_cogs", "gross_margin"]
    assert "$0.127" in page
    assert "57.7%" in page
    assert not re.search(r"0\.127|price|57\.7", address)


def test_only_what_is_ticked_reaches_the_advisor(client: Client, settings: Settings) -> None:
    settings.ADVISORY_EMAIL = "advisor@example.org"
    address = brought(client, client.get(f"/calculator/?{QUERY}").text)
    wrong = client.post(address, filled_in(name="") | {"share": ["gross_margin"]})
    assert re.search(r'value="gross_margin"\s+checked', wrong.text), "a tick outlives a mistake"
    client.post(address, filled_in() | {"share": ["gross_margin", "no_such_key"]})
    call = CallRequest.objects.get()
    assert call.shared == "Gross margin: 57.7%"
    assert call.origin == "calculation"
    assert "Gross margin: 57.7%" in mail.outbox[0].body
    assert "$0.127" not in mail.outbox[0].body


def test_a_page_that_is_gone_or_a_reference_that_is_old_says_so(client: Client) -> None:
    term = make_term()
    handover = Handover.objects.create(origin="term", subject="mlops")
    address = f"/advisory/?from={handover.reference}"
    assert boxes(client.get(address).text) == ["term"]
    Handover.objects.update(made_at=timezone.now() - datetime.timedelta(days=8))
    assert "has expired" in client.get(address).text
    Handover.objects.update(made_at=timezone.now())
    term.delete()
    assert "has expired" in client.get(address).text
    assert client.post(address, filled_in() | {"share": "term"}).status_code == 302
    assert CallRequest.objects.get().shared == ""


@pytest.mark.parametrize(
    ("origin", "subject"),
    [
        ("term", "nothing"),
        ("term", ""),
        ("term", "\0"),
        ("result", "x"),
        ("calculation", "share_1=minus"),
        ("calculation", "preset=nothing"),
        ("calculation", "x=1&" * 1001),
        ("direct", ""),
        ("os.system", "ls"),
        ("", ""),
    ],
)
def test_a_page_that_there_is_not_is_refused(client: Client, origin: str, subject: str) -> None:
    response = client.post("/advisory/from/", {"origin": origin, "subject": subject})
    assert response.status_code == 400
    assert not Handover.objects.exists()


@given(st.text(max_size=60), st.lists(st.text(max_size=9), max_size=3))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_reference_breaks_the_page(client: Client, reference: str, ticked: list[str]) -> None:
    response = client.get("/advisory/", {"from": reference, "share": ticked})
    assert response.status_code == 200


def scheduled(client: Client, address: str) -> dict[str, str]:
    """The parameters at the scheduler, when the link on the page at `address` is followed."""
    page = client.get(address).text
    link = re.search(r'href="(/advisory/scheduler/[^"]*)"\s+rel="noopener nofollow"', page)
    assert link is not None
    target = client.get(unescape(link[1]))["Location"]
    assert target.startswith("https://cal.example.org/ada?")
    return dict(parse_qsl(urlsplit(target).query))


def test_the_link_to_a_scheduler_carries_what_is_ticked(client: Client, settings: Settings) -> None:
    settings.ADVISORY_BOOKING_URL, settings.ADVISORY_SCHEDULER = SCHEDULER, "cal.com"
    address = brought(client, client.get(f"/calculator/?{QUERY}").text)
    reference = Handover.objects.get().reference
    carried = {"month": "2026-12", "metadata[reference]": reference}
    assert scheduled(client, address) == carried
    sent = {"from": reference, "share": ["gross_margin", "no_such_key"]}
    assert client.post("/advisory/agreed/", sent)["Location"] == address
    assert Handover.objects.get().agreed == "Gross margin: 57.7%"
    assert re.search(r'value="gross_margin"\s+checked', client.get(address).text)
    assert scheduled(client, address) == carried | {
        "notes": "Gross margin: 57.7%",
        "metadata[gross_margin]": "57.7%",
    }
    part = client.post("/advisory/agreed/", {"from": reference}, headers={"HX-Request": "true"})
    assert "<html" not in part.text
    assert 'id="scheduler"' in part.text
    assert scheduled(client, address) == carried, "what is ticked no more is not passed on"
    assert 'id="call-request"' not in client.get("/advisory/").text


@pytest.mark.parametrize("path", ["//evil.example/", "https://evil.example", "\\\\evil.example"])
def test_no_request_changes_where_the_scheduler_is(
    client: Client, settings: Settings, path: str
) -> None:
    settings.ADVISORY_BOOKING_URL = SCHEDULER
    asked = {"from": path, "share": path, "next": path, "url": path}
    assert client.get("/advisory/scheduler/", asked)["Location"].startswith(f"{SCHEDULER}&utm_")
    settings.ADVISORY_BOOKING_URL = ""
    assert client.get("/advisory/scheduler/", asked).status_code == 404


def test_clicks_are_counted_by_origin_and_nothing_else(client: Client, settings: Settings) -> None:
    settings.ADVISORY_BOOKING_URL = SCHEDULER
    make_term()
    clicks.flush()
    OriginCount.objects.all().delete()
    for _click in range(2):
        client.post("/advisory/from/", {"origin": "term", "subject": "mlops"})
    client.get("/advisory/scheduler/")
    client.head("/advisory/scheduler/")
    clicks.flush()
    counted = OriginCount.objects.values_list("origin", "step", "count").order_by("-count")
    assert list(counted) == [("term", "opened", 2), ("direct", "left", 1)]
    client.get("/advisory/scheduler/")
    clicks.flush()
    assert OriginCount.objects.get(step="left").count == 2
