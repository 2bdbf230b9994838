"""Something wrong? opens over the page, is sent there, and leads back to where one was."""

import pytest
from playwright.sync_api import expect

from authoring.models import ReaderReport
from tests.browser.conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MESSAGE = "The study counted pairs of model and data set."


def test_a_figure_is_reported_over_the_page(open_page: OpenPage) -> None:
    page = open_page("/terms/mlops/")
    figure = page.locator("#key-metrics [popovertarget]").first
    figure.click()
    page.locator(f"#{figure.get_attribute('popovertarget')}").get_by_role(
        "link", name="Something wrong?"
    ).click()
    expect(page.get_by_role("dialog", name="Something wrong?")).to_be_visible()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Measured")
    dialog.get_by_role("button", name="Send").click()
    expect(dialog.locator(".field__error")).to_be_visible()
    dialog.get_by_label("What is wrong").fill(MESSAGE)
    dialog.get_by_role("button", name="Send").click()
    expect(dialog.get_by_role("heading", name="Thank you")).to_be_focused()
    dialog.get_by_role("link", name="Back to MLOps").click()
    expect(dialog).to_be_hidden()
    expect(figure).to_be_focused()
    assert page.url.endswith("/terms/mlops/")
    assert ReaderReport.objects.get().message == MESSAGE


def test_without_scripts_it_is_a_page(open_page: OpenPage) -> None:
    page = open_page("/terms/mlops/", java_script_enabled=False)
    page.locator("#explanation").get_by_role("link", name="Something wrong?").click()
    page.get_by_label("What is wrong").fill(MESSAGE)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    page.get_by_role("link", name="Back to MLOps").click()
    assert page.url.endswith("/terms/mlops/#explanation")
    assert ReaderReport.objects.get().place == "Explanation"
