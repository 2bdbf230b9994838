"""The JSON API: each address as its description says, and each wrong request told."""

import json
import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from pydantic import TypeAdapter

from exchange.api.endpoint import ENDPOINTS, ROOT
from exchange.api.openapi import describe
from glossary_site.web.limits import API_PER_ADDRESS
from paths.models import Path
from tests.exchange.conftest import make_short_path
from tests.world import (
    make_cost_scenario,
    make_figure,
    make_glossary,
    make_maturity_model,
    make_quiz,
    make_term,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_glossary() -> None:
    cache.clear()
    make_glossary(first_term="mlops")
    mlops = make_term(slug="mlops", title="MLOps")
    make_term(slug="model-drift", title="Model drift", kind="brief")
    for key in ("F1", "F2", "F3"):
        make_figure(mlops, key=key)
    make_quiz(mlops)
    make_cost_scenario(mlops)
    make_maturity_model(mlops, slug="mlops")
    make_short_path(mlops)


def get(client: Client, path: str) -> Any:
    return client.get(f"{ROOT}{path}").json()


@pytest.mark.parametrize("one", ENDPOINTS, ids=lambda one: one.name)
def test_the_documented_example_answers_as_described(client: Client, one: Any) -> None:
    response = client.get(f"{ROOT}{one.example}")
    assert response.status_code == 200, response.content
    assert response["Access-Control-Allow-Origin"] == "*"
    TypeAdapter(one.returns).validate_json(response.content)
    page = client.get("/api/").content.decode()
    assert f'href="{ROOT}{one.example}"'.replace("&", "&amp;") in page


def test_the_description_names_every_address_and_schema() -> None:
    told = describe("https://x.org")
    assert told["openapi"] == "3.1.0"
    assert told["paths"].keys() == {one.path for one in ENDPOINTS}
    referred = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(told)))
    assert referred <= told["components"]["schemas"].keys()


def test_a_list_is_read_page_by_page(client: Client) -> None:
    path, seen = f"{ROOT}/figures?limit=2&kind=estimate", []
    for _ in range(5):
        response = client.get(path)
        page = response.json()
        seen += [one["key"] for one in page["items"]]
        if page["next"] is None:
            break
        assert response["Link"] == f'<{page["next"]}>; rel="next"'
        path = page["next"].removeprefix("http://testserver")
    assert seen == sorted(["F1", "F19", "F2", "F3"])
    assert [one["slug"] for one in get(client, "/entries?limit=1")["items"]] == ["mlops"]
    assert [one["slug"] for one in get(client, "/entries?kind=brief")["items"]] == ["model-drift"]
    assert get(client, "/entries?updated_since=2999-01-01")["items"] == []


def test_a_quiz_tells_no_key(client: Client) -> None:
    text = client.get(f"{ROOT}/quizzes/mlops").content.decode()
    assert len(json.loads(text)["questions"]) == 6
    assert "is_right" not in text
    assert "reason" not in text


def test_a_path_has_its_steps_in_order_with_reasons(client: Client) -> None:
    (head,) = get(client, "/paths")["items"]
    path = get(client, "/paths/engineer")
    assert path.items() >= head.items()
    (step,) = path["steps"]
    assert (step["slug"], step["reason"]) == ("mlops", "All else rests on it.")
    Path.objects.update(is_current=False)
    assert client.get(f"{ROOT}/paths/engineer").status_code == 404


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/entries?updated_since=9.4e-267", 422, "a day is written as 2026-11-28"),
        ("/entries/nothing", 404, "no entry 'nothing'"),
        ("/entries?cursor=%00", 422, "should match pattern"),
        ("/figures?source=%00", 422, "should match pattern"),
        ("/entries?limit=0", 422, "greater than or equal to 1"),
        ("/entries?kind=long", 422, "'full' or 'brief'"),
        ("/search", 422, "Field required"),
        ("/search?q=x&z=1", 422, "there are: q, limit"),
        ("/quizzes/model-drift", 404, "with a quiz"),
        ("/assessments/nothing", 404, "/api/v1/assessments lists them"),
        ("/paths/nothing", 404, "/api/v1/paths lists them"),
        ("/calculation?users=abc", 400, "users:"),
        ("/calculation?preset=nothing", 404, "no term 'nothing'"),
        ("/nothing", 404, "openapi.json"),
        ("/paths/no%0Aline", 404, "openapi.json"),
    ],
)
def test_what_is_wrong_is_told_as_a_problem(
    client: Client, path: str, status: int, words: str
) -> None:
    response = client.get(f"{ROOT}{path}")
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == status
    assert words in response.content.decode()


def test_it_is_only_read(client: Client) -> None:
    response = client.post(f"{ROOT}/entries")
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert client.options(f"{ROOT}/entries").status_code == 204
    assert "sessionid" not in client.get(f"{ROOT}/entries").cookies


def test_computed_answers_are_limited_and_say_so(client: Client, settings: Any) -> None:
    settings.RATE_LIMITS = True
    first = client.get(f"{ROOT}/search?q=drift")
    assert first["RateLimit"].startswith(f'"computed";r={API_PER_ADDRESS - 1};t=')
    for _ in range(API_PER_ADDRESS - 1):
        client.get(f"{ROOT}/search")
    refused = client.get(f"{ROOT}/search?q=drift")
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) <= 60
    assert client.get(f"{ROOT}/entries").status_code == 200
