"""The calculator while somebody types, in a real browser."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.world import make_cost_scenario, make_term

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    make_cost_scenario(make_term())
    page = browser.new_page()
    page.goto(f"{live_server.url}/calculator/")
    page.locator("html[data-ready]").wait_for()
    yield page
    page.close()


def test_the_result_follows_and_focus_stays(page: Page) -> None:
    price = page.locator("#id_price_3")
    price.press("End")
    price.press_sequentially("5")
    expect(page.get_by_test_id("calc-result")).to_contain_text("A request costs $0.1275.")
    expect(price).to_be_focused()
    expect(page.locator("#live")).to_contain_text("A request costs $0.1275.")
    expect(page).to_have_url(re.compile(r"price_3=%241\.005"))


def test_a_mistake_is_marked_at_its_field_until_it_is_mended(page: Page) -> None:
    page.locator("summary", has_text="More: cache").click()
    rate = page.locator("#id_hit_rate")
    rate.fill("100%")
    expect(page.get_by_test_id("calc-result")).to_contain_text("Write less than 100%.")
    expect(rate).to_have_attribute("aria-invalid", "true")
    expect(rate).to_have_accessible_description(
        "Hit rate: share of requests it answers: Write less than 100%."
    )
    rate.fill("30%")
    expect(page.get_by_test_id("calc-result")).to_contain_text("A request costs $0.0889.")
    expect(rate).not_to_have_attribute("aria-invalid", "true")


def test_mistakes_of_a_loaded_page_go_when_they_are_mended(
    page: Page, live_server: LiveServer
) -> None:
    page.goto(f"{live_server.url}/calculator/?users=-1")
    page.locator("html[data-ready]").wait_for()
    expect(page.locator("#id_users_error")).to_be_visible()
    page.locator("#id_users").fill("10")
    expect(page.get_by_test_id("calc-result")).to_contain_text("A month costs $25.40")
    expect(page.locator("#id_users_error")).to_have_count(0)


def test_a_result_of_older_numbers_says_so_and_is_asked_for_again(page: Page) -> None:
    result, old = page.get_by_test_id("calc-result"), page.locator("[data-result-old]")
    expect(result).to_contain_text("A month costs $127,000")
    page.context.set_offline(True)
    page.locator("#id_users").fill("10")
    expect(old).to_be_visible()
    expect(result).to_have_class(re.compile("is-old"))
    expect(result).to_contain_text("A month costs $127,000")
    page.context.set_offline(False)
    expect(result).to_contain_text("A month costs $25.40")
    expect(old).to_be_hidden()
    expect(result).not_to_have_class(re.compile("is-old"))


def test_what_the_server_could_not_answer_is_tried_again_by_hand(page: Page) -> None:
    page.route("**/calculator/?*", lambda route: route.fulfill(status=502))
    page.locator("#id_users").fill("10")
    expect(page.locator("[data-result-old]")).to_be_visible()
    page.unroute("**/calculator/?*")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_test_id("calc-result")).to_contain_text("A month costs $25.40")
    expect(page.locator("[data-result-old]")).to_be_hidden()
