"""What axe finds on every page, narrow and wide, light and dark, and after swaps: nothing."""

from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage, visit

ColorScheme = Literal["light", "dark"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
_IN_SHORT = {"preload": False, "resultTypes": ["violations"], "selectors": False}
"""Half of axe's time goes into describing what is right."""

RULES = _IN_SHORT | {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
RULES_OF_COLOUR = _IN_SHORT | {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
BY_SCHEME: dict[ColorScheme, dict[str, Any]] = {"light": RULES, "dark": RULES_OF_COLOUR}
"""Only colours differ in the dark."""
PAGES = ["/", "/terms/", "/terms/?q=zzz", "/terms/mlops/", "/quizzes/", "/review/", "/maturity/", "/calculator/",
         "/calculator/?share_1=80%25", "/calculator/embed/", "/advisory/", "/me/", "/privacy/", "/terms/latency-drift/",
         "/terms/?page=x", "/terms/graph/", "/terms/mlops/benchmarks/?row-0=30&row-1=x"]  # fmt: skip


def findings(page: Page, options: dict[str, Any] = RULES) -> list[str]:
    """What axe complains about, once all is laid out: the rule, and the first element against it."""
    violations = Axe().run(page, options=options).response["violations"]
    return [f"{page.url}: {one['id']}: {one['nodes'][0]['html'][:200]}" for one in violations]


def findings_by_scheme(page: Page) -> list[str]:
    """The same, light with all rules and dark with those of colour."""
    found = []
    for scheme, rules in BY_SCHEME.items():
        page.emulate_media(color_scheme=scheme)
        found += findings(page, rules)
    return found


@pytest.mark.parametrize("paths", [PAGES[::2], PAGES[1::2]], ids=["one half", "the other"])
def test_no_page_has_a_barrier(open_page: OpenPage, paths: list[str]) -> None:
    """Wide in both schemes, then narrow: the width changes no colour."""
    page = open_page("/", reduced_motion="reduce")
    found = []
    for path in paths:
        page.set_viewport_size({"width": 1280, "height": 900})
        visit(page, path)
        found += findings_by_scheme(page)
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 320, "height": 900})
        found += findings(page)
    assert found == []


def test_no_step_of_an_assessment_has_a_barrier(open_page: OpenPage) -> None:
    page = open_page("/maturity/mlops/", reduced_motion="reduce")
    found = findings_by_scheme(page)
    page.locator("#assessment button[type=submit]").first.click()
    page.locator("#assessment .field__error").first.wait_for()
    found += findings_by_scheme(page)
    for number in range(1, 8):
        page.get_by_text(f"Dimension {number} of 7").first.wait_for()
        for choice in page.locator("#assessment input[value=dont_know]").all():
            choice.check()
        page.locator("#assessment button[type=submit]").first.click()
    page.get_by_test_id("level").wait_for()
    assert found + findings_by_scheme(page) == []
