"""What axe finds on every page, narrow and wide, light and dark, and after swaps: nothing."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage, visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RULES = {
    "preload": False,
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
RULES_OF_COLOUR = {"preload": False, "runOnly": {"type": "rule", "values": ["color-contrast"]}}
BY_SCHEME = {"light": RULES, "dark": RULES_OF_COLOUR}
"""Only colours differ in the dark."""
PAGES = ["/", "/terms/", "/terms/?q=zzz", "/terms/mlops/", "/quizzes/", "/quizzes/practice/", "/maturity/", "/calculator/",
         "/calculator/?share_1=80%25", "/calculator/embed/", "/advisory/", "/me/", "/nothing/",
         "/terms/?page=x", "/terms/graph/", "/terms/mlops/benchmarks/?row-0=30&row-1=x"]  # fmt: skip


def findings(page: Page, options: dict[str, Any] = RULES) -> list[str]:
    """What axe complains about: the rule, and the first element that breaks it."""
    violations = Axe().run(page, options=options).response["violations"]
    return [f"{page.url}: {one['id']}: {one['nodes'][0]['html'][:200]}" for one in violations]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_barrier(open_page: OpenPage, scheme: str, width: int) -> None:
    page = open_page("/", color_scheme=scheme, viewport={"width": width, "height": 900})
    found = []
    for path in PAGES:
        visit(page, path)
        found += findings(page, BY_SCHEME[scheme])
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_step_of_an_assessment_has_a_barrier(open_page: OpenPage, scheme: str) -> None:
    page = open_page("/maturity/mlops/", color_scheme=scheme)
    rules = BY_SCHEME[scheme]
    found = findings(page, rules)
    page.locator("#assessment button[type=submit]").first.click()
    page.locator("#assessment .field__error").first.wait_for()
    found += findings(page, rules)
    for number in range(1, 8):
        page.get_by_text(f"Dimension {number} of 7").first.wait_for()
        for choice in page.locator("#assessment input[value=dont_know]").all():
            choice.check()
        page.locator("#assessment button[type=submit]").first.click()
    page.get_by_test_id("level").wait_for()
    assert found + findings(page, rules) == []
