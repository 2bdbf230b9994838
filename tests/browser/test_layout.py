"""How a page is laid out: figures on one line, inputs beside their result, jumps that end at their heading."""

from collections import defaultdict

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage, visit
from tests.browser.looking import PHONE, SCREEN_HEIGHT, WIDTHS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDE_PX = 1024
"""From here on the table of contents stands beside the text."""
MOST_ABOVE_A_HEADING = 100
"""Pixels: what a section has above its heading, and a window above a section."""
CUT_OFF = """(cells) => cells
    .filter((cell) => cell.scrollWidth > cell.clientWidth + 1)
    .map((cell) => cell.dataset.label)"""


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


@pytest.mark.parametrize(("width", "has_scripts"), [(360, True), (1440, True), (360, False)])
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


def test_the_mark_of_the_readers_level_is_in_one_piece(components: Page) -> None:
    components.set_viewport_size(PHONE)
    marks = components.locator(".ladder__here")
    assert marks.count() > 0
    assert {one.evaluate("(mark) => mark.getClientRects().length") for one in marks.all()} == {1}
