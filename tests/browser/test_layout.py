"""How a page is laid out: figures on one line, inputs beside their result, lines short enough."""

from collections import defaultdict

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage, visit
from tests.browser.looking import SCREEN_HEIGHT, WIDTHS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 360, "height": 800}
WIDE_PX = 1024
"""From here on the table of contents stands beside the text."""
MOST_ABOVE_A_HEADING = 100
"""Pixels: what a section has above its heading, and a window above a section."""
CUT_OFF = """(cells) => cells
    .filter((cell) => cell.scrollWidth > cell.clientWidth + 1)
    .map((cell) => cell.dataset.label)"""
LONGEST_LINE = 80
"""Letters and spaces, the mean of a paragraph's full lines; the measure is made for 66."""

LONG_LINES = """(most) => [...document.querySelectorAll("main :is(p, li, dd, label, figcaption)")].flatMap((one) => {
    if (!one.checkVisibility() || one.querySelector("p, ul, ol, dl, table, div, form, details, svg")) return [];
    const style = getComputedStyle(one);
    const height = one.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
    const lines = Math.round(height / parseFloat(style.lineHeight));
    const mean = one.innerText.trim().length / (lines - 0.3);
    return lines > 2 && mean > most ? [`${Math.round(mean)} in ${one.outerHTML.slice(0, 90)}`] : [];
})"""
READING = ("/", "/terms/", "/terms/?q=drift", "/terms/mlops/", "/quizzes/", "/maturity/",
           "/maturity/mlops/", "/calculator/", "/advisory/", "/privacy/", "/styleguide/")  # fmt: skip


def tops_by_row(page: Page, items: str, value: str) -> list[set[int]]:
    """For each row of `items`, side by side from one top, where the first `value` of each begins."""
    rows: dict[int, set[int]] = defaultdict(set)
    for item in page.locator(items).all():
        rows[top(item)].add(top(item.locator(value).first))
    return list(rows.values())


def top(part: Locator) -> int:
    box = part.bounding_box()
    assert box
    return round(box["y"])


@pytest.mark.parametrize("has_scripts", [True, False])
@pytest.mark.parametrize("width", [360, 1440])
def test_a_jump_ends_at_its_heading(open_page: OpenPage, width: int, has_scripts: bool) -> None:
    options = {"viewport": {"width": width, "height": 900}, "java_script_enabled": has_scripts}
    page = open_page("/terms/mlops/#faq", **options)
    assert_is_at_the_top(page, "#faq h2")
    page = open_page("/terms/mlops/", **options)
    if width < WIDE_PX:
        page.locator(".contents summary").click()
    page.locator(".contents__list a[href='#benchmarks']").click()
    assert_is_at_the_top(page, "#benchmarks h2")


def assert_is_at_the_top(page: Page, heading: str) -> None:
    """Also once all that comes later has come: letters, the calculator, sections far below."""
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready.then(() => null)")
    assert 0 <= top(page.locator(heading).first) <= MOST_ABOVE_A_HEADING


@pytest.mark.parametrize(
    ("path", "items", "value"),
    [
        ("/calculator/", ".calc-number", ".calc-number__value"),
        ("/calculator/embed/", ".calc-number", ".calc-number__value"),
    ],
)
def test_figures_side_by_side_stand_on_one_line(
    open_page: OpenPage, path: str, items: str, value: str
) -> None:
    page = open_page(path)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": SCREEN_HEIGHT})
        rows = tops_by_row(page, items, value)
        assert rows
        assert [row for row in rows if len(row) > 1] == [], width


def test_four_key_metrics_leave_none_alone_in_its_row(open_page: OpenPage) -> None:
    page = open_page("/terms/model-routing/", viewport={"width": 1440, "height": 900})
    metrics = page.locator(".metric")
    expect(metrics).to_have_count(4)
    assert len({top(one) for one in metrics.all()}) == 1


def test_numbers_in_a_table_stand_beside_each_other_on_a_phone(open_page: OpenPage) -> None:
    page = open_page("/calculator/?preset=mlops", viewport=PHONE)
    cells = page.locator("#calc-result .data-table td.number")
    assert top(cells.nth(0)) == top(cells.nth(1))
    assert cells.evaluate_all(CUT_OFF) == []
    visit(page, "/terms/mlops/")
    lagging, typical = page.locator(".bands__band").nth(0), page.locator(".bands__band").nth(1)
    assert top(lagging) == top(typical)


def test_the_inputs_stay_beside_a_long_result(open_page: OpenPage) -> None:
    page = open_page("/calculator/?preset=mlops", viewport={"width": 1440, "height": 900})
    page.get_by_test_id("swings").scroll_into_view_if_needed()
    first = page.locator("input[name=price_1]")
    last = page.locator(".calc-form > .button")
    expect(first).to_be_in_viewport()
    last.focus()
    expect(last).to_be_in_viewport()
    expect(page.get_by_test_id("swings")).to_be_in_viewport()


def test_no_text_is_too_wide_to_be_read(open_page: OpenPage) -> None:
    page = open_page("/")
    found = []
    for path in READING:
        visit(page, path)
        for width in (1440, 768):
            page.set_viewport_size({"width": width, "height": SCREEN_HEIGHT})
            lines = page.evaluate(LONG_LINES, LONGEST_LINE)
            found += [f"{path} at {width}: {line}" for line in lines]
    assert found == []


def test_the_mark_of_the_readers_level_is_in_one_piece(open_page: OpenPage) -> None:
    page = open_page("/styleguide/", viewport=PHONE)
    marks = page.locator(".ladder__here")
    assert marks.count() > 0
    assert {one.evaluate("(mark) => mark.getClientRects().length") for one in marks.all()} == {1}
