"""The form of a term in the admin: the page beside it, and rows that move."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from playwright.sync_api import Page, expect

from authoring.editing.roles import make_roles
from terms.models import Term
from tests.browser.conftest import LONGEST_LOAD_MS, OpenPage
from tests.browser.looking import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a long password"
DESK = {"width": 1440, "height": 900}


@pytest.fixture
def publisher(site: str) -> Client:
    """Somebody who may publish."""
    make_roles()
    user = User.objects.create_user("pat", password=PASSWORD, is_staff=True)
    user.groups.add(Group.objects.get(name="Publisher"))
    client = Client()
    client.force_login(user)
    return client


def open_form(open_page: OpenPage, publisher: Client, **options: Any) -> Page:
    """The form of MLOps, before somebody who may publish."""
    path = f"/admin/terms/term/{Term.objects.get(slug='mlops').pk}/change/"
    return open_page(path, publisher, viewport=DESK, **options)


def wait_for_the_look(page: Page) -> None:
    """Until the page beside the form is drawn; it must not be, still, when the test has ended."""
    look = page.frame_locator("iframe[name=look]")
    expect(look.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("has_javascript", [True, False])
def test_the_page_and_its_change_are_seen_before_saving(
    open_page: OpenPage, publisher: Client, has_javascript: bool
) -> None:
    page = open_form(open_page, publisher, java_script_enabled=has_javascript)
    before = Term.objects.get(slug="mlops").tldr
    if has_javascript:
        drawn = page.frame_locator("iframe[name=look]").get_by_text(before[:30]).first
        expect(drawn).to_be_visible()
    page.fill("#id_tldr", "It is a **habit**.")
    page.get_by_role("button", name="Show the page").click()
    look = page.frame_locator("iframe[name=look]")
    expect(look.locator("strong", has_text="habit")).to_be_visible()
    page.get_by_role("button", name="Show what changes").click()
    expect(look.get_by_text("+tldr: It is a **habit**.")).to_be_visible()
    assert Term.objects.get(slug="mlops").tldr == before
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    assert Term.objects.get(slug="mlops").tldr == "It is a **habit**."
    if has_javascript:
        wait_for_the_look(page)


def test_the_page_follows_what_is_typed(open_page: OpenPage, publisher: Client) -> None:
    page = open_form(open_page, publisher)
    wait_for_the_look(page)
    look = page.frame_locator("iframe[name=look]")
    page.get_by_label("Show the page while I type").check()
    page.fill("#id_tldr", "Seen while **typing**.")
    # Drawn after the page that the tick began.
    typed = look.locator("strong", has_text="typing")
    expect(typed).to_be_visible(timeout=LONGEST_LOAD_MS)
    page.reload()
    expect(page.get_by_label("Show the page while I type")).to_be_checked()
    wait_for_the_look(page)


def test_rows_are_moved_and_stay_so(open_page: OpenPage, publisher: Client) -> None:
    page = open_form(open_page, publisher)
    names = [step.name for step in Term.objects.get(slug="mlops").steps.all()]
    wait_for_the_look(page)
    page.get_by_role("button", name="How to apply it").click()
    page.locator("#steps-1").get_by_role("button", name="Move up").click()
    assert page.locator("#id_steps-1-position").input_value() == "0"
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    moved = [step.name for step in Term.objects.get(slug="mlops").steps.all()]
    assert moved == [names[1], names[0], *names[2:]]
    wait_for_the_look(page)


@pytest.mark.parametrize("has_javascript", [True, False])
def test_a_section_is_opened_and_a_row_added_on_demand(
    open_page: OpenPage, publisher: Client, has_javascript: bool
) -> None:
    page = open_form(open_page, publisher, java_script_enabled=has_javascript)
    if has_javascript:
        wait_for_the_look(page)
    page.fill("#id_title", "MLOps, renamed")
    page.get_by_role("button", name="FAQ").click()
    page.get_by_role("button", name="Add: FAQ").click()
    page.get_by_label("Question:").last.fill("Who runs it?")
    page.get_by_label("Answer:").last.fill("Its builders.")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    term = Term.objects.get(slug="mlops")
    assert (term.title, term.faqs.last().question) == ("MLOps, renamed", "Who runs it?")  # type: ignore[union-attr]
    if has_javascript:
        wait_for_the_look(page)


def test_the_toolbar_writes_markdown_and_shows_it(open_page: OpenPage, publisher: Client) -> None:
    page = open_form(open_page, publisher)
    wait_for_the_look(page)
    page.fill("#id_tldr", "habit")
    page.locator("#id_tldr").select_text()
    page.keyboard.press("Control+b")
    assert page.locator("#id_tldr").input_value() == "**habit**"
    page.locator(".field-tldr").get_by_role("button", name="Preview").click()
    expect(page.locator(".field-tldr .markdown strong")).to_have_text("habit")


def test_after_signing_in_the_dashboard_fits_a_phone(
    open_page: OpenPage, publisher: Client
) -> None:
    page = open_page("/admin/dashboard/", viewport=PHONE)
    page.fill("#id_username", "pat")
    page.fill("#id_password", PASSWORD)
    page.click("[type=submit]")
    expect(page.get_by_role("heading", name="Dashboard")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_questions_are_moved_opened_and_added(open_page: OpenPage, publisher: Client) -> None:
    term = Term.objects.get(slug="mlops")
    keys = [one.key for one in term.quizzes.get().questions.all()]
    page = open_page(f"/admin/terms/term/{term.pk}/quiz/", publisher, viewport=DESK)
    wait_for_the_look(page)
    page.locator("#section-questions-1").get_by_role("button", name="Move up").click()
    page.locator("#section-questions-1 .part__open").click()
    expect(page.locator("[name='questions-0-key']")).to_have_value(keys[1])
    expect(page.locator("#section-questions-0 .part__title")).to_be_focused()
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_text("Saved: Quiz")).to_be_visible()
    kept = [one.key for one in term.quizzes.get(is_current=True).questions.all()]
    assert kept == [keys[1], keys[0], *keys[2:]]
    wait_for_the_look(page)
    page.locator("[name='questions-5-DELETE']").check()
    page.locator("#section-questions-1 .part__open").click()
    page.get_by_label("Kind of question").select_option("true-false")
    page.get_by_role("button", name="Add a question").click()
    expect(page.get_by_label("The statement is")).to_be_visible()
