"""The site's two faces: a first page is set in the stand-ins, and later pages in the faces."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage, visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WATCH = """
    globalThis.moved = 0;
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) moved += entry.value; })
        .observe({ type: "layout-shift", buffered: true });
"""
HAS_FACES = "document.documentElement.matches('[data-faces]')"
TITLE_IS_SET_IN_THEM = (
    "getComputedStyle(document.querySelector('h1')).fontFamily.startsWith('\"Reading Serif\"')"
)
ARE_KEPT = "localStorage.getItem('faces') !== null"
LEAST_THAT_IS_SEEN = 0.015
"""Words that grow a little wider on their line count some ten-thousandths; a line that moves, more."""


def read_on(page: Page) -> None:
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))")
    page.mouse.wheel(0, 300)


@pytest.mark.parametrize("width", [360, 1350])
def test_nothing_moves_on_the_first_page_and_the_second_has_the_faces(
    open_page: OpenPage, width: int
) -> None:
    page = open_page("/privacy/", viewport={"width": width, "height": 800})
    page.add_init_script(WATCH)
    for path in ("/", "/terms/mlops/", "/maturity/"):
        page.evaluate("localStorage.clear()")
        visit(page, path)
        assert not page.evaluate(HAS_FACES), path
        assert not page.evaluate(ARE_KEPT), path
        with page.expect_event("requestfinished", lambda one: "reading-sans" in one.url):
            read_on(page)
        page.wait_for_load_state("networkidle")
        assert page.evaluate(ARE_KEPT), path
        assert not page.evaluate(HAS_FACES), path
        assert page.evaluate("moved") < LEAST_THAT_IS_SEEN, path
        visit(page, path)
        assert page.evaluate(HAS_FACES), path
        assert page.evaluate(TITLE_IS_SET_IN_THEM), path
        assert page.evaluate("moved") < LEAST_THAT_IS_SEEN, path


def test_whoever_saves_data_reads_in_the_stand_ins(open_page: OpenPage) -> None:
    page = open_page("/privacy/")
    page.add_init_script(
        "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
    )
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    visit(page, "/terms/mlops/")
    read_on(page)
    page.keyboard.press("Tab")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if url.endswith(".woff2")] == []


def test_a_browser_that_keeps_nothing_still_reads_the_page(open_page: OpenPage) -> None:
    page = open_page("/")
    page.add_init_script(
        "Object.defineProperty(globalThis, 'localStorage', { get() { throw new DOMException('no') } })"
    )
    visit(page, "/terms/mlops/")
    read_on(page)
    assert page.locator("h1").inner_text() == "What is MLOps (Machine Learning Operations)?"


def test_without_scripts_the_faces_are_asked_for_by_the_stylesheet(open_page: OpenPage) -> None:
    page = open_page("/", java_script_enabled=False)
    assert page.evaluate(TITLE_IS_SET_IN_THEM)
