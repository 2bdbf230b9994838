"""The assessment in a browser: what is left to answer, by keyboard and without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import findings
from tests.browser.conftest import OpenPage, visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_closed_gate_shortens_the_way_and_the_focus_stays(open_page: OpenPage) -> None:
    page = open_page("/maturity/mlops/")
    first = page.locator("#assessment input[value=not_yet]").first
    first.focus()
    page.keyboard.press("Space")
    expect(page.locator("#level-note-3")).to_contain_text(
        "Can wait, as level 2 is not reached yet."
    )
    expect(page.locator("#level-note-2")).to_be_empty()
    expect(first).to_be_focused()
    assert findings(page) == []
    visit(page, "/maturity/mlops/?dimension=delivery")
    expect(page.get_by_test_id("level-group").nth(0)).to_have_attribute("open", "")
    expect(page.get_by_test_id("level-group").nth(1)).not_to_have_attribute("open", "")


def test_without_javascript_a_closed_gate_asks_no_more(open_page: OpenPage) -> None:
    page = open_page("/maturity/mlops/", java_script_enabled=False)
    group = page.get_by_test_id("level-group").nth(0)
    for choice in group.locator("input[value=not_yet]").all():
        choice.check()
    page.locator("#assessment-form button[type=submit]").click()
    expect(page.get_by_text("Dimension 2 of 7")).to_be_visible()


def test_the_short_assessment_takes_seven_clicks_and_ends_on_one_screen(
    open_page: OpenPage,
) -> None:
    page = open_page("/maturity/mlops-short/", viewport={"width": 1440, "height": 900})
    rubrics = page.locator(".rubric")
    for place in range(rubrics.count()):
        rubrics.nth(place).locator("input").nth(1 + place % 3).check()
    assert findings(page) == []
    page.get_by_role("button", name="See the result").click()
    expect(page.get_by_test_id("level")).to_have_text("Level 2: Pilot")
    bottom = page.locator(".verdict").evaluate("(one) => one.getBoundingClientRect().bottom")
    assert bottom <= 900
    assert findings(page) == []


def test_without_javascript_an_open_question_is_named(open_page: OpenPage) -> None:
    page = open_page("/maturity/mlops-short/", java_script_enabled=False)
    for rubric in page.locator(".rubric").all()[1:]:
        rubric.locator("input").nth(3).check()
    page.get_by_role("button", name="See the result").click()
    expect(page.get_by_test_id("assessment-problems")).to_contain_text("1 question is still open")
    page.locator("#rubric-delivery input").nth(3).check()
    page.get_by_role("button", name="See the result").click()
    expect(page.get_by_test_id("level")).to_have_text("Level 4: Scaled")


def test_what_could_be_shown_is_asked_where_something_holds(open_page: OpenPage) -> None:
    page = open_page("/maturity/mlops/")
    statement = page.locator(".statement").first
    proof = statement.get_by_label("We could show this today")
    expect(proof).to_be_hidden()
    statement.get_by_label("In most places").check()
    expect(proof).to_be_visible()
    statement.get_by_label("Not yet").check()
    expect(proof).to_be_hidden()
