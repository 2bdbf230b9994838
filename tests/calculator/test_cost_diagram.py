"""The cost diagram of a term's page, and that it agrees with the calculator."""

import re
from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from calculator.models import CostScenario, CostTier
from tests.html import squeezed
from tests.world import make_cost_scenario, make_term

pytestmark = pytest.mark.django_db


@pytest.fixture
def scenario() -> CostScenario:
    return make_cost_scenario(make_term())


def render_diagram(scenario: CostScenario) -> str:
    return squeezed(render_to_string("calculator/_cost_section.html", {"term": scenario.term}))


def value_after(html: str, label: str) -> str:
    (value,) = re.findall(rf"{label}\s*</dt>\s*<dd[^>]*>(?:<span[^>]*>)?\s*([^<\s]+)", html)
    return str(value)


def test_the_drawing_has_a_name_and_words_for_it(scenario: CostScenario) -> None:
    html = render_diagram(scenario)
    assert 'role="img" aria-labelledby="cost-flow-title cost-flow-desc"' in html
    assert '<title id="cost-flow-title">Cost per query</title>' in html
    assert "Frontier: 10% of requests, $1.00 each, 78.7% of spend." in html
    for stop in ("User request", "Router", "Guardrails and quality check", "User response"):
        assert stop in html


def test_the_table_says_what_the_drawing_shows(scenario: CostScenario) -> None:
    text = " ".join(re.sub(r"<[^>]+>", " ", render_diagram(scenario)).split())
    for row in ("Small 70% $0.01 5.5%", "Mid 20% $0.10 15.7%", "Frontier 10% $1.00 78.7%"):
        assert row in text
    assert "Frontier answers 10% of requests and takes 78.7% of spend." in text
    assert "Blended cost per query $0.127" in text
    assert "Saving against sending every query to Frontier 87.3%" in text
    assert "Illustrative prices." in text


def test_shares_and_prices_lead_to_their_figures(scenario: CostScenario) -> None:
    assert render_diagram(scenario).count('href="#figure-F19"') == 6


def test_free_tiers_have_a_diagram_too(scenario: CostScenario) -> None:
    CostTier.objects.update(price_usd=0)
    html = render_diagram(CostScenario.objects.get())
    assert html.count('<path class="chart__flow') == 3
    assert value_after(html, "Blended cost per query") == "$0.00"


@pytest.mark.parametrize(
    "prices",
    [("0.01", "0.10", "1.00"), ("0.000000125", "0.333333333", "7.77"), ("12.345678901", "0", "3")],
)
def test_diagram_and_calculator_agree_to_the_cent(
    client: Client, scenario: CostScenario, prices: tuple[str, ...]
) -> None:
    for tier, price in zip(scenario.tiers.all(), prices, strict=True):
        CostTier.objects.filter(pk=tier.pk).update(price_usd=Decimal(price))
    stored = CostScenario.objects.get()
    diagram = render_diagram(stored)
    calculator = squeezed(client.get("/calculator/?preset=mlops").text)
    assert value_after(diagram, "Blended cost per query") == value_after(
        calculator, "Cost per request"
    )
    pattern = r'data-label="Share of spend">([^<]+)<'
    assert re.findall(pattern, diagram) == re.findall(pattern, calculator)
    response = client.get("/calculator/?preset=mlops")
    assert response.context["calculation"] == stored.summary


def test_a_prefetched_scenario_is_drawn_without_a_query(
    scenario: CostScenario, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    related = ("tiers__share_figure", "tiers__price_figure")
    loaded = CostScenario.objects.select_related("term").prefetch_related(*related).get()
    with django_assert_num_queries(0):
        render_diagram(loaded)


def test_the_teaser_leads_to_the_preset(client: Client, scenario: CostScenario) -> None:
    html = squeezed(render_to_string("calculator/_cost_section.html", {"term": scenario.term}))
    (link,) = re.findall(
        r'<a href="([^"]+)" ?>The whole calculator, with a cache, guardrails and retries</a>', html
    )
    assert link == "/calculator/?preset=mlops"
    assert "A request costs $0.127." in squeezed(client.get(link).text)
