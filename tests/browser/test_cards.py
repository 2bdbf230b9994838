"""Cards of terms: by mouse and keyboard, never in the way, a plain link everywhere else."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import findings, findings_within
from tests.browser.conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def first_link(page: Page) -> Locator:
    return page.locator("#explanation .prose a.term-link").first


def card(page: Page) -> Locator:
    return page.get_by_role("tooltip")


def test_pointing_shows_the_card_and_leaving_hides_it(open_page: OpenPage) -> None:
    page = open_page("/terms/llmops/")
    asked: list[str] = []
    page.on(
        "request", lambda request: asked.append(request.url) if "/card/" in request.url else None
    )
    first_link(page).hover()
    expect(card(page)).to_be_visible()
    expect(card(page)).to_contain_text(re.compile(r"minutes? to read|LLMOps"))
    assert first_link(page).get_attribute("aria-describedby") == "hover-card"
    page.locator("h1").hover()
    expect(card(page)).to_be_hidden()
    assert first_link(page).get_attribute("aria-describedby") is None
    assert len(asked) == 1


def test_a_glance_asks_for_nothing(open_page: OpenPage) -> None:
    page = open_page("/terms/llmops/")
    asked: list[str] = []
    page.on(
        "request", lambda request: asked.append(request.url) if "/card/" in request.url else None
    )
    first_link(page).scroll_into_view_if_needed()
    box = first_link(page).bounding_box()
    assert box is not None
    page.clock.install(time=0)
    page.clock.pause_at(1000)
    page.mouse.move(box["x"] + 2, box["y"] + 4)
    page.clock.run_for(100)
    page.mouse.move(2, 2)
    page.clock.run_for(1000)
    assert asked == []
    page.mouse.move(box["x"] + 2, box["y"] + 4)
    with page.expect_request("**/card/"):
        page.clock.run_for(200)


def test_the_pointer_may_move_onto_the_card(open_page: OpenPage) -> None:
    page = open_page("/terms/llmops/")
    first_link(page).hover()
    expect(card(page)).to_be_visible()
    card(page).hover()
    page.wait_for_timeout(500)
    expect(card(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(card(page)).to_be_hidden()


def test_the_keyboard_shows_it_and_escape_hides_it_and_keeps_the_focus(open_page: OpenPage) -> None:
    page = open_page("/terms/llmops/")
    page.keyboard.press("Tab")
    first_link(page).focus()
    expect(card(page)).to_be_visible()
    expect(first_link(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(card(page)).to_be_hidden()
    expect(first_link(page)).to_be_focused()
    elsewhere = page.locator(".site-header__name")
    elsewhere.focus()
    first_link(page).focus()
    expect(card(page)).to_be_visible()
    elsewhere.focus()
    expect(card(page)).to_be_hidden()


def test_it_stays_in_the_window_and_axe_finds_nothing(open_page: OpenPage) -> None:
    page = open_page("/terms/llmops/", reduced_motion="reduce")
    page.evaluate("document.fonts.ready.then(() => null)")
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 700})
        first_link(page).hover()
        expect(card(page)).to_be_in_viewport(ratio=1)
        box = card(page).bounding_box()
        assert box is not None
        assert 0 <= box["x"] <= box["x"] + box["width"] <= width
        assert 0 <= box["y"] <= box["y"] + box["height"] <= 700
        assert findings_within(page, "#hover-card") == []
        page.mouse.move(1, 1)
        expect(card(page)).to_be_hidden()


@pytest.mark.parametrize(("width", "height"), [(360, 700), (600, 420)])
def test_it_stays_in_the_window_wherever_its_link_stands(
    open_page: OpenPage, width: int, height: int
) -> None:
    """Narrow and high, wide and low: to the sides only the width matters, above and below only the height."""
    page = open_page(
        "/terms/llmops/", reduced_motion="reduce", viewport={"width": width, "height": height}
    )
    page.evaluate("document.fonts.ready.then(() => null)")
    links = page.locator("#explanation .prose a.term-link")
    for number in range(min(4, links.count())):
        for share in ((0.3, 0.7), (0.5, 0.95))[number % 2]:
            link = links.nth(number)
            link.evaluate(
                "(link, share) => scrollBy(0, link.getBoundingClientRect().bottom - innerHeight * share)",
                share,
            )
            link.hover()
            expect(card(page)).to_be_visible()
            box, at = card(page).bounding_box(), link.bounding_box()
            assert box is not None
            assert at is not None
            assert 0 <= box["x"] <= box["x"] + box["width"] <= width
            assert 0 <= box["y"] <= box["y"] + box["height"] <= height, (number, share)
            assert box["y"] >= at["y"] + at["height"] - 1 or box["y"] + box["height"] <= at["y"] + 1
            page.keyboard.press("Escape")
            page.mouse.move(1, 1)


def test_leaving_and_coming_back_at_once_shows_the_card(open_page: OpenPage) -> None:
    page = open_page("/terms/llmops/")
    first_link(page).scroll_into_view_if_needed()
    box = first_link(page).bounding_box()
    assert box is not None
    for wait in (50, 200):
        page.mouse.move(box["x"] + 2, box["y"] + 4)
        page.wait_for_timeout(wait - 40)
        page.mouse.move(2, 2)
        page.wait_for_timeout(wait)
        page.mouse.move(box["x"] + 2, box["y"] + 4)
        expect(card(page)).to_be_visible()
        page.mouse.move(2, 2)
        expect(card(page)).to_be_hidden()


def test_tabbing_on_and_back_at_once_shows_the_card(open_page: OpenPage) -> None:
    page = open_page("/terms/llmops/")
    page.keyboard.press("Tab")
    first_link(page).focus()
    page.keyboard.press("Tab")
    page.wait_for_timeout(100)
    page.keyboard.press("Shift+Tab")
    expect(first_link(page)).to_be_focused()
    expect(card(page)).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    page.wait_for_timeout(400)
    expect(card(page)).to_be_visible()


def test_a_touch_follows_the_link(open_page: OpenPage) -> None:
    page = open_page("/terms/llmops/", has_touch=True, is_mobile=True)
    asked: list[str] = []
    page.on(
        "request", lambda request: asked.append(request.url) if "/card/" in request.url else None
    )
    address = first_link(page).get_attribute("href")
    first_link(page).tap()
    expect(page).to_have_url(re.compile(re.escape(str(address))))
    assert asked == []


def test_without_javascript_it_is_a_link(open_page: OpenPage) -> None:
    page = open_page("/terms/llmops/", java_script_enabled=False)
    address = first_link(page).get_attribute("href")
    first_link(page).click()
    expect(page).to_have_url(re.compile(re.escape(str(address))))


def test_the_graph_is_walked_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("/terms/graph/", viewport={"width": 360, "height": 700})
    node = page.get_by_test_id("graph").get_by_role("link", name="LLMOps").last
    node.focus()
    expect(node).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/terms/llmops/"))
    page.locator("html[data-ready]").wait_for()
    assert findings(page) == []
