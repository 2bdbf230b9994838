"""A teacher chooses what a course links to, and the platform takes it."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from exchange.lti.targets import read_targets
from quizzes.models import Quiz
from tests.exchange.lti.launching import DEEP_LINKING, QUIZ, begin, post_launch, ticket
from tests.exchange.lti.platform import LearningPlatform
from tests.paths.conftest import CHECK, make_path
from tests.world import make_term

pytestmark = pytest.mark.django_db


def pick(client: Client, moodle: LearningPlatform, *targets: str, **changes: object) -> str:
    sent = {"ticket": ticket(client, moodle, **changes), "target": targets}
    response = client.post("/lti/pick", sent)
    assert response.status_code == 200, response.text
    assert f"form-action 'self' {moodle.origin}" in response["Content-Security-Policy"]
    assert f'action="{moodle.origin}/chosen"' in response.text
    found = re.search(r'name="JWT" value="([^"]+)"', response.text)
    assert found
    return found[1]


def test_what_is_there_is_listed_and_searched(
    client: Client, moodle: LearningPlatform, quiz: Quiz
) -> None:
    make_path()
    make_term(slug="drift", title="Model drift", abbreviation="")
    held = ticket(client, moodle)
    page = client.get("/lti/pick", {"ticket": held})
    values = set(re.findall(r'name="target" value="([^"]+)"', page.text))
    wanted = {"/terms/mlops/", QUIZ, "/terms/drift/", "/paths/engineer/", CHECK}
    assert wanted <= values
    assert "/quizzes/drift/" not in values
    assert 'type="checkbox"' in page.text
    assert "Quiz, 6 points" in page.text
    assert f"frame-ancestors {moodle.origin};" in f"{page['Content-Security-Policy']};"
    found = client.get("/lti/pick", {"ticket": held, "q": "drift"}).text
    assert "/terms/drift/" in found
    assert "/terms/mlops/" not in found
    assert "another spelling" in client.get("/lti/pick", {"ticket": held, "q": "zzzz"}).text


def test_many_terms_come_in_pages(client: Client, moodle: LearningPlatform) -> None:
    for number in range(25):
        make_term(slug=f"t{number}", title=f"Term {number}", abbreviation="")
    held = ticket(client, moodle)
    first = client.get("/lti/pick", {"ticket": held}).text
    second = client.get("/lti/pick", {"ticket": held, "page": "2"}).text
    assert (first.count('name="target"'), second.count('name="target"')) == (20, 5)
    assert "Page 1 of 2" in first
    assert client.get("/lti/pick", {"ticket": held, "page": "3"}).status_code == 404


def test_what_is_chosen_is_signed_and_says_what_is_scored(
    client: Client, moodle: LearningPlatform, quiz: Quiz
) -> None:
    make_path()
    token = pick(client, moodle, QUIZ, CHECK, "/terms/mlops/", QUIZ)
    quiz_item, check, entry = moodle.take_choice(token)
    assert quiz_item["url"] == f"{moodle.site}{QUIZ}"
    assert quiz_item["lineItem"]["scoreMaximum"] == 6
    assert check["lineItem"]["scoreMaximum"] == 12
    assert "lineItem" not in entry
    known = moodle.known()
    claims = known.tool_validate_and_decode(token)
    assert claims["https://purl.imsglobal.org/spec/lti-dl/claim/data"] == {"course": 7}
    assert claims["aud"] == moodle.origin
    assert claims["iss"] == "tool-1"


def test_many_are_read_as_one_is(
    quiz: Quiz, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_path()
    terms = [
        make_term(slug=f"t{number}", title=f"Term {number}", abbreviation="").get_absolute_url()
        for number in range(5)
    ]
    with CaptureQueriesContext(connection) as one:
        assert len(read_targets([QUIZ, CHECK])) == 2
    with django_assert_num_queries(len(one)):
        assert len(read_targets([QUIZ, CHECK, "/paths/engineer/", *terms])) == 8


def test_a_platform_may_take_one_without_a_score(
    client: Client, moodle: LearningPlatform, quiz: Quiz
) -> None:
    limits = {"accept_multiple": False, "accept_lineitem": False}
    page = client.get("/lti/pick", {"ticket": ticket(client, moodle, **limits)})
    assert 'type="radio"' in page.text
    [item] = moodle.take_choice(pick(client, moodle, QUIZ, "/terms/mlops/", **limits))
    assert "lineItem" not in item


def test_nothing_chosen_is_said(client: Client, moodle: LearningPlatform, quiz: Quiz) -> None:
    held = ticket(client, moodle)
    for target in ("", "/admin/", "/terms/none/", "https://evil.example/"):
        response = client.post("/lti/pick", {"ticket": held, "target": target})
        assert response.status_code == 422
        assert "Nothing is chosen yet" in response.text


@pytest.mark.parametrize(
    "changes",
    [
        {"deep_link_return_url": "https://evil.example/"},
        {"deep_link_return_url": "http://127.0.0.1:1/chosen"},
        {"deep_link_return_url": "javascript:alert(1)"},
        {"accept_types": ["html"]},
        {"accept_types": "ltiResourceLink"},
    ],
)
def test_what_cannot_be_brought_back_is_refused(
    client: Client, moodle: LearningPlatform, changes: dict[str, object]
) -> None:
    asked = begin(client, moodle, "/lti/pick")
    claims = moodle.choosing(asked["nonce"])
    claims[DEEP_LINKING] |= changes
    assert post_launch(client, asked, moodle.sign(claims)).status_code == 400


def test_a_ticket_is_ours_or_none(client: Client, moodle: LearningPlatform) -> None:
    for wrong in ("", "x", ticket(client, moodle) + "x"):
        assert client.get("/lti/pick", {"ticket": wrong}).status_code == 400
