"""Every main path, walked on the real content with JavaScript and without; a quiz: test_quiz."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from advisory import forms
from tests.browser.conftest import OpenPage
from tests.world import FUTURE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
both_ways = pytest.mark.parametrize(
    "options",
    [
        pytest.param({}, id="javascript"),
        pytest.param({"java_script_enabled": False}, id="plain"),
    ],
)


@both_ways
def test_the_term_page_and_its_checklist(open_page: OpenPage, options: dict[str, Any]) -> None:
    page = open_page("/", **options)
    page.get_by_role("link", name="MLOps (Machine Learning Operations)").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "What is MLOps (Machine Learning Operations)?"
    )
    boxes = page.locator("#checklist input[type=checkbox]")
    expect(boxes).to_have_count(5)
    boxes.nth(0).check()
    if options:
        boxes.nth(3).check()
        page.get_by_role("button", name="Save my ticks").click()
    else:
        expect(page.locator("#checklist-progress")).to_have_text("1 of 5 done")
        boxes.nth(3).check()
    expect(page.locator("#checklist-progress")).to_have_text("2 of 5 done")
    page.reload()
    expect(page.locator("#checklist input:checked")).to_have_count(2)


@both_ways
def test_finding_a_term(open_page: OpenPage, options: dict[str, Any]) -> None:
    page = open_page("/terms/", **options)
    main = page.get_by_role("main")
    main.get_by_role("searchbox").fill("machine learning operations")
    if options:
        main.get_by_role("button", name="Search").click()
    results = page.get_by_test_id("search-results")
    expect(results.get_by_role("heading", level=2)).to_contain_text(
        "for “machine learning operations”"
    )
    expect(page).to_have_url(re.compile(r"\?q=machine"))
    expect(results.get_by_role("link").first).to_have_text("MLOps (Machine Learning Operations)")


def test_the_quiz_starts_inside_the_term_page(open_page: OpenPage) -> None:
    page = open_page("/terms/mlops/")
    expect(page.get_by_test_id("quiz-form")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/terms/mlops/"))
    page.get_by_test_id("quiz-form").locator("input[type=radio]").first.check()
    page.get_by_test_id("quiz-form").locator("button[type=submit]").first.click()
    expect(page.get_by_role("link", name="Read on")).to_be_visible()
    assert page.evaluate("document.activeElement.closest('.quiz') !== null")
    page.get_by_role("link", name="Start quiz").click()
    expect(page.locator("#quiz").get_by_test_id("quiz-form")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/terms/mlops/"))


@both_ways
def test_an_assessment_ends_in_a_level(open_page: OpenPage, options: dict[str, Any]) -> None:
    page = open_page("/maturity/mlops/", **options)
    for number in range(1, 8):
        expect(page.get_by_text(f"Dimension {number} of 7").first).to_be_visible()
        form = page.locator("#assessment form")
        everywhere = form.locator("input[type=radio][value=everywhere]")
        everywhere.first.check()
        everywhere.evaluate_all("(all) => all.forEach((one) => one.click())")
        if number == 4:
            form.locator("input[type=radio][value=not_yet]").first.check()
        form.locator("button[type=submit]").first.click()
    expect(page).to_have_url(re.compile(r"/maturity/results/[\w-]+/"))
    expect(page.get_by_test_id("level")).to_contain_text("3")
    expect(page.get_by_test_id("why")).to_contain_text("Lifecycle automation is at 1")


def test_a_typed_value_is_placed_among_the_bands(open_page: OpenPage) -> None:
    page = open_page("/terms/mlops/")
    field = page.get_by_label("Your value of Inference cost per request")
    field.press_sequentially("0.02")
    standing = page.locator("#row-1-standing")
    expect(standing).to_have_text("Typical")
    field.press_sequentially("x")
    expect(standing).to_have_text("“0.02x” is not a number. Write one such as 1000 or 0.7.")
    expect(field).to_be_focused()
    expect(field).to_have_value("0.02x")


def test_typed_values_are_placed_without_scripts_too(open_page: OpenPage) -> None:
    page = open_page("/terms/mlops/", java_script_enabled=False)
    page.get_by_label("Your value of AI COGS as a share of revenue").fill("30")
    page.get_by_role("button", name="Compare my values").click()
    expect(page.locator("#row-0-standing")).to_have_text("Between lagging and typical")


def test_a_failed_request_is_said_and_can_be_tried_again(open_page: OpenPage) -> None:
    page = open_page("/terms/mlops/")
    page.route("**/checklist/", lambda route: route.fulfill(status=503))
    boxes = page.locator("#checklist input[type=checkbox]")
    boxes.nth(0).click()
    notice = page.locator("[data-request-error]")
    expect(notice).to_be_visible()
    expect(notice).to_contain_text("That did not work")
    page.unroute("**/checklist/")
    expect(boxes.nth(0)).not_to_be_checked()
    boxes.nth(0).check()
    expect(notice).to_be_hidden()
    expect(page.locator("#checklist-progress")).to_have_text("1 of 5 done")


@both_ways
def test_the_calculator_recomputes(open_page: OpenPage, options: dict[str, Any]) -> None:
    page = open_page("/calculator/?preset=mlops", **options)
    result = page.get_by_test_id("calc-result")
    expect(result).to_contain_text("$0.127")
    page.locator("input[name=price_3]").fill("2.00")
    if options:
        page.get_by_test_id("calc").get_by_role("button").first.click()
    expect(page.get_by_test_id("calc-result")).to_contain_text("$0.227")
    expect(page).to_have_url(re.compile(r"price_3=2"))


def test_the_widget_stands_in_a_foreign_frame(open_page: OpenPage, site: str) -> None:
    page = open_page(
        "/calculator/embed/?preset=mlops", bypass_csp=True
    )  # the page around it is another's
    expect(page.locator("body")).to_contain_text("$0.127")
    page.set_content(
        f'<iframe src="{site}/calculator/embed/?preset=mlops" width="400" height="90" data-calculator></iframe>'
        f'<script src="{site}/static/js/widget-host.js"></script>'
    )
    expect(page.frame_locator("iframe").locator("body")).to_contain_text("$0.127")
    widget = page.frame_locator("iframe").locator(".calc-embed")
    widget.get_by_text("Add a model").first.click()
    expect(page.locator("iframe")).not_to_have_attribute("height", "90")
    tall = widget.evaluate("(one) => one.offsetHeight")
    expect(page.locator("iframe")).to_have_attribute("height", str(tall + 2))


@both_ways
def test_asking_for_a_call(
    open_page: OpenPage, options: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "FASTEST_S", 0)
    page = open_page("/terms/mlops/", timezone_id="Africa/Nairobi", **options)
    page.get_by_role("button", name="Book advisory call").click()
    times = page.locator("#call-times")
    if not options:
        expect(times).to_contain_text("those of Nairobi, Kenya")
    page.get_by_label("Your city").fill("mumbai")
    page.get_by_role("button", name="Use its time").click()
    expect(times).to_contain_text("those of Mumbai, India")
    page.get_by_label("A time that suits you").fill(f"{FUTURE}T14:00")
    page.get_by_label("Term MLOps").check()
    page.get_by_label("Your name").fill("Rita Reader")
    page.get_by_label("Your e-mail address").fill("rita@example.org")
    page.get_by_label("What would you like to talk about?").fill("Our margin shrinks.")
    page.get_by_role("button", name="Ask for a call").click()
    expect(page.get_by_test_id("call-state")).to_contain_text("Your request is stored")
    expect(page.get_by_text("Term: MLOps (Machine Learning Operations)")).to_be_visible()
    page.get_by_role("button", name="Withdraw the request").click()
    expect(page.get_by_test_id("call-state")).to_contain_text("You withdrew")
