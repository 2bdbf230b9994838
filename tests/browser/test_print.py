"""What a page is on paper."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_printed_calculation_is_what_was_filled_in_and_its_result(open_page: OpenPage) -> None:
    page = open_page("/calculator/?hit_rate=20%25&lookup_usd=0.001")
    page.emulate_media(media="print")
    expect(page.locator("input[name=hit_rate]")).to_be_visible()
    expect(page.locator("input[name=accuracy_1]")).to_be_hidden()
    expect(page.get_by_test_id("swings")).to_be_visible()
    for table in page.locator(".calc-result__table").all():
        expect(table).to_have_css("overflow-x", "visible")
