"""What a browser does between a platform and the site."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.test import Client

from tests.exchange.lti.platform import LearningPlatform

QUIZ = "/quizzes/mlops/"
DEEP_LINKING = "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings"


def begin(client: Client, moodle: LearningPlatform, target: str = QUIZ) -> dict[str, str]:
    """Begin a login in a window; what the platform is asked."""
    response = client.post("/lti/login", moodle.login(target) | {"window": "1"})
    assert response.status_code == 302, response.text
    query = parse_qs(urlsplit(response["Location"]).query)
    return {name: values[0] for name, values in query.items()}


def post_launch(client: Client, asked: dict[str, str], token: str) -> Any:
    """What the platform has the browser send."""
    return client.post("/lti/launch", {"state": asked["state"], "id_token": token})


def launch(
    client: Client, moodle: LearningPlatform, target: str = QUIZ, *, line_item: str = "1"
) -> Any:
    """Come in through the platform; the answer of the page that signs in."""
    asked = begin(client, moodle, target)
    token = moodle.sign(moodle.claims(asked["nonce"], target, line_item=line_item))
    response = post_launch(client, asked, token)
    assert response["Location"] == "/lti/enter", response.text
    return client.get("/lti/enter")


def choose(client: Client, page: Any, do: str) -> Any:
    """Say on the page that asks whether it was you: `join` or `apart`."""
    return client.post("/lti/enter", {"do": do, "launch": page.context["launch"]})


def ticket(client: Client, moodle: LearningPlatform, **changes: Any) -> str:
    """Be sent to choose; the ticket of the picker."""
    asked = begin(client, moodle, "/lti/pick")
    claims = moodle.choosing(asked["nonce"])
    claims[DEEP_LINKING] |= changes
    response = post_launch(client, asked, moodle.sign(claims))
    query = parse_qs(urlsplit(response["Location"]).query)
    return query["ticket"][0]
