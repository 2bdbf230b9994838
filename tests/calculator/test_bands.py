"""A result among the benchmarks of the glossary: the chart, the words, and what has no band."""

from decimal import Decimal
from fractions import Fraction

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from calculator.benchmarks import place
from calculator.charts.band_chart import WIDTH, band_chart
from calculator.form.stored_scenario import read_form
from terms.models import Benchmark, Term
from terms.pages.benchmark_band import Range
from tests.world import make_cost_scenario, make_figure, make_term

BANDS = [
    Range(Fraction(40), None),
    Range(Fraction(15), Fraction(25)),
    Range(None, Fraction(10)),
]


def test_bands_stand_in_order_with_gaps_between_them() -> None:
    chart = band_chart(BANDS, Fraction(20))
    ends = [(float(one.x), float(one.x) + float(one.width)) for one in chart.stretches]
    lagging, typical, leading = ends
    assert leading[1] < typical[0]
    assert typical[1] < lagging[0]
    assert lagging[1] == pytest.approx(WIDTH - 6, abs=0.2)
    assert typical[0] < float(chart.value_x) < typical[1]
    assert not chart.is_beyond


@pytest.mark.parametrize("value", [0, 10, 50, 51, 10**9])
def test_a_value_stays_on_the_axis(value: int) -> None:
    chart = band_chart(BANDS, Fraction(value))
    assert 6 <= float(chart.value_x) <= WIDTH - 6
    assert chart.is_beyond is (value > 50)


def test_bands_without_an_end_are_refused() -> None:
    with pytest.raises(ValueError, match="no band"):
        band_chart([Range(None, None)], Fraction(1))


@pytest.fixture
def term() -> Term:
    term = make_term()
    make_cost_scenario(term)
    Benchmark.objects.create(
        term=term, position=0, industry="Software", metric="AI COGS as a share", note="",
        unit=Benchmark.Unit.PERCENT, measure=Benchmark.Measure.AI_COGS_SHARE,
        figure=make_figure(term, key="F29"), lagging_low=Decimal(40), typical_low=Decimal(15),
        typical_high=Decimal(25), leading_high=Decimal(10),
    )  # fmt: skip
    return term


@pytest.mark.django_db
def test_the_result_says_in_which_band_it_stands(client: Client, term: Term) -> None:
    text = " ".join(client.get("/calculator/").text.split())
    assert 'aria-label="AI COGS as a share: Leading"' in text
    assert f'href="{term.get_absolute_url()}#benchmarks"' in text
    for margin in ("45.0%", "60.0% – 70.0%", "75.0%"):
        assert margin in text
    between = client.get("/calculator/?price_per_user=20").text
    assert "Between typical and leading" in between
    assert "Lagging · Software" not in between


@pytest.mark.django_db
def test_a_draft_and_a_result_without_a_share_have_no_band(client: Client, term: Term) -> None:
    assert 'data-testid="bands"' not in client.get("/calculator/?price_per_user=0").text
    Term.objects.update(status=Term.Status.DRAFT)
    mix = "?share_1=1&price_1=1&users=1&requests_per_user=1&price_per_user=9"
    assert 'data-testid="bands"' not in client.get(f"/calculator/{mix}").text


@pytest.mark.django_db
def test_the_bands_cost_one_query(
    client: Client, term: Term, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    calculation = read_form(QueryDict(f"preset={term.slug}")).calculation
    assert calculation
    with django_assert_num_queries(1):
        for row in place(calculation).values():
            render_to_string("calculator/_bands.html", {"placed": row})
