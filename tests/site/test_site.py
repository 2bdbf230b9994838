"""What holds for every page: errors, headers, health, the admin's token."""

import re
from urllib.parse import urlsplit

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import OperationalError, connection
from django.test import Client, RequestFactory
from pytest_django import Settings

from glossary_site.web.errors.handlers import broken
from tests.world import (
    make_advisor,
    make_cost_scenario,
    make_maturity_model,
    make_quiz,
    make_term,
)

pytestmark = pytest.mark.django_db
PAGES = ["/", "/terms/", "/terms/mlops/", "/quizzes/", "/quizzes/mlops/", "/maturity/",
         "/maturity/mlops/", "/calculator/", "/calculator/embed/", "/advisory/", "/me/"]  # fmt: skip


@pytest.fixture
def site() -> None:
    """One term with everything on it."""
    term = make_term()
    make_advisor()
    make_quiz(term)
    make_cost_scenario(term)
    make_maturity_model(term)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_sets_no_cookie_and_forbids_everything_foreign(
    client: Client, site: None, path: str
) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert not response.cookies
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    framing = "frame-ancestors *" if path == "/calculator/embed/" else "frame-ancestors 'none'"
    assert framing in policy


@pytest.mark.parametrize("path", PAGES)
def test_a_page_holds_no_inline_code_and_loads_nothing_from_elsewhere(
    client: Client, site: None, path: str
) -> None:
    html = client.get(path).text
    assert "<style" not in html
    assert not re.search(r"\sstyle=", html)
    assert "onclick" not in html
    scripts = re.findall(r"<script([^>]*)>", html)
    assert scripts
    for attributes in scripts:
        assert re.search(r'\ssrc="', attributes) or 'type="application/ld+json"' in attributes
    for address in re.findall(r'\ssrc="([^"]*)"', html):
        assert not urlsplit(address).netloc


@pytest.mark.parametrize("path", sorted({*PAGES} - {"/advisory/"}))
def test_strangers_all_get_the_same_bytes(site: None, path: str) -> None:
    """But for the form that says, signed, when it was shown."""
    assert Client().get(path).content == Client().get(path).content


@pytest.mark.parametrize(
    "path", ["/terms/mlops/", "/quizzes/", "/quizzes/mlops/", "/maturity/mlops/", "/me/"]
)
def test_a_page_that_knows_its_learner_varies_by_cookie(
    client: Client, site: None, path: str
) -> None:
    assert "Cookie" in client.get(path)["Vary"]


def test_an_empty_site_is_a_site(client: Client) -> None:
    for path in ("/", "/terms/", "/quizzes/", "/maturity/", "/calculator/", "/advisory/"):
        assert client.get(path).status_code == 200, path


def test_not_found(client: Client) -> None:
    response = client.get("/nothing/")
    assert response.status_code == 404
    assert "There is no such page" in response.text


def test_a_bug_is_a_plain_500_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("terms.pages.views.count_facets", fail)
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500
    assert "Something broke on our side" in response.text
    assert "css/site.css" in response.text


def test_a_500_page_needs_not_even_the_stylesheet(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise ValueError(f"Missing staticfiles manifest entry for {name}")

    monkeypatch.setattr("django.contrib.staticfiles.storage.staticfiles_storage.url", missing)
    response = broken(RequestFactory().get("/"))
    assert response.status_code == 500
    assert response.text.startswith("Something broke on our side")


def test_health_tells_the_truth(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 200

    def fail() -> None:
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", fail)
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503


@pytest.mark.parametrize("path", ["/", "/terms/mlops/", "/admin/login/", "/nothing/"])
def test_a_host_that_is_not_ours_is_refused_and_no_bug(client: Client, path: str) -> None:
    response = client.get(path, headers={"Host": "evil.example"})
    assert response.status_code == 400
    assert "This request was not understood" in response.text
    assert "evil" not in response.text


@pytest.mark.parametrize("host", ["localhost:8000", "10.0.0.7", "evil.example"])
def test_who_watches_the_site_may_ask_by_any_name_in_plain_http(
    client: Client, settings: Settings, host: str
) -> None:
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = ["glossary.example"], True
    for path in ("/healthz", "/readyz"):
        response = client.get(path, headers={"Host": host})
        assert (response.status_code, response.text) == (200, "ok\n")
        assert response["X-Content-Type-Options"] == "nosniff"


def test_the_admin_asks_for_djangos_token_as_well() -> None:
    User.objects.create_superuser("author", password="a long password")
    client = Client(enforce_csrf_checks=True)
    same_origin = {"Sec-Fetch-Site": "same-origin"}
    credentials = {"username": "author", "password": "a long password"}
    assert client.post("/admin/login/", credentials, headers=same_origin).status_code == 403
    client.get("/admin/login/")
    token = {"csrfmiddlewaretoken": client.cookies["csrftoken"].value}
    assert client.post("/admin/login/", credentials | token, headers=same_origin).status_code == 302


def test_every_admin_page_opens(admin_client: Client, site: None) -> None:
    for model in admin.site._registry:
        path = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        assert admin_client.get(path).status_code == 200, path
        row = model._default_manager.first()
        if row is not None:
            assert admin_client.get(f"{path}{row.pk}/change/").status_code == 200, path


def test_cookies_and_redirects_follow_the_sites_address(settings: Settings) -> None:
    assert settings.SESSION_COOKIE_SECURE is False
    assert settings.SESSION_COOKIE_HTTPONLY is True
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"


def test_pages_name_the_rules_for_prefetching(client: Client, site: None) -> None:
    page = client.get("/terms/")
    rules = client.get(page["Speculation-Rules"].strip('"'))
    assert rules["Content-Type"] == "application/speculationrules+json"
    assert rules.json()["prefetch"][0]["eagerness"] == "moderate"
    assert "Speculation-Rules" not in client.get("/robots.txt")
