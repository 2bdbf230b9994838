"""The advisor's page and the request for a call."""

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from advisory.models import CallRequest
from tests.factories import make_advisor, make_term

pytestmark = pytest.mark.django_db
REQUEST = {"name": "Rita Reader", "email": "rita@example.org", "message": "Our margin shrinks."}


def test_the_page_shows_the_advisor_and_the_form(client: Client) -> None:
    make_advisor()
    response = client.get("/advisory/")
    assert response.status_code == 200
    assert "Ada Visor" in response.text
    assert 'id="call-request"' in response.text
    assert not response.cookies


def test_without_an_advisor_the_form_still_works(client: Client) -> None:
    assert client.get("/advisory/").status_code == 200


def test_a_request_is_stored_told_and_confirmed(client: Client, settings: Settings) -> None:
    settings.ADVISORY_EMAIL = "advisor@example.org"
    make_term()
    response = client.post("/advisory/?term=mlops", REQUEST, follow=True)
    assert response.redirect_chain == [("/advisory/thanks/", 302)]
    assert "Thank you" in response.text
    request = CallRequest.objects.get()
    assert (request.name, request.state) == ("Rita Reader", CallRequest.State.NEW)
    assert request.term is not None
    assert request.term.slug == "mlops"
    (message,) = mail.outbox
    assert message.to == ["advisor@example.org"]
    assert message.reply_to == ["rita@example.org"]
    assert "Our margin shrinks." in message.body
    assert "MLOps (Machine Learning Operations)" in message.body


def test_without_an_address_the_request_is_stored_all_the_same(client: Client) -> None:
    client.post("/advisory/", REQUEST)
    assert CallRequest.objects.count() == 1
    assert mail.outbox == []


def test_a_broken_mail_server_loses_nothing(
    client: Client, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.ADVISORY_EMAIL = "advisor@example.org"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert client.post("/advisory/", REQUEST).status_code == 302
    assert CallRequest.objects.count() == 1
    assert "its e-mail was not sent" in caplog.text


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "id_name_error"),
        ({"name": "x" * 121}, "id_name_error"),
        ({"name": "Rita\nBcc: all@example.org"}, "id_name_error"),
        ({"email": "not an address"}, "id_email_error"),
        ({"email": "a@example.org\nBcc: b@example.org"}, "id_email_error"),
        ({"message": ""}, "id_message_error"),
        ({"message": "x" * 4001}, "id_message_error"),
        ({"message": "nul \0 byte"}, "id_message_error"),
    ],
)
def test_a_wrong_field_is_named_and_the_rest_is_kept(
    client: Client, changes: dict[str, str], field: str
) -> None:
    response = client.post("/advisory/", REQUEST | changes)
    assert response.status_code == 422
    assert f'id="{field}"' in response.text
    if "message" not in changes:
        assert "Our margin shrinks." in response.text
    assert not CallRequest.objects.exists()


def test_a_robot_is_thanked_and_forgotten(client: Client) -> None:
    response = client.post("/advisory/", REQUEST | {"website": "https://example.com"})
    assert response.url == "/advisory/thanks/"
    assert not CallRequest.objects.exists()


@pytest.mark.parametrize("slug", ["nothing", "", "%00", "<script>", "x" * 3000])
def test_an_unknown_origin_is_simply_none(client: Client, slug: str) -> None:
    response = client.get(f"/advisory/?term={slug}")
    assert response.status_code == 200
    assert "You came from" not in response.text


def test_with_a_scheduler_every_link_leads_there(client: Client, settings: Settings) -> None:
    settings.ADVISORY_BOOKING_URL = "https://cal.example.org/ada"
    settings.ADVISORY_SCHEDULER = "cal.com"
    make_advisor()
    make_term()
    for path in ("/advisory/", "/terms/mlops/"):
        assert 'href="https://cal.example.org/ada" rel="noopener"' in client.get(path).text
    assert 'id="call-request"' not in client.get("/advisory/").text


def test_without_a_scheduler_the_term_page_leads_to_the_form(client: Client) -> None:
    make_advisor()
    make_term()
    assert 'href="/advisory/?term=mlops"' in client.get("/terms/mlops/").text


def test_other_methods_are_refused(client: Client) -> None:
    assert client.put("/advisory/").status_code == 405
    assert client.post("/advisory/thanks/").status_code == 405
