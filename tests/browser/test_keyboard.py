"""Every flow but the quiz (test_quiz) by keyboard alone; the focus is never lost when a part of the page is swapped."""

import pytest
from playwright.sync_api import Locator, Page, expect

from advisory import forms
from tests.browser.conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST_STEPS = 400
FIELDS = {
    "Your name": "Rita Reader",
    "Your e-mail address": "rita@example.org",
    "What would you like to talk about?": "Our margin shrinks.",
}


def is_focused(target: Locator) -> bool:
    return bool(target.evaluate("(one) => one === document.activeElement"))


def tab_to(page: Page, target: Locator, key: str = "Tab") -> None:
    """Press Tab until `target` has the focus."""
    for _ in range(MOST_STEPS):
        if is_focused(target):
            return
        page.keyboard.press(key)
    pytest.fail(f"{target} cannot be reached with {key}")


def press(page: Page, target: Locator, key: str = "Enter") -> None:
    tab_to(page, target)
    page.keyboard.press(key)


def expect_focus_inside(page: Page, region: str) -> None:
    """The focus is somewhere in `region`, not lost to the body."""
    page.locator(f"{region}:focus-within, {region}:focus").first.wait_for()


def test_searching_and_opening_a_term(open_page: OpenPage) -> None:
    page = open_page("/terms/")
    search = page.get_by_role("searchbox")
    tab_to(page, search)
    page.keyboard.type("drift")
    results = page.get_by_test_id("search-results")
    expect(results.get_by_role("heading", level=2)).to_contain_text("“drift”")
    assert is_focused(search)
    press(page, results.get_by_role("link").first)
    expect(page.get_by_role("heading", level=1)).to_contain_text("drift")


def test_the_first_stop_skips_to_the_content(open_page: OpenPage) -> None:
    page = open_page("/terms/mlops/")
    page.keyboard.press("Tab")
    assert is_focused(page.locator(".skip-link"))
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect_focus_inside(page, "#main")


def test_ticking_the_checklist_and_opening_an_answer(open_page: OpenPage) -> None:
    page = open_page("/terms/mlops/")
    boxes = page.locator("#checklist input[type=checkbox]")
    press(page, boxes.nth(1), "Space")
    expect(page.locator("#checklist-progress")).to_have_text("1 of 5 done")
    assert is_focused(boxes.nth(1))
    page.keyboard.press("Space")
    expect(page.locator("#checklist-progress")).to_have_text("0 of 5 done")
    question = page.locator("#faq .deeper__part > summary").nth(1)
    press(page, question, "Space")
    expect(page.locator("#faq .deeper__part").nth(1).locator(".prose")).to_be_visible()


def test_a_step_of_an_assessment_with_errors(open_page: OpenPage) -> None:
    page = open_page("/maturity/mlops/")
    save = page.locator("#assessment button[type=submit]")
    press(page, save)
    problems = page.get_by_test_id("assessment-problems")
    expect_focus_inside(page, "[data-testid=assessment-problems]")
    for group in page.locator("#assessment fieldset").all():
        tab_to(page, group.locator("input[type=radio]").first)
        page.keyboard.press("ArrowDown")
    press(page, save)
    expect(page.get_by_text("Dimension 2 of 7").first).to_be_visible()
    expect(problems).to_have_count(0)
    expect_focus_inside(page, "#assessment")


def test_the_calculator_with_a_mistake_and_without(open_page: OpenPage) -> None:
    page = open_page("/calculator/?preset=mlops")
    price = page.locator("input[name=price_3]")
    result = page.get_by_test_id("calc-result")
    type_over(page, price, "much")
    expect(result.locator("[data-field=price_3]")).to_be_visible()
    assert is_focused(price)
    assert price.get_attribute("aria-invalid") == "true"
    page.keyboard.press("Tab")
    tab_to(page, price, "Shift+Tab")
    type_over(page, price, "2.00")
    expect(result).to_contain_text("$0.227")
    assert is_focused(price)
    press(page, result.locator("summary").first, "Space")
    expect(result.locator("details").first).to_have_attribute("open", "")


def type_over(page: Page, field: Locator, text: str) -> None:
    tab_to(page, field)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def test_asking_for_a_call(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "FASTEST_S", 0)
    page = open_page("/advisory/")
    send = page.get_by_role("button", name="Ask for a call")
    press(page, send)
    expect(page.get_by_role("alert").first).to_contain_text("was not sent yet")
    for label, words in FIELDS.items():
        tab_to(page, page.get_by_label(label))
        page.keyboard.type(words)
    tab_to(page, page.get_by_label("Your city"))
    page.keyboard.type("Mumbai")
    page.keyboard.press("Enter")
    expect(page.locator("#call-times")).to_contain_text("those of Mumbai, India")
    press(page, send)
    expect(page.get_by_test_id("call-state")).to_contain_text("Your request is stored")
