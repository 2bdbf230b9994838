"""Every address: who comes by Enter, reload, bookmark or history gets a page or is led to one."""

import re
from collections.abc import Iterator, Mapping

import pytest
from django.core.exceptions import BadRequest
from django.http import Http404, QueryDict
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from glossary_site.web.addresses.reading import read_number
from maturity.models import Team
from paths.models import Group, Path, PathStep
from tests.maturity.answering import answers, take
from tests.world import (
    asked,
    make_advisor,
    make_checklist_item,
    make_cost_scenario,
    make_maturity_model,
    make_quiz,
    make_term,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ELSEWHERE = ("admin/", "styleguide/", "mcp")  # the last takes messages of programs alone
ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")


def routes(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    """Every route below `resolver`, or of the site."""
    for one in (resolver or get_resolver()).url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield route
        else:
            yield from routes(one, route)


@pytest.fixture
def values(client: Client) -> dict[str, str]:
    """A site with one of everything, by the names of arguments in routes."""
    term = make_term()
    make_advisor()
    make_quiz(term)
    make_checklist_item(term)
    make_cost_scenario(term)
    make_maturity_model(term)
    result = take(client, answers(1), answers(2))
    client.post("/maturity/mlops/teams/", {"name": "We"})
    call = asked()
    path = Path.objects.create(slug="mlops", title="A path", role="Engineers")
    drift = make_term(slug="drift", title="Drift", abbreviation="")
    make_quiz(drift)
    for position, other in enumerate((term, drift)):
        PathStep.objects.create(path=path, term=other, position=position, reason="It is next.")
    group = Group.objects.create(owner=result.learner, path=path, name="We")
    return {
        "slug": "mlops",
        "results": result.token,
        "teams": Team.objects.get().token,
        "groups": group.token,
        "made": group.maker_token,
        "signed": call.get_absolute_url().split("/")[-2],
        "attempt_id": "00000000-0000-4000-8000-000000000000",
        "section": "terms",
        "pk": "1",
        "rest": "elsewhere",
    }


def fill(route: str, values: Mapping[str, str]) -> str:
    """A path of the route, with what is there in the place of its arguments."""
    kinds = ("made", "groups", "teams")
    kind = next((one for one in kinds if f"{one}/" in route), "results")
    found = {"token": values[kind], "object_id": "1", "version_id": "1", "quiz_id": "1"} | values
    return "/" + ARGUMENT.sub(lambda argument: found.get(argument[1], "1"), route)


def test_every_address_answers_a_get_with_a_page_or_the_way_to_one(
    client: Client, values: dict[str, str]
) -> None:
    paths = [fill(route, values) for route in routes() if not route.startswith(ELSEWHERE)]
    assert len(paths) > 50
    for path in paths:
        response = client.get(path)
        assert response.status_code != 405, path
        assert response.status_code < 500, path
        if response.status_code in {301, 302}:
            assert client.get(response["Location"]).status_code == 200, path
        else:
            assert response.content.strip() or path == "/accent.css", path


def test_every_address_of_the_admin_answers_a_get(
    admin_client: Client, values: dict[str, str]
) -> None:
    paths = [fill(route, values) for route in routes() if route.startswith("admin/")]
    plain = [path for path in paths if "(" not in path]
    assert len(plain) > 60
    for path in plain:
        response = admin_client.get(path)
        assert response.status_code != 405, path
        assert response.status_code in {301, 302} or response.content.strip(), path


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/advisory/from/", "/advisory/"),
        ("/quizzes/mlops/again/", "/quizzes/mlops/"),
        ("/review/start/", "/review/"),
        ("/maturity/mlops/load/", "/maturity/mlops/history/"),
        ("/maturity/mlops/draft/?dimension=dimension-2", "/maturity/mlops/?dimension=dimension-2"),
        ("/maturity/teams/{teams}/join/", "/maturity/teams/{teams}/"),
        ("/maturity/results/{results}/plan/", "/maturity/results/{results}/"),
        ("/admin/logout/", "/admin/"),
    ],
)
def test_an_address_that_takes_a_form_leads_to_the_page_of_the_form(
    client: Client, values: dict[str, str], path: str, page: str
) -> None:
    for method in (client.get, client.head):
        response = method(path.format(**values))
        assert (response.status_code, response["Location"]) == (302, page.format(**values))


def test_a_number_is_written_in_one_way() -> None:
    assert read_number(QueryDict(""), "page") is None
    assert read_number(QueryDict("page=12"), "page", 12) == 12
    for text in ("01", "+1", "1_0", "%201", "1%20", "٣", "1.0", "", "-1", "1e1", "9" * 10):
        with pytest.raises(BadRequest, match="is not a number"):
            read_number(QueryDict(f"page={text}"), "page")
    for text in ("0", "13"):
        with pytest.raises(Http404):
            read_number(QueryDict(f"page={text}"), "page", 12)
