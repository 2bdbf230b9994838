"""A reader's own values beside the benchmarks of a term."""

from decimal import Decimal

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from terms.models import Benchmark, Term
from tests.html import one_line
from tests.world import make_figure, make_term

pytestmark = pytest.mark.django_db
URL = "/terms/mlops/benchmarks/"


@pytest.fixture
def term() -> Term:
    term = make_term()
    figure = make_figure(term=term)
    Benchmark.objects.create(
        term=term,
        industry="Software",
        metric="Cost share",
        unit=Benchmark.Unit.PERCENT,
        figure=figure,
        lagging_low=Decimal(40),
        typical_low=Decimal(15),
        typical_high=Decimal(25),
        leading_high=Decimal(10),
    )
    Benchmark.objects.create(
        term=term,
        position=1,
        industry="Software",
        metric="Cost a request",
        unit=Benchmark.Unit.USD,
        figure=figure,
        lagging_low=Decimal("0.10"),
        typical_low=Decimal("0.01"),
        typical_high=Decimal("0.05"),
        leading_high=Decimal("0.005"),
    )
    return term


@pytest.mark.usefixtures("term")
def test_each_value_is_placed_and_kept_in_its_field(client: Client) -> None:
    page = client.get(URL, {"row-0": "30 %", "row-1": "$0.004"}).text
    assert "Between lagging and typical</span>" in page
    assert "Leading</span>" in page
    assert 'value="30 %"' in page
    assert 'name="robots" content="noindex"' in page


@pytest.mark.usefixtures("term")
def test_htmx_gets_the_place_of_the_one_value_alone(htmx_client: Client) -> None:
    answer = htmx_client.get(URL, {"row-1": "0.02"})
    assert answer.text.strip() == '<span class="standing standing--typical">Typical</span>'
    assert htmx_client.get(URL, {"row-1": ""}).text.strip() == ""


@pytest.mark.usefixtures("term")
@pytest.mark.parametrize("value", ["many", "1e9", "12,5", "\0", "<b>", "9" * 300, "🙂", "1 2"])
def test_what_is_no_number_is_said_beside_it(
    client: Client, htmx_client: Client, value: str
) -> None:
    page = client.get(URL, {"row-0": value, "row-1": "0.02"})
    assert page.status_code == 422
    assert 'class="field__error"' in page.text
    assert "Typical</span>" in page.text
    assert htmx_client.get(URL, {"row-0": value}).status_code == 422


@pytest.mark.usefixtures("term")
@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"row-0": "-5%"}, "“-5%” is less than can be. Write 0 or more."),
        ({"row-0": "150 %"}, "“150 %” is more than can be. Write at most 100%."),
        ({"row-0": "100.01"}, "“100.01” is more than can be."),
        ({"row-1": "−$0.01"}, "“−$0.01” is less than can be."),
        ({"row-1": "nan"}, "“nan” is not a finite number."),
        ({"row-1": "inf"}, "“inf” is not a finite number."),
        ({"row-0": "12,5"}, "“12,5” has a decimal comma. Write 12.5."),
    ],
)
def test_what_cannot_be_is_refused(client: Client, query: dict[str, str], said: str) -> None:
    page = client.get(URL, query)
    assert page.status_code == 422
    assert said in page.text
    assert "standing--" not in page.text


@pytest.mark.parametrize(("value", "status"), [("-3", 200), ("140", 200), ("100%", 200)])
def test_bands_beyond_a_share_make_room_for_values_there(
    client: Client, term: Term, value: str, status: int
) -> None:
    term.benchmarks.filter(position=0).update(lagging_low=Decimal(-10), leading_high=Decimal(130))
    assert client.get(URL, {"row-0": value}).status_code == status


@pytest.mark.usefixtures("term")
@pytest.mark.parametrize("query", [{}, {"row-0": " ", "row-1": ""}])
def test_an_empty_comparison_says_what_to_do(client: Client, query: dict[str, str]) -> None:
    assert "You typed no value yet." in client.get(URL, query).text
    assert "You typed no value yet." not in client.get(URL, {"row-0": "5"}).text


def test_nothing_typed_and_strange_names_show_the_table(client: Client, term: Term) -> None:
    for query in ({}, {"row-7": "1"}, {"x": "y"}, {"row-0": " "}):
        answer = client.get(URL, query)
        assert answer.status_code == 200
        assert "standing--" not in answer.text
    assert "sessionid" not in client.cookies
    assert client.get("/terms/none/benchmarks/").status_code == 404
    term.status = Term.Status.DRAFT
    term.save()
    assert client.get(URL).status_code == 404


@pytest.mark.usefixtures("term")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_no_value_breaks_the_page(text: str) -> None:
    assert Client().get(URL, {"row-0": text}).status_code in {200, 422}


@pytest.mark.usefixtures("term")
def test_the_term_page_asks_for_the_readers_values(client: Client) -> None:
    page = client.get("/terms/mlops/").text
    assert page.count('class="input own-value__input"') == 2
    assert f'action="{URL}"' in page


def test_the_neighbours_in_the_category_stand_at_the_end(client: Client) -> None:
    for slug in ("beta", "alpha", "gamma"):
        make_term(slug=slug, title=slug.capitalize(), abbreviation="")
    make_term(slug="hidden", title="Better", abbreviation="", status=Term.Status.DRAFT)
    middle = one_line(client.get("/terms/beta/").text)
    assert 'rel="prev" href="/terms/alpha/"' in middle
    assert 'rel="next" href="/terms/gamma/"' in middle
    assert 'rel="prev"' not in client.get("/terms/alpha/").text
    assert 'rel="next"' not in client.get("/terms/gamma/").text
