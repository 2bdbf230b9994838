"""The calculator's page and its result."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from calculator.form.examples import EXAMPLES
from calculator.models import CostScenario
from tests.html import squeezed
from tests.world import make_cost_scenario, make_glossary, make_term

pytestmark = pytest.mark.django_db

MIX = {
    "name_1": "Small",
    "share_1": "70%",
    "price_1": "$0.01",
    "name_2": "Mid",
    "share_2": "0.2",
    "price_2": "0.10",
    "name_3": "Frontier",
    "share_3": "10",
    "price_3": "1.00",
}
STATE = {
    **MIX,
    "users": "50,000",
    "requests_per_user": "20",
    "price_per_user": "$29",
    "other_cogs": "15%",
}


def text_of(html: str) -> str:
    """What a reader sees, its spaces single."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def result_of(client: Client, **changes: str) -> str:
    response = client.get("/calculator/", STATE | changes, headers={"HX-Request": "true"})
    assert response.status_code == 200, text_of(squeezed(response.text))
    return text_of(squeezed(response.text))


@pytest.fixture
def scenario() -> CostScenario:
    return make_cost_scenario(make_term())


def test_without_a_query_it_starts_from_the_first_example(
    client: Client, scenario: CostScenario
) -> None:
    page = client.get("/calculator/").text
    same = client.get(f"/calculator/?{EXAMPLES[0].query}").text
    assert client.get("/calculator/result.json").json() == (
        client.get(f"/calculator/result.json?{EXAMPLES[0].query}").json()
    )
    for html in (page, same):
        assert 'data-testid="example"' in html
        assert f'name="model_1" value="{EXAMPLES[0].routes[0].model}"' in squeezed(html)


def test_a_preset_shows_its_mix(client: Client, scenario: CostScenario) -> None:
    response = client.get("/calculator/?preset=mlops")
    assert response.status_code == 200
    assert not response.cookies
    assert "HX-Request" in response["Vary"]
    html = squeezed(response.text)
    for name, value in (
        ("name_3", "Frontier"),
        ("share_1", "70%"),
        ("price_2", "$0.10"),
        ("users", "50000"),
        ("price_per_user", "$29.00"),
        ("other_cogs", "15%"),
    ):
        assert re.search(rf'name="{name}" value="{re.escape(value)}"', html), name
    assert "A request costs $0.127." in html
    assert "Illustrative prices." in html


def test_the_fragment_is_the_pages_own_result(client: Client, scenario: CostScenario) -> None:
    fragment = squeezed(client.get("/calculator/", headers={"HX-Request": "true"}).text).strip()
    assert fragment.startswith('<section class="calc-result" id="calc-result"')
    assert fragment.endswith("</section>")
    assert fragment.count("<section") == 1
    assert fragment in squeezed(client.get("/calculator/").text)


def test_a_boosted_request_gets_the_page(client: Client, scenario: CostScenario) -> None:
    headers = {"HX-Request": "true", "HX-Boosted": "true"}
    assert "<!doctype html>" in squeezed(client.get("/calculator/", headers=headers).text)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "Cost per request $0.127"),
        ({}, "70% × $0.01 + 20% × $0.10 + 10% × $1.00 = $0.127"),
        ({}, "Small: 70% × $0.01 ÷ $0.127 = 5.5%"),
        ({}, "Frontier: 10% × $1.00 ÷ $0.127 = 78.7%"),
        ({}, "1 − $0.127 ÷ $1.00 = 87.3%"),
        ({}, "$127,000 ÷ 50,000 = $2.54"),
        ({}, "$0.127 × 50,000 × 20 + $0.00 = $127,000"),
        ({}, "$127,000 × 12 = $1,524,000"),
        ({}, "$127,000 ÷ (50,000 × $29.00) = 8.7586%"),
        ({}, "100% − 8.7586% − 15% = 76.2414%"),
        ({}, "10x $1,270,000 8.8% 76.2% 87.6% −2.6%"),
        ({}, "100x $12,700,000 8.8% 76.2% 875.9% −790.9%"),
        ({}, "Margin collapse point 9.7x"),
        ({}, "((100% − 15%) × $1,450,000 − $0.00) ÷ ($0.127 × 1,000,000) = 9.7047x"),
        ({"hit_rate": "0.3", "lookup_usd": "$0.0005"}, "Cost per request $0.0894"),
        ({"hit_rate": "30%", "lookup_usd": "0.0005"}, "$0.0005 ÷ ($0.127 + 0% × $0.00) = 0.3937%"),
        (
            {"guardrail_usd": "0.002", "checked_share": "5%", "check_usd": "0.05"},
            "$0.00 + $0.002 + (1 − 0%) × ($0.127 + 5% × $0.05) = $0.1315",
        ),
        ({"failure_rate": "8%", "most_retries": "1"}, "$0.127 × 1.08 = $0.13716"),
        ({"failure_rate": "8%", "most_retries": "2"}, "Cost per request $0.137973"),
        ({"fixed_monthly": "1e3"}, "AI COGS a month $128,000"),
        ({"requests_per_user": "200"}, "Gross margin −2.6%"),
        ({"other_cogs": "100%"}, "Margin collapse point already"),
        ({"price_1": "0", "price_2": "0", "price_3": "0"}, "Margin collapse point never"),
        ({"hit_rate": "30%", "lookup_usd": "1"}, "this cache never pays"),
        ({"name_3": ""}, "every request to Tier 3"),
    ],
)
def test_each_number_is_shown_with_its_working(
    client: Client, changes: dict[str, str], expected: str
) -> None:
    assert expected in result_of(client, **changes)


def test_without_a_cache_there_is_no_break_even(client: Client) -> None:
    assert "Break-even hit rate" not in result_of(client)
    assert "Break-even hit rate" in result_of(client, hit_rate="0")


def test_guardrails_and_retries_set_the_two_baselines_apart(client: Client) -> None:
    result = result_of(client, failure_rate="50%", most_retries="1", guardrail_usd="0.5")
    assert "1 − $0.6905 ÷ $1.00 = 31.0%" in result
    assert "1 − $0.6905 ÷ ($0.50 + $1.00 × 1.5 + 0% × $0.00) = 65.5%" in result
    assert "1 − $0.627 ÷ ($0.50 + $1.00 × 1 + 0% × $0.00) = 58.2%" in result_of(
        client, guardrail_usd="0.5"
    )


def test_empty_rows_are_ignored_and_five_tiers_fit(client: Client) -> None:
    changes = {
        "name_2": "",
        "share_2": " ",
        "price_2": "",
        "name_4": "Fourth",
        "share_4": "15%",
        "price_4": "0.2",
        "name_5": "Fifth",
        "share_5": "5%",
        "price_5": "0.4",
    }
    assert "Cost per request $0.157" in result_of(client, **changes)


def test_a_part_of_the_state_is_filled_up_from_the_preset(
    client: Client, scenario: CostScenario
) -> None:
    text = text_of(squeezed(client.get("/calculator/?preset=mlops&users=100&utm_source=x").text))
    assert "A month costs $254.00" in text


def test_a_mix_of_the_readers_own_is_not_filled_up(client: Client, scenario: CostScenario) -> None:
    query = {"share_1": "1", "price_1": "0.5"}
    assert "A request costs $0.50." in squeezed(client.get("/calculator/", query).text)


def test_what_is_filled_in_stands_open(client: Client, scenario: CostScenario) -> None:
    assert '<details class="calc-form__more" open>' not in squeezed(client.get("/calculator/").text)
    html = squeezed(client.get("/calculator/?hit_rate=30%25").text)
    assert html.count('<details class="calc-form__more" open>') == 1


@pytest.mark.parametrize("value", ["none", "", "%00", "drafted", "x" * 500])
def test_an_unknown_preset_is_not_found(client: Client, scenario: CostScenario, value: str) -> None:
    make_cost_scenario(make_term(slug="drafted", title="A draft", status="draft"))
    assert client.get(f"/calculator/?preset={value}").status_code == 404


def test_the_first_preset_is_the_glossarys_then_the_newest(client: Client) -> None:
    make_glossary(first_term="mlops")
    for slug, day in (("old", "2026-01-01"), ("new", "2026-11-01"), ("mlops", "2025-01-01")):
        make_cost_scenario(make_term(slug=slug, title=slug, abbreviation="", updated_on=day))
    html = squeezed(client.get("/calculator/").text)
    assert re.findall(r"\?preset=([a-z]+)", html) == ["mlops", "new", "old"]


@pytest.mark.parametrize(
    ("changes", "field", "error"),
    [
        ({"share_1": "60%"}, "share_1", "The shares sum to 90%, 10% short of 100%."),
        ({"share_1": "70.5%"}, "share_1", "The shares sum to 100.5%, 0.5% above 100%."),
        ({"share_2": "20% or so"}, "share_2", "is not a number"),
        ({"share_2": "", "share_3": ""}, "share_2", "Write a number here, or empty the whole row."),
        ({"price_3": ""}, "price_3", "Write a number here, or empty the whole row."),
        ({"price_3": "-1"}, "price_3", "is negative"),
        ({"price_3": "NaN"}, "price_3", "is not a finite number"),
        ({"price_3": "1\0"}, "price_3", "is not a number"),
        ({"price_3": "9" * 41}, "price_3", "41 characters"),
        ({"price_3": "1e999999999"}, "price_3", "exponent"),
        ({"name_1": "x" * 41}, "name_1", "at most 40 characters"),
        ({"name_1": "a\0b"}, "name_1", "Null characters are not allowed."),
        ({"users": ""}, "users", "Write a number here."),
        ({"users": "0"}, "users", "Write more than 0."),
        ({"requests_per_user": "inf"}, "requests_per_user", "is not a finite number"),
        ({"price_per_user": "0"}, "price_per_user", "Write more than 0."),
        ({"hit_rate": "100%"}, "hit_rate", "Write less than 100%."),
        ({"checked_share": "101%"}, "checked_share", "is more than 100%"),
        ({"failure_rate": "1"}, "failure_rate", "Write less than 100%."),
        ({"most_retries": "1.5"}, "most_retries", "Write a whole number from 0 to 100."),
        ({"most_retries": "101"}, "most_retries", "Write a whole number from 0 to 100."),
    ],
)
def test_a_wrong_field_is_named_in_the_fragment_and_on_the_page(
    client: Client, htmx_client: Client, changes: dict[str, str], field: str, error: str
) -> None:
    fragment = htmx_client.get("/calculator/", STATE | changes)
    assert fragment.status_code == 422
    assert f'data-field="{field}"><a href="#id_{field}">' in squeezed(fragment.text)
    assert error in squeezed(fragment.text)
    assert "Cost per request" not in squeezed(fragment.text)
    page = client.get("/calculator/", STATE | changes)
    assert page.status_code == 422
    assert re.search(rf'id="id_{field}_error">[^<]*{re.escape(error)}', squeezed(page.text))
    assert 'name="name_2" value="Mid"' in squeezed(page.text)
    assert "\0" not in squeezed(page.text)


def test_no_tier_at_all_is_an_error(htmx_client: Client) -> None:
    query = STATE | dict.fromkeys(MIX, "")
    response = htmx_client.get("/calculator/", query)
    assert response.status_code == 422
    assert "Write a model, or type a price." in squeezed(response.text)


def test_what_is_given_twice_is_an_error(htmx_client: Client) -> None:
    response = htmx_client.get("/calculator/", STATE | {"users": ["1", "2"], "share_4": ["", ""]})
    assert response.status_code == 422
    assert "Users</a>: This is given more than once." in squeezed(response.text)
    assert "Share of requests of tier 4</a>: This is given more than once." in squeezed(
        response.text
    )


def test_all_mistakes_are_told_at_once_and_their_fields_are_open(client: Client) -> None:
    changes = {"users": "x", "hit_rate": "x", "price_5": "x"}
    html = squeezed(client.get("/calculator/", STATE | changes).text)
    assert re.findall(r'data-field="(\w+)"', html) == ["price_5", "users", "hit_rate"]
    assert html.count('<details class="calc-form__more" open>') == 2  # cache, other costs
    assert html.count('<details class="calc-tier__typed" open>') == 4


def test_the_tier_without_a_share_answers_the_rest(client: Client) -> None:
    assert "70% × $0.01 + 20% × $0.10 + 10% × $1.00 = $0.127" in result_of(client, share_1="")
    alone = dict.fromkeys(MIX, "") | {"price_1": "3"}
    assert "A request costs $3.00." in result_of(client, **alone)
    taken = client.get("/calculator/", STATE | {"share_1": "", "share_2": "95%"})
    assert "The shares sum to 105%, 5% above 100%." in taken.text


def test_mistakes_go_beside_the_last_result(htmx_client: Client) -> None:
    response = htmx_client.get("/calculator/", STATE | {"users": "1x"})
    assert response.status_code == 422
    assert response["HX-Retarget"] == "#calc-mistakes"
    assert (
        squeezed(response.text).strip().startswith('<div class="calc-mistakes" id="calc-mistakes">')
    )
    assert "HX-Retarget" not in htmx_client.get("/calculator/", STATE)


@pytest.mark.parametrize(
    "number", ["1e18", "9" * 40, "1e-18", "0." + "0" * 37 + "1", "9" * 37 + "e18"]
)
def test_extreme_numbers_are_computed_all_the_same(client: Client, number: str) -> None:
    changes = dict.fromkeys(
        ("price_1", "lookup_usd", "guardrail_usd", "check_usd", "users", "requests_per_user",
         "price_per_user", "fixed_monthly"), number,
    )  # fmt: skip
    failing = {"failure_rate": "0.99999999999999999999999999999999999999", "most_retries": "100"}
    assert "Margin collapse point" in result_of(client, **changes, **failing)


def test_markup_in_a_name_is_only_text(client: Client) -> None:
    html = squeezed(client.get("/calculator/", STATE | {"name_1": "<b>x</b>\"'"}).text)
    assert "<b>x" not in html
    assert "&lt;b&gt;x&lt;/b&gt;&quot;&#x27;" in html


def test_the_embed_code_carries_the_state(client: Client) -> None:
    html = squeezed(client.get("/calculator/", STATE | {"users": "7"}).text)
    (code,) = re.findall(r"&lt;iframe src=&quot;([^ ]+)&quot;", html)
    assert code.startswith("http://testserver/calculator/embed/?")
    assert "users=7" in code


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_other_methods_are_refused(client: Client, method: str) -> None:
    assert getattr(client, method)("/calculator/").status_code == 405


@pytest.mark.parametrize("others", [0, 4])
def test_queries_do_not_grow_with_the_presets(
    client: Client,
    scenario: CostScenario,
    django_assert_num_queries: DjangoAssertNumQueries,
    others: int,
) -> None:
    for number in range(others):
        make_cost_scenario(make_term(slug=f"term-{number}", title=f"Term {number}"))
    with django_assert_num_queries(4):  # the glossary, the scenarios, one's tiers, benchmarks
        client.get("/calculator/?preset=mlops")
    with django_assert_num_queries(4):  # the glossary, for what its advisor says of a call
        client.get("/calculator/", STATE, headers={"HX-Request": "true"})


def test_only_the_widget_may_be_framed(client: Client, scenario: CostScenario) -> None:
    for path in ("/calculator/", "/advisory/", "/me/"):
        response = client.get(path)
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
        assert response["X-Frame-Options"] == "DENY"
