"""A term's page in two layers: short enough to read in minutes, with the rest one click deeper."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, visit
from tests.browser.looking import PAPER_WIDTH

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DESK = {"width": 1440, "height": 900}
PHONE = {"width": 360, "height": 740}
PAPER = {"width": PAPER_WIDTH, "height": 1047}
FULL_ENTRIES = sorted(
    path.parent.name
    for path in Path("content/terms").glob("*/term.md")
    if "\nkind: brief" not in path.read_text()
)
MOST_WORDS, MOST_WORDS_WITH_EVERY_SECTION, FIRST_WORDS = 1_200, 1_400, 420
WORDS = """(selector) => [...document.querySelectorAll(selector)]
    .map((one) => one.innerText.split(/\\s+/).filter(Boolean).length).reduce((a, b) => a + b, 0)"""
END_OF = "(selector) => document.querySelector(selector).getBoundingClientRect().bottom + scrollY"
HEIGHT = "document.documentElement.scrollHeight"
EXPLANATION = ("#explanation .picture", "#explanation .prose")
MOST_PAPER_PAGES, MOST_PHONE_SCREENS, MOST_FIRST_PHONE_SCREENS = 9, 22, 3


def words(page: Page, selector: str) -> int:
    """What there is to read; the way to report a section, alike below each, is not."""
    reports = ", ".join(f"{part} .section > [href^='report/']" for part in selector.split(", "))
    reports += ", " + reports.replace(" .section > ", ".section > ")
    return int(page.evaluate(WORDS, selector)) - int(page.evaluate(WORDS, reports))


def test_every_full_entry_is_short(open_page: OpenPage) -> None:
    """In words, in screens of a desk and a phone (to the end of the explanation, and in all), and
    on paper; in the site's own faces, since stand-ins are other ones on each machine.

    The height tells which is the longest on paper and which the shortest; to print all takes long.
    """
    page = open_page("/privacy/", viewport=DESK)
    with page.expect_event("requestfinished", lambda one: "reading-sans" in one.url):
        page.keyboard.press("Tab")
    page.wait_for_load_state("networkidle")
    over, heights = {}, {}
    for slug in FULL_ENTRIES:
        page.emulate_media(media="screen")
        page.set_viewport_size(DESK)
        visit(page, f"/terms/{slug}/")
        most = MOST_WORDS_WITH_EVERY_SECTION if slug == "mlops" else MOST_WORDS
        told = words(page, "main")
        first = words(page, ".term-head, #key-metrics, #explanation")
        ends = max(page.evaluate(END_OF, part) / DESK["height"] for part in EXPLANATION)
        page.set_viewport_size(PHONE)
        first_screens = max(page.evaluate(END_OF, part) / PHONE["height"] for part in EXPLANATION)
        screens = page.evaluate(HEIGHT) / PHONE["height"]
        is_short = told <= most and first <= FIRST_WORDS and ends <= 2
        if not (
            is_short and first_screens <= MOST_FIRST_PHONE_SCREENS and screens <= MOST_PHONE_SCREENS
        ):
            over[slug] = (told, first, ends, first_screens, screens)
        page.emulate_media(media="print")
        page.set_viewport_size(PAPER)
        heights[slug] = page.evaluate(HEIGHT)
    assert over == {}
    assert len(FULL_ENTRIES) > 1
    shortest, *_, second, longest = sorted(heights, key=heights.__getitem__)
    for slug in (shortest, second, longest):
        visit(page, f"/terms/{slug}/")
        paper = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))
        assert 3 < paper <= MOST_PAPER_PAGES, slug


@pytest.mark.parametrize("has_scripts", [True, False])
def test_a_figure_opens_its_note_where_it_stands(open_page: OpenPage, *, has_scripts: bool) -> None:
    page = open_page("/terms/mlops/", viewport=DESK, java_script_enabled=has_scripts)
    figure = page.locator("#key-metrics [popovertarget]").first
    note = page.locator(f"#{figure.get_attribute('popovertarget')}")
    expect(note).to_be_hidden()
    figure.focus()
    page.keyboard.press("Enter")
    expect(note).to_be_visible()
    expect(note).to_be_in_viewport()
    expect(note.get_by_role("link", name="All figures")).to_be_visible()
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(figure).to_be_focused()


def test_a_touch_opens_a_note_inside_the_screen(open_page: OpenPage) -> None:
    page = open_page("/terms/mlops/", viewport=PHONE, has_touch=True)
    figure = page.locator("#how-it-works [popovertarget]").first
    figure.tap()
    note = page.locator(f"#{figure.get_attribute('popovertarget')}")
    box = note.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]


def test_an_address_opens_what_it_points_to(open_page: OpenPage) -> None:
    page = open_page("/terms/mlops/#faq-3", viewport=DESK)
    expect(page.locator("#faq-3 > .prose")).to_be_visible()
    expect(page.locator("#faq-2 > .prose")).to_be_hidden()
    key = page.locator("#key-metrics [popovertarget]").first.get_attribute("popovertarget")
    page.goto(f"/terms/mlops/#{key}")
    expect(page.locator(f"#{key}")).to_be_visible()


def test_everything_is_opened_for_the_visit(open_page: OpenPage) -> None:
    page = open_page("/terms/mlops/", viewport=DESK)
    page.get_by_role("link", name="Open everything").click()
    closed = page.locator("main details:not([open]).deeper__part, main details:not([open]).more")
    expect(closed).to_have_count(0)
    visit(page, "/terms/llmops/")
    expect(closed).to_have_count(0)
    page.get_by_role("link", name="Close everything").click()
    expect(page.locator("main details[open].deeper__part")).to_have_count(0)


def test_everything_is_opened_without_scripts(open_page: OpenPage) -> None:
    page = open_page("/terms/mlops/", viewport=DESK, java_script_enabled=False)
    page.get_by_role("link", name="Open everything").click()
    expect(page.locator("main details:not([open]).deeper__part")).to_have_count(0)


def test_the_bar_of_a_phone_says_where_one_is(open_page: OpenPage) -> None:
    page = open_page("/terms/mlops/", viewport=PHONE)
    page.locator("#mistakes h2").scroll_into_view_if_needed()
    page.mouse.wheel(0, 300)
    expect(page.locator("[data-contents-here]")).to_have_text("Common mistakes")


def test_one_question_follows_the_explanation_and_the_quiz_goes_on_below(
    open_page: OpenPage,
) -> None:
    page = open_page("/terms/mlops/", viewport=DESK)
    question = page.locator("#in-entry")
    question.locator("input[type=radio]").first.check()
    question.get_by_role("button", name="Answer").click()
    expect(question.locator(".quiz__title")).to_be_focused()
    expect(question.locator(".reasons")).to_be_visible()
    question.get_by_role("link", name="Read on").click()
    expect(page.locator("#where-used h2")).to_be_in_viewport()
    section = page.locator("#quiz-section")
    section.get_by_role("link", name="Start quiz").click()
    expect(section.locator(".quiz__title")).to_contain_text("Question 2 of 6")
    expect(section.locator(".quiz__title")).to_be_focused()
    expect(question.locator(".reasons")).to_be_visible()
    assert page.url.endswith("/terms/mlops/#read-on")


def test_the_question_is_skipped_without_scripts(open_page: OpenPage) -> None:
    page = open_page("/terms/mlops/", viewport=PHONE, java_script_enabled=False)
    page.locator("#in-entry").get_by_role("link", name="Skip").click()
    expect(page.locator("#where-used h2")).to_be_in_viewport()
    page.get_by_role("link", name="Start quiz").click()
    assert page.url.endswith("/quizzes/mlops/")
