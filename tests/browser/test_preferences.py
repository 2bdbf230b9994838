"""What a reader asks their system for: colours of their own, no motion; and focus.

Larger letters are tried on every page by test_every_page.
"""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage
from tests.browser.looking import AT_400_PERCENT, count_colours, measure

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOVING = """() => {
    const seconds = (text) => Math.max(...text.split(",").map(parseFloat));
    const moves = (style) => seconds(style.transitionDuration) > 0.01 || seconds(style.animationDuration) > 0.01;
    const found = [...document.querySelectorAll("*")].filter((one) =>
        ["", "::before", "::after"].some((part) => moves(getComputedStyle(one, part || null))));
    const smooth = getComputedStyle(document.documentElement).scrollBehavior === "smooth";
    return [...found.map((one) => `${one.localName}.${one.className}`), ...(smooth ? ["scrolling"] : [])];
}"""

FAINT_FOCUS = """(element) => {
    const shape = element.matches("svg a") && getComputedStyle(element.querySelector("rect"));
    if (shape) return shape.stroke !== "none" && parseFloat(shape.strokeWidth) >= 2 ? [] : [`${element.textContent} has no frame`];
    const marked = (element.matches("input") && element.closest(".choice")) || element;
    const style = getComputedStyle(marked);
    const name = `${element.localName}.${element.className} ${JSON.stringify(element.textContent.trim().slice(0, 30))}`;
    const width = parseFloat(style.outlineWidth);
    if (style.outlineStyle === "none" || width < 2 || /, 0\\)$|transparent/.test(style.outlineColor)) {
        return [`${name} has an outline of ${style.outline}`];
    }
    const reach = width + parseFloat(style.outlineOffset);
    const box = marked.getBoundingClientRect();
    for (let above = marked.parentElement; above; above = above.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(above);
        if (above === document.body || (overflowX === "visible" && overflowY === "visible")) continue;
        const edge = above.getBoundingClientRect();
        if (box.left - reach < edge.left - 1 || box.right + reach > edge.right + 1) {
            return [`${name} has an outline that .${above.className} cuts off`];
        }
    }
    return [];
}"""

FOCUSABLE = "a[href], button:not([disabled]), summary, input:not([type=hidden], [disabled]), textarea, select"


def test_at_400_percent_a_failed_request_leaves_half_of_the_screen(open_page: OpenPage) -> None:
    page = open_page("/terms/mlops/", viewport=AT_400_PERCENT)
    page.route("**/checklist/", lambda route: route.fulfill(status=503))
    page.locator("#checklist input[type=checkbox]").first.click()
    page.locator("[data-request-error]").wait_for()
    assert [fault for fault in measure(page) if "covers" in fault] == []


def test_nothing_moves_where_motion_is_unwanted(open_page: OpenPage, components: Page) -> None:
    components.emulate_media(reduced_motion="reduce")
    found = components.evaluate(MOVING)
    page = open_page("/terms/mlops/", reduced_motion="reduce")
    assert found + page.evaluate(MOVING) == []
    page.emulate_media(reduced_motion="no-preference")
    page.evaluate("document.documentElement.style.scrollBehavior = 'smooth'")
    assert {"scrolling", "summary."} <= {*page.evaluate(MOVING)}


def style(page: Page, selector: str, name: str) -> Any:
    """A computed style of the first element that fits."""
    return page.locator(selector).first.evaluate(
        "(element, name) => getComputedStyle(element)[name]", name
    )


def test_colours_of_the_reader_leave_every_state_visible(components: Page) -> None:
    page = components
    page.emulate_media(forced_colors="active")
    ground = style(page, "body", "backgroundColor")
    chosen = ".choice:has(input:checked)"
    reached = ".ladder__rung.is-reached > .ladder__number"
    bar = "progress[value='2']"
    assert style(page, chosen, "outlineStyle") == "solid"
    assert style(page, chosen, "borderColor") != style(page, ".choice", "borderColor")
    assert style(page, ".button", "borderTopWidth") == "1px"
    assert style(page, ".button", "borderTopColor") != ground
    assert style(page, bar, "borderTopColor") != ground
    assert count_colours(page, page.locator(bar).first.screenshot()) >= 3
    assert style(page, reached, "borderLeftColor") != style(
        page, ".ladder__rung:not(.is-reached) > .ladder__number", "borderLeftColor"
    )
    for shape in (".chart__bar--3", ".chart__bar--faint", ".chart__flow--3", ".chart__flow--2",
                  ".chart__dot", ".chart text", ".chart__caption"):  # fmt: skip
        assert style(page, shape, "fill") != ground, shape
    for shape in (".chart__ring", ".chart__node", ".profile__potential", ".chart__arrow"):
        assert style(page, shape, "stroke") not in (ground, "none"), shape


def test_colours_of_the_reader_leave_a_legend_its_patches(open_page: OpenPage) -> None:
    page = open_page("/calculator/", forced_colors="active")
    ground = style(page, "body", "backgroundColor")
    legends = {".swatch--1": 1, ".swatch--3": 3, ".calc-bands__band--1": 1,
               ".calc-bands__band--2": 2, ".calc-bands__band--3": 3}  # fmt: skip
    for patch, series in legends.items():
        colour = page.locator(patch).first.evaluate(
            "(one) => getComputedStyle(one, '::before').backgroundColor"
        )
        assert colour != ground, patch
        assert colour == style(page, f".chart__bar--{series}", "fill"), patch
    bars = {style(page, f".chart__bar--{series}", "fill") for series in (1, 2, 3)}
    assert len(bars) == 3


def test_colours_of_the_reader_show_where_they_are(open_page: OpenPage) -> None:
    page = open_page("/maturity/mlops/", forced_colors="active")
    here = style(page, ".dimensions__link[aria-current]", "borderTopColor")
    assert here != style(page, ".dimensions__link:not([aria-current])", "borderTopColor")
    page.keyboard.press("Tab")
    assert page.locator(":focus").evaluate(FAINT_FOCUS) == []


def test_every_control_shows_its_focus(components: Page) -> None:
    page = components
    page.keyboard.press("Tab")  # from here on a focus counts as one of the keyboard
    found = page.locator(FOCUSABLE).evaluate_all(
        f"""(all) => all.flatMap((one) => {{
            if (!one.checkVisibility()) return [];
            one.focus({{ preventScroll: true }});
            return ({FAINT_FOCUS})(one);
        }})"""
    )
    assert found == []


@pytest.mark.parametrize("path", ["/", "/calculator/"])
def test_tabbing_through_a_page_the_focus_is_seen_and_not_covered(
    open_page: OpenPage, path: str
) -> None:
    page = open_page(path, reduced_motion="reduce")
    found, seen = [], 0
    for _ in range(200):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.count() == 0:
            break
        seen += 1
        found += focused.evaluate(FAINT_FOCUS)
        found += focused.evaluate(
            """(one) => {
                const box = one.getBoundingClientRect();
                const top = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 20));
                return top && (one.contains(top) || top.contains(one)) ? [] : [`${one.outerHTML} is covered`];
            }"""
        )
    assert seen > 15
    assert found == []
