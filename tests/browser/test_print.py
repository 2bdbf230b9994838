"""What a page is on paper."""

import re

import pytest
from django.test import Client
from playwright.sync_api import expect

from maturity.models import Assessment
from tests.browser.answering import answer
from tests.browser.conftest import OpenPage
from tests.site.showing import answer_assessment

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_printed_calculation_is_what_was_filled_in_and_its_result(open_page: OpenPage) -> None:
    page = open_page("/calculator/?hit_rate=20%25&lookup_usd=0.001")
    page.emulate_media(media="print")
    expect(page.locator("input[name=hit_rate]")).to_be_visible()
    expect(page.locator("input[name=accuracy_1]")).to_be_hidden()
    expect(page.get_by_test_id("swings")).to_be_visible()
    for table in page.locator(".calc-result__table").all():
        expect(table).to_have_css("overflow-x", "visible")


def test_a_printed_quiz_is_torn_between_pages_without_covering_anything(
    open_page: OpenPage,
) -> None:
    page = open_page("/quizzes/model-drift/")
    answer(page)
    page.emulate_media(media="print")
    # Chromium lays torn rows of a grid over what follows them.
    for name in (".quiz", ".quiz__form", ".reasons", ".reasons__list"):
        expect(page.locator(name).first).to_have_css("display", "block")
    expect(page.locator("main")).to_have_css("padding-block-end", "0px")
    expect(page.locator(".print-source")).to_have_css("break-before", "avoid")


def test_a_date_that_nobody_chose_is_a_line_on_paper(open_page: OpenPage) -> None:
    learner = Client()
    answer_assessment(learner, "/maturity/mlops/")
    page = open_page(Assessment.objects.finished().get().get_absolute_url(), learner)
    due = page.locator(".plan__due input").first
    due.wait_for()
    # `print.css` hides the browser's "mm/dd/yyyy" of a field without the attribute.
    expect(due).not_to_have_attribute("value", re.compile(""))
    page.emulate_media(media="print")
    empty = due.screenshot()
    page.emulate_media(media="screen")
    due.fill("2027-01-31")
    due.blur()
    expect(due).to_have_attribute("value", "2027-01-31")
    page.emulate_media(media="print")
    assert due.screenshot() != empty


def test_a_result_for_others_is_one_page(open_page: OpenPage) -> None:
    page = open_page("/maturity/mlops-short/")
    for rubric in page.locator(".rubric").all():
        rubric.locator("input").nth(3).check()
    page.get_by_role("button", name="See the result").click()
    page.get_by_role("link", name="On one page, to print or send").click()
    page.get_by_test_id("summary").wait_for()
    assert len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(format="A4"))) == 1
