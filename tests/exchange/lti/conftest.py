"""A registered platform, and a term with a quiz."""

from collections.abc import Iterator

import pytest
from django.test import Client

from exchange.lti.models import Platform, ToolKey
from quizzes.models import Quiz
from tests.exchange.lti.platform import CLIENT, DEPLOYMENT, LearningPlatform, make_key, running
from tests.world import make_quiz, make_term


def register(moodle: LearningPlatform, **changes: str) -> Platform:
    """The platform as an operator registers it."""
    fields = {
        "name": "Moodle", "issuer": moodle.origin, "client_id": CLIENT,
        "deployment_ids": DEPLOYMENT, "auth_url": f"{moodle.origin}/auth",
        "token_url": f"{moodle.origin}/token", "jwks_url": f"{moodle.origin}/jwks",
    }  # fmt: skip
    return Platform.objects.create(**fields | changes)


@pytest.fixture
def moodle(db: None) -> Iterator[LearningPlatform]:
    pem = make_key("tool").as_pem(private=True).decode()
    ToolKey.objects.create(pk=1, private_pem=pem)
    with running() as one:
        register(one)
        one.tool_keys = Client().get("/lti/jwks").json()
        yield one


@pytest.fixture
def quiz(db: None) -> Quiz:
    return make_quiz(make_term())
