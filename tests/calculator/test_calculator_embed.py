"""The widget that other sites put into a frame."""

import re
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from calculator.form.examples import EXAMPLES
from calculator.models import CostScenario
from tests.html import squeezed
from tests.world import make_cost_scenario, make_term

pytestmark = pytest.mark.django_db


@pytest.fixture
def scenario() -> CostScenario:
    return make_cost_scenario(make_term())


def test_it_may_be_framed_by_anyone_and_sets_no_cookie(
    client: Client, scenario: CostScenario
) -> None:
    response = client.get("/calculator/embed/")
    assert response.status_code == 200
    policy = response["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "default-src 'none'" in policy
    assert "X-Frame-Options" not in response
    assert not response.cookies


def test_its_only_script_tells_its_height(client: Client, scenario: CostScenario) -> None:
    html = squeezed(client.get("/calculator/embed/").text)
    assert re.findall(r"<script[^>]*>", html) == [
        '<script src="/static/js/widget.js" type="module">'
    ]
    assert "hx-" not in html
    assert "site-header" not in html
    assert 'method="get" action="/calculator/embed/"' in html


def test_it_stands_under_the_diagram_of_its_term(client: Client, scenario: CostScenario) -> None:
    html = squeezed(client.get("/terms/mlops/").text)
    assert '<iframe src="/calculator/embed/?preset=mlops" title="Cost calculator with' in html
    assert "js/widget-host.js" in html
    scenario.delete()
    html = squeezed(client.get("/terms/mlops/").text)
    assert "<iframe" not in html
    assert "js/widget-host.js" not in html


def test_the_code_to_copy_falls_back_to_a_link(client: Client, scenario: CostScenario) -> None:
    page = unescape(squeezed(client.get("/calculator/?users=7").text))
    code = page.partition("<pre")[2].partition("</pre>")[0]
    assert 'src="http://testserver/calculator/embed/?users=7"' in code
    assert '<a href="http://testserver/calculator/?users=7">' in code
    assert '<script src="http://testserver/static/js/widget-host.js" async></script>' in code


def test_it_shows_the_result_in_short(client: Client, scenario: CostScenario) -> None:
    text = " ".join(
        re.sub(
            r"<[^>]+>", " ", squeezed(client.get("/calculator/embed/?preset=mlops").text)
        ).split()
    )
    assert "Cost per request $0.127 AI COGS a month $127,000" in text
    assert "AI COGS share of revenue 8.8% Gross margin 76.2%" in text
    assert "Saving against sending every request to Frontier 87.3%" in text


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_theme_is_set_and_kept(client: Client, scenario: CostScenario, theme: str) -> None:
    html = squeezed(client.get(f"/calculator/embed/?theme={theme}").text)
    assert f'data-theme="{theme}"' in html
    assert f'<input type="hidden" name="theme" value="{theme}">' in html


def test_without_a_theme_the_readers_own_holds(client: Client, scenario: CostScenario) -> None:
    html = squeezed(client.get("/calculator/embed/?theme=").text)
    assert "data-theme" not in html
    assert 'name="theme"' not in html


@pytest.mark.parametrize("theme", ["blue", "DARK", '"><script>', "\0", "x" * 999])
def test_any_other_theme_is_refused(client: Client, scenario: CostScenario, theme: str) -> None:
    response = client.get("/calculator/embed/", {"theme": theme})
    assert response.status_code == 400
    assert "use light or dark" in squeezed(response.text)


def test_the_state_is_that_of_the_calculator(client: Client, scenario: CostScenario) -> None:
    query = {"users": "100", "hit_rate": "30%", "lookup_usd": "0.0005", "theme": "dark"}
    html = squeezed(client.get("/calculator/embed/", query).text)
    assert "$0.0894" in html
    assert '<input type="hidden" name="hit_rate" value="30%"' in html
    (link,) = re.findall(r'<a href="([^"]+)" target="_top"', html)
    full = squeezed(client.get(unescape(link)).text)
    assert "A request costs $0.0894. A month costs $178.80" in full
    assert "theme" not in link


def test_invalid_values_are_named_and_kept(client: Client, scenario: CostScenario) -> None:
    response = client.get("/calculator/embed/?users=-1&price_per_user=31")
    assert response.status_code == 422
    assert 'data-field="users"' in squeezed(response.text)
    assert 'id="id_users_error"' in squeezed(response.text)
    assert 'name="price_per_user" value="31"' in squeezed(response.text)
    assert "Gross margin" not in squeezed(response.text)
    assert "frame-ancestors *" in response["Content-Security-Policy"]


def test_an_unknown_preset_is_not_found(client: Client) -> None:
    assert client.get("/calculator/embed/?preset=none").status_code == 404


def test_without_a_query_it_is_the_first_example(client: Client) -> None:
    assert f'value="{EXAMPLES[0].routes[0].model}"' in client.get("/calculator/embed/").text


def test_other_methods_are_refused(client: Client) -> None:
    assert client.post("/calculator/embed/").status_code == 405


@pytest.mark.parametrize("others", [0, 3])
def test_queries_do_not_grow_with_the_presets(
    client: Client,
    scenario: CostScenario,
    django_assert_num_queries: DjangoAssertNumQueries,
    others: int,
) -> None:
    for number in range(others):
        make_cost_scenario(make_term(slug=f"term-{number}", title=f"Term {number}"))
    with django_assert_num_queries(2):
        client.get("/calculator/embed/?preset=mlops")


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("?preset=nothing", 404, "preset=nothing is not known"),
        ("?preset=%3Cb%3E", 404, "preset=&lt;b&gt; is not known"),
        ("?theme=sepia", 400, "theme=sepia is not known"),
        ("?theme=DARK&preset=mlops", 400, "theme=DARK is not known"),
        ("elsewhere/", 404, "There is no widget at this address"),
        ("a/b", 404, "There is no widget at this address"),
    ],
)
def test_what_is_wrong_is_said_in_the_frame(
    client: Client, scenario: CostScenario, path: str, status: int, words: str
) -> None:
    assert_is_for_frames(client.get(f"/calculator/embed/{path}"), status, words)


def test_a_wrong_method_is_said_in_the_frame(client: Client, scenario: CostScenario) -> None:
    assert_is_for_frames(client.post("/calculator/embed/"), 405, "only there to be read")


def test_a_bug_is_said_in_the_frame(
    client: Client, scenario: CostScenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("calculator.views.read_form", fail)
    client.raise_request_exception = False
    assert_is_for_frames(client.get("/calculator/embed/"), 500, "Something broke on our side")


def test_a_mistake_in_a_field_is_said_in_the_frame(client: Client, scenario: CostScenario) -> None:
    assert_is_for_frames(client.get("/calculator/embed/?users=-1"), 422, "Users")


def assert_is_for_frames(response: HttpResponse, status: int, words: str) -> None:
    assert response.status_code == status
    assert words in squeezed(response.text)
    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert "X-Frame-Options" not in response
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "public" not in response["Cache-Control"]


@pytest.mark.parametrize("path", ["/calculator/?preset=nothing", "/calculator/nothing/"])
def test_errors_elsewhere_are_in_nobodys_frame(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"
