"""NUL and its like, which PostgreSQL cannot store, in whatever a visitor can send: never a 500."""

import json
from collections.abc import Iterator
from itertools import product

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from learners.identity import SESSION_KEY
from learners.models import Learner
from tests.world import (
    make_advisor,
    make_checklist_item,
    make_cost_scenario,
    make_maturity_model,
    make_quiz,
    make_term,
)

pytestmark = [pytest.mark.slow, pytest.mark.postgres]

BAD = ["\0", "a\0b", "\x01", "\x1b[31m", "\x7f", "\u2028", "\ufffe"]
NAMES = ["q", "category", "letter", "page", "from", "share", "preset", "dimension", "subject", "p"]


def addresses(patterns: list[URLPattern | URLResolver], start: str = "/") -> Iterator[str]:
    """Every address of the site, with a word for what stands in brackets."""
    for pattern in patterns:
        route = start + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, route)
        elif "^" not in route and "(" not in route and "styleguide" not in route:
            yield route


def filled(route: str, word: str) -> str:
    parts = route.split("<")
    return parts[0] + "".join(
        {"int": "1", "uuid": "0" * 8 + "-0000-0000-0000-" + "0" * 12, "slug": "mlops"}.get(
            part.partition(":")[0], word
        )
        + part.partition(">")[2]
        for part in parts[1:]
    )


@pytest.fixture
def site(transactional_db: None) -> None:
    """A term with all that has an address of its own."""
    term = make_term()
    make_advisor()
    make_quiz(term)
    make_checklist_item(term)
    make_cost_scenario(term)
    make_maturity_model(term)


@pytest.fixture
def visitors(client: Client) -> list[Client]:
    """A stranger, and a superuser who is a learner too."""
    editor = Client()
    editor.force_login(User.objects.create_superuser("editor"))
    session = editor.session
    session[SESSION_KEY] = str(Learner.objects.create().pk)
    session.save()
    return [client, editor]


def test_no_address_fails(site: None, visitors: list[Client]) -> None:
    for client in visitors:
        for route in addresses(get_resolver().url_patterns):
            address = filled(route, "a%00b")
            assert client.get(address, dict.fromkeys(NAMES, "a\0b")).status_code != 500, address


def test_no_parameter_fails(site: None, client: Client) -> None:
    for address, name, bad in product(("/terms/", "/suggestions/", "/advisory/"), NAMES, BAD):
        status = client.get(address, {name: bad}).status_code
        assert status != 500, (address, name, bad)


def test_no_session_fails(site: None, client: Client) -> None:
    for cookie in (r'"\000aaaaaaaaaaaaaaaa"', "a\0aaaaaaaaaaaaaaa", "\x01" * 32):
        headers = {"cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}"}
        for address in ("/", "/terms/mlops/", "/me/", "/admin/login/"):
            assert client.get(address, headers=headers).status_code != 500, (address, cookie)
        brought = {"origin": "term", "subject": "mlops"}
        response = client.post("/advisory/from/", brought, headers=headers)
        assert response.status_code != 500, cookie


def test_no_body_of_another_kind_fails(site: None, client: Client) -> None:
    for address in ("/maturity/mlops/load/", "/advisory/from/", "/advisory/", "/me/forget/"):
        for body in (json.dumps({"result": "\0"}), "\0", "result=%00", '{"a": "\\u0000"}'):
            for kind in ("application/json", "text/plain", "application/x-www-form-urlencoded"):
                assert client.post(address, body, content_type=kind).status_code != 500
