"""What axe finds on a page as it stands: the rules of WCAG 2.2 AA and good practice, light and dark."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.looking import SCHEMES, SCREEN_HEIGHT

COLOUR = "color-contrast"
OF_COLOUR = (COLOUR, "link-in-text-block")
OF_SIZE = ("target-size", "scrollable-region-focusable")
STANDARDS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
WHOLE = "[document.documentElement]"
LOOKS = f"({Path(__file__).with_name('looks.js').read_text()})()"
SHOWN = "[...document.querySelectorAll('body *')].filter((one) => one.checkVisibility())"
FRESH = f"{SHOWN}.filter((one) => !seen.has(one))"
_IN_SHORT = {"preload": False, "resultTypes": ["violations"], "selectors": False}
"""Half of axe's time goes into describing what is right."""

_RUN = """async (options) => {
    const include = [...%s];
    return include.length ? (await axe.run({ include }, options)).violations : [];
}"""


def findings(page: Page, *, left_out: Iterable[str] = ()) -> list[str]:
    """What axe complains about, once all is laid out, light and dark, where only colours differ: the
    rule, and the first element against it."""
    found = _run(page, WHOLE, _by_standards((*OF_COLOUR, *left_out)))
    for _ in _schemes(page):
        found += _run(page, LOOKS, _only(OF_COLOUR))
    return found


def findings_within(page: Page, selector: str) -> list[str]:
    """The same of a part, where the rest of the page has been looked at before."""
    part = f"document.querySelectorAll({json.dumps(selector)})"
    found = []
    for scheme in _schemes(page):
        rules = _by_standards(()) if scheme == SCHEMES[0] else _only(OF_COLOUR)
        found += _run(page, part, rules)
    return found


def findings_from_wide_to_narrow(page: Page) -> list[str]:
    """The same at both ends: what a narrow window shows as well has changed in size alone.

    What it alone shows is looked at in the dark: that colours come in pairs is held by tests/styleguide.
    """
    page.set_viewport_size({"width": 1280, "height": SCREEN_HEIGHT})
    found = findings(page)
    page.evaluate(f"() => {{ globalThis.seen = new WeakSet({SHOWN}); }}")
    page.set_viewport_size({"width": 320, "height": SCREEN_HEIGHT})
    found += _run(page, FRESH, _by_standards(()))
    return found + _run(page, WHOLE, _only(OF_SIZE))


def _schemes(page: Page) -> Iterator[str]:
    """Light, then dark: at once, not by and by."""
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        yield scheme


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
