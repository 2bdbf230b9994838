"""What makes kept pages a thing of the past: a change of the content by staff, and nothing else."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.test import Client

import paths.models
from advisory.models import Advisor, Booking, CallRequest, OriginCount, WebhookDelivery
from authoring.editing.term_admin import TermAdmin
from authoring.models import Proposal, ReaderReport
from calculator.models import CostScenario
from exchange.lti.models import Platform, ScoreDelivery
from glossary_site.admin import EditsContent
from glossary_site.page_cache.models import read_version
from learners.models import Learner
from maturity.models import Assessment, LevelDescription, MaturityModel
from quizzes.models import Attempt, Quiz
from terms.models import Category, MissedQuery, Source, Term
from tests.world import (
    make_advisor,
    make_cost_scenario,
    make_glossary,
    make_level_descriptions,
    make_maturity_model,
    make_quiz,
    make_source,
    make_term,
)

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
PRIVATE = {
    User,
    Group,
    Learner,
    Attempt,
    Assessment,
    CallRequest,
    Booking,
    WebhookDelivery,
    OriginCount,
    MissedQuery,
    Proposal,
    ReaderReport,
    Platform,
    ScoreDelivery,
}
"""What no visitor without state can see."""

LOOKED_AT = {paths.models.Path, paths.models.Group}
"""What the admin shows and nobody edits there: paths are files, and groups are their makers'."""

PASSWORD = "a long password"


@pytest.fixture
def term() -> Term:
    term = make_term()
    make_glossary()
    make_advisor()
    make_source()
    make_cost_scenario(term)
    make_level_descriptions(term)
    make_quiz(term)
    make_maturity_model(term)
    return term


def changes_of(act: Callable[[], Any]) -> int:
    """By how much the version rises; in the tests it may only be 0 or more."""
    before = read_version()
    act()
    return read_version() - before


def posted(client: Client, path: str, form: dict[str, Any] | None = None, **headers: str) -> Any:
    return client.post(path, form or {}, headers=headers)


def form_of(client: Client, path: str, **changes: Any) -> dict[str, Any]:
    """What the form of an admin page sends as it stands, with `changes`."""
    page = client.get(path)
    forms, values = [page.context["adminform"].form], dict[str, Any]()
    for inline in page.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.initial_forms]
    for form in forms:
        for field in form:
            value = field.value()
            if value is not None and value is not False:
                values[field.html_name] = value
    return values | changes


def address(row: Any, view: str = "change") -> str:
    return f"/admin/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/{view}/"


def test_every_admin_page_of_content_makes_new_versions() -> None:
    for model, page in admin.site._registry.items():
        edits = isinstance(page, EditsContent | TermAdmin)
        assert edits != (model in PRIVATE | LOOKED_AT), model


def test_nobody_in_particular_changes_nothing(term: Term) -> None:
    """The posts of the report: an admin page with the login page's token is redirected."""
    client = Client(enforce_csrf_checks=True)
    client.get("/admin/login/")
    token = {"csrfmiddlewaretoken": client.cookies["csrftoken"].value}
    for path in (
        "/admin/",
        "/admin/terms/category/add/",
        "/admin/terms/term/",
        address(term),
        address(term, "delete"),
        "/admin/nothing/",
        "/admin/terms",
        "/admin/login/",
        "/admin/logout/",
        "/admin/password_change/",
        "/admin/dashboard/",
    ):
        act = lambda path=path: posted(client, path, token, Sec_Fetch_Site="same-origin")  # noqa: E731
        assert changes_of(act) == 0, path


def test_coming_and_going_changes_nothing(term: Term) -> None:
    User.objects.create_superuser("author", password=PASSWORD)
    client = Client()
    for password in ("wrong", PASSWORD):
        form = {"username": "author", "password": password}
        assert changes_of(lambda form=form: posted(client, "/admin/login/", form)) == 0
    new = {f"new_password{number}": "another long one" for number in (1, 2)}
    form = {"old_password": PASSWORD} | new
    assert changes_of(lambda: posted(client, "/admin/password_change/", form)) == 0
    assert changes_of(lambda: posted(client, "/admin/logout/")) == 0


def test_what_readers_do_changes_nothing(client: Client, term: Term) -> None:
    for path in ("/quizzes/mlops/", "/terms/mlops/checklist/", "/maturity/mlops/", "/me/forget/"):
        assert changes_of(lambda path=path: posted(client, path)) == 0


def test_staff_without_the_right_change_nothing(term: Term) -> None:
    client = Client()
    client.force_login(User.objects.create_user("guest", is_staff=True))
    category = Category.objects.get()
    for path in (address(category), address(category, "delete"), "/admin/terms/category/add/"):
        assert changes_of(lambda path=path: posted(client, path, {"post": "yes"})) == 0


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Category, {"title": "Other"}),
        (Source, {"title": "Other"}),
        (Advisor, {"role": "Other"}),
        (CostScenario, {"title": "Other"}),
        (CostScenario, {"tiers-0-name": "Other"}),
        (LevelDescription, {"text": "Other."}),
    ],
)
def test_only_a_form_that_changes_something_makes_a_version(
    admin_client: Client, term: Term, model: Any, change: dict[str, Any]
) -> None:
    Term.objects.update(status=Term.Status.DRAFT)  # which may lack what `make_term` leaves out
    path = address(model._default_manager.first())
    same, wrong = (
        form_of(admin_client, path),
        form_of(admin_client, path, **dict.fromkeys(change, "")),
    )
    assert changes_of(lambda: posted(admin_client, path, same)) == 0
    assert changes_of(lambda: posted(admin_client, path, wrong)) == 0
    assert changes_of(lambda: posted(admin_client, path, same | change)) > 0


@pytest.mark.parametrize(
    ("model", "change"), [(Quiz, {"version": 7}), (MaturityModel, {"title": "Other"})]
)
def test_what_is_written_in_a_file_alone_is_not_changed_by_its_page(
    admin_client: Client, term: Term, model: Any, change: dict[str, Any]
) -> None:
    row = model._default_manager.first()
    assert changes_of(lambda: posted(admin_client, address(row), change)) == 0
    assert not model._default_manager.filter(**change).exists()


def test_what_is_added_and_deleted_makes_a_version(admin_client: Client, term: Term) -> None:
    Term.objects.update(status=Term.Status.DRAFT)  # which may lack levels
    form = {"title": "New", "slug": "new", "position": 2, "description": "What is new."}
    assert changes_of(lambda: posted(admin_client, "/admin/terms/category/add/", form)) > 0
    new = Category.objects.get(slug="new")
    assert changes_of(lambda: posted(admin_client, address(new, "delete"))) == 0
    assert changes_of(lambda: posted(admin_client, address(new, "delete"), {"post": "yes"})) > 0
    chosen = {"action": "delete_selected", "_selected_action": LevelDescription.objects.first().pk}
    path = "/admin/maturity/leveldescription/"
    assert changes_of(lambda: posted(admin_client, path, chosen)) == 0
    assert changes_of(lambda: posted(admin_client, path, chosen | {"post": "yes"})) > 0


def test_what_staff_do_with_accounts_and_learners_changes_nothing(
    admin_client: Client, term: Term
) -> None:
    learner = Learner.objects.create()
    assert (
        changes_of(lambda: posted(admin_client, address(learner, "delete"), {"post": "yes"})) == 0
    )
    assert not Learner.objects.exists()
    assert changes_of(lambda: posted(admin_client, "/admin/auth/group/add/", {"name": "We"})) == 0
    assert Group.objects.filter(name="We").exists()
