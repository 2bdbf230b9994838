"""What axe finds on every page, narrow and wide, light and dark: nothing."""

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage, visit
from tests.browser.looking import SCHEMES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
_IN_SHORT = {"preload": False, "resultTypes": ["violations"], "selectors": False}
"""Half of axe's time goes into describing what is right."""

COLOUR = "color-contrast"
OF_COLOUR = (COLOUR, "link-in-text-block")
RULES = _IN_SHORT | {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {rule: {"enabled": False} for rule in OF_COLOUR},
}
RULES_OF_COLOUR = _IN_SHORT | {"runOnly": {"type": "rule", "values": OF_COLOUR}}
LOOKS = Path(__file__).with_name("looks.js").read_text()
_RUN = "(options) => axe.run(document, options)"
_RUN_ON_LOOKS = f"""(options) => {{
    const include = ({LOOKS})();
    return include.length ? axe.run({{ include }}, options) : {{ violations: [] }};
}}"""
PAGES = ["/", "/terms/", "/terms/?q=zzz", "/terms/mlops/", "/quizzes/", "/review/", "/maturity/", "/calculator/",
         "/calculator/?share_1=80%25", "/calculator/embed/", "/advisory/", "/me/", "/privacy/", "/terms/latency-drift/",
         "/me/devices/", "/me/devices/join/", "/me/reviews/",
         "/terms/?page=x", "/terms/graph/", "/terms/mlops/benchmarks/?row-0=30&row-1=x"]  # fmt: skip


def findings(page: Page, options: dict[str, Any] = RULES) -> list[str]:
    """What axe complains about, once all is laid out, light and dark, where only colours differ: the
    rule, and the first element against it."""
    found = _run_axe(page, _RUN, options)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # at once, not by and by
        found += _run_axe(page, _RUN_ON_LOOKS, RULES_OF_COLOUR)
    return found


def _run_axe(page: Page, run: str, options: dict[str, Any]) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    results = page.evaluate(run, options)
    return [
        f"{page.url}: {one['id']}: {one['nodes'][0]['html'][:200]}" for one in results["violations"]
    ]


def test_what_is_like_others_but_for_its_colour_is_found(open_page: OpenPage) -> None:
    page = open_page("/terms/mlops/", reduced_motion="reduce")
    other = page.locator("#explanation .prose > p").nth(1)
    other.evaluate("(one) => { one.style.color = 'light-dark(#ddd, #fff)'; }")
    assert [one.split(": ")[1] for one in findings(page)] == [COLOUR]
    other.evaluate("(one) => { one.style.color = 'light-dark(#000, #333)'; }")
    assert [one.split(": ")[1] for one in findings(page)] == [COLOUR]


@pytest.mark.parametrize("paths", [PAGES[::2], PAGES[1::2]], ids=["one half", "the other"])
def test_no_page_has_a_barrier(open_page: OpenPage, paths: list[str]) -> None:
    page = open_page("/", reduced_motion="reduce")
    found = []
    for path in paths:
        page.set_viewport_size({"width": 1280, "height": 900})
        visit(page, path)
        found += findings(page)
        page.set_viewport_size({"width": 320, "height": 900})
        found += findings(page)
    assert found == []


def test_no_step_of_an_assessment_has_a_barrier(open_page: OpenPage) -> None:
    page = open_page("/maturity/mlops/", reduced_motion="reduce")
    found = findings(page)
    page.locator("#assessment button[type=submit]").first.click()
    page.locator("#assessment .field__error").first.wait_for()
    found += findings(page)
    for number in range(1, 8):
        page.get_by_text(f"Dimension {number} of 7").first.wait_for()
        for choice in page.locator("#assessment input[value=dont_know]").all():
            choice.check()
        page.locator("#assessment button[type=submit]").first.click()
    page.get_by_test_id("level").wait_for()
    assert found + findings(page) == []
