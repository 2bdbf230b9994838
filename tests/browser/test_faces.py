"""The site's two faces: nothing moves when they come, and later pages have them at once."""

import pytest

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
LEAST_THAT_IS_SEEN = 0.015
"""Words that grow a little wider on their line count some ten-thousandths; a line that moves, more."""


@pytest.mark.parametrize("width", [360, 768, 1350])
def test_nothing_moves_on_the_first_page_and_the_second_has_the_faces(
    open_page: OpenPage, width: int
) -> None:
    page = open_page("/privacy/", viewport={"width": width, "height": 800})
    page.add_init_script(WATCH)
    for path in ("/", "/terms/mlops/", "/maturity/"):
        page.evaluate("localStorage.clear()")
        visit(page, path)
        page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))")
        assert page.evaluate("moved") < LEAST_THAT_IS_SEEN, path
        visit(page, path)
        assert page.evaluate(HAS_FACES), path
        assert page.evaluate(TITLE_IS_SET_IN_THEM), path
        assert page.evaluate("moved") < LEAST_THAT_IS_SEEN, path


def test_faces_that_would_move_a_line_wait_for_the_next_page(open_page: OpenPage) -> None:
    page = open_page("/privacy/")
    page.evaluate("localStorage.clear()")
    page.add_init_script("""
        document.addEventListener("DOMContentLoaded", () => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(":root:not([data-faces]) h1 { letter-spacing: 1.5em }");
            document.adoptedStyleSheets = [sheet];
        });
    """)
    visit(page, "/terms/mlops/")
    assert not page.evaluate(HAS_FACES)
    visit(page, "/terms/mlops/")
    assert page.evaluate(HAS_FACES)


def test_a_browser_that_keeps_nothing_still_reads_the_page(open_page: OpenPage) -> None:
    page = open_page("/")
    page.add_init_script(
        "Object.defineProperty(globalThis, 'localStorage', { get() { throw new DOMException('no') } })"
    )
    visit(page, "/terms/mlops/")
    assert page.locator("h1").inner_text() == "What is MLOps (Machine Learning Operations)?"


def test_without_scripts_the_faces_are_asked_for_by_the_stylesheet(open_page: OpenPage) -> None:
    page = open_page("/", java_script_enabled=False)
    assert page.evaluate(TITLE_IS_SET_IN_THEM)
