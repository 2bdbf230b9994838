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
    page.goto(f"{live_server.url}/calculator/?preset=mlops")
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
    page.locator("summary", has_text="More: response cache").click()
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
    page.goto(f"{live_server.url}/calculator/?preset=mlops&users=-1")
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


def test_a_model_is_found_by_keyboard_and_takes_the_place_of_a_price(
    page: Page, live_server: LiveServer
) -> None:
    page.goto(f"{live_server.url}/calculator/")
    page.locator("html[data-ready]").wait_for()
    model = page.get_by_role("combobox", name="Model", exact=True)
    model.fill("claude sonnet")
    expect(page.get_by_role("option").first).to_contain_text("Claude Sonnet 5.5")
    expect(model).to_have_attribute("aria-expanded", "true")
    model.press("ArrowDown")
    model.press("Enter")
    expect(model).to_have_value("anthropic/claude-sonnet-5-5")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(page.get_by_test_id("model-prices")).to_contain_text("anthropic/claude-sonnet-5-5")
    page.locator("summary", has_text="Or type a price").first.click()
    page.locator("#id_price_1").fill("2")
    expect(model).to_have_value("")
    expect(page.get_by_test_id("calc-result")).to_contain_text("A request costs $2.04.")
    model.fill("gpt-4o")
    page.get_by_role("option").first.click()
    expect(page.locator("#id_price_1")).to_have_value("")


def test_the_last_result_stays_while_a_field_is_half_typed(page: Page) -> None:
    result = page.get_by_test_id("calc-result")
    page.locator("#id_users").fill("1x")
    expect(result).to_contain_text("Not complete yet")
    expect(result).to_contain_text("those of your last complete numbers")
    expect(result).to_contain_text("A month costs $127,000")
    page.locator("#id_users").fill("10")
    expect(result).to_contain_text("A month costs $25.40")
    expect(result).not_to_contain_text("Not complete yet")


def test_on_a_phone_the_sums_stay_in_sight(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.locator("#id_model_1").scroll_into_view_if_needed()
    expect(page.locator(".calc-headline")).to_be_in_viewport()
    expect(page.locator(".calc-headline")).to_contain_text("$0.127")


def test_a_pasted_prompt_is_counted_beside_what_was_typed(
    page: Page, live_server: LiveServer
) -> None:
    page.goto(f"{live_server.url}/calculator/")
    page.locator("html[data-ready]").wait_for()
    page.locator("#id_users").fill("7")
    page.locator("summary", has_text="Or paste a prompt").click()
    page.locator("#prompt").fill("word " * 100)
    page.locator("#answer").fill("yes!")
    page.get_by_role("button", name="Estimate tokens").click()
    expect(page.get_by_test_id("estimated")).to_be_visible()
    expect(page.locator("#id_input_1")).to_have_value("125")
    expect(page.locator("#id_output_1")).to_have_value("1")
    expect(page.locator("#id_users")).to_have_value("7")
