"""What axe finds on a page as it stands: the rules of WCAG 2.2 AA and good practice, light and dark."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.looking import SCHEMES, SCREEN_HEIGHT

COLOUR = "color-contrast"
OF_COLOUR = (COLOUR, "link-in-text-block")
OF_SIZE = ("target-size", "scrollable-region-focusable")
STANDARDS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
LOOKS = Path(__file__).with_name("looks.js").read_text()
SHOWN = "[...document.querySelectorAll('body *')].filter((one) => one.checkVisibility())"
FRESH = f"{SHOWN}.filter((one) => !seen.has(one))"
_IN_SHORT = {"preload": False, "resultTypes": ["violations"], "selectors": False}
"""Half of axe's time goes into describing what is right."""

_RUN = """async (options) => {
    const include = [...%s];
    return include.length ? (await axe.run({ include }, options)).violations : [];
}"""


def findings(page: Page, within: str | None = None, *, left_out: Iterable[str] = ()) -> list[str]:
    """What axe complains about, once all is laid out, light and dark, where only colours differ: the
    rule, and the first element against it.

    Where the rest of the page has been looked at before, `within` names what is new.
    """
    looks = f"({LOOKS})({json.dumps(within or 'body')})"
    start = f"document.querySelectorAll({json.dumps(within or ':root')})"
    structure = _by_standards((*OF_COLOUR, *left_out))
    return _run(page, start, structure) + _run_in_both_schemes(page, looks, _only(OF_COLOUR))


def findings_from_wide_to_narrow(page: Page) -> list[str]:
    """The same at both ends: what a narrow window shows as well has changed in size alone."""
    page.set_viewport_size({"width": 1280, "height": SCREEN_HEIGHT})
    found = findings(page)
    page.evaluate(f"() => {{ globalThis.seen = new WeakSet({SHOWN}); }}")
    page.set_viewport_size({"width": 320, "height": SCREEN_HEIGHT})
    if page.evaluate(f"{FRESH}.length"):
        found += _run_in_both_schemes(page, FRESH, _by_standards(()))
    return found + _run(page, "[document.documentElement]", _only(OF_SIZE))


def _run_in_both_schemes(page: Page, elements: str, options: dict[str, Any]) -> list[str]:
    found = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # at once, not by and by
        found += _run(page, elements, options)
    return found


def _by_standards(left_out: Iterable[str]) -> dict[str, Any]:
    off = {rule: {"enabled": False} for rule in left_out}
    return _IN_SHORT | {"runOnly": STANDARDS, "rules": off}


def _only(rules: tuple[str, ...]) -> dict[str, Any]:
    return _IN_SHORT | {"runOnly": {"type": "rule", "values": rules}}


def _run(page: Page, elements: str, options: dict[str, Any]) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return [
        f"{page.url}: {one['id']}: {one['nodes'][0]['html'][:200]}"
        for one in page.evaluate(_RUN % elements, options)
    ]
