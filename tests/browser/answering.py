"""Answering a question of any kind in a browser."""

from playwright.sync_api import Page

KINDS = ("ordering", "number", "multiple", "single")


def kind_of(page: Page) -> str:
    """The kind of the question on the page, by its controls; true or false is a single choice."""
    form = page.get_by_test_id("quiz-form")
    form.wait_for()
    controls = {
        "ordering": "[data-steps]",
        "number": "input[name=number]",
        "multiple": "input[type=checkbox]",
        "single": "input[type=radio]",
    }
    return next(kind for kind in KINDS if form.locator(controls[kind]).count())


def fill_in(page: Page) -> str:
    """Give an answer with the mouse, without sending it; says the kind of the question."""
    form, kind = page.get_by_test_id("quiz-form"), kind_of(page)
    if kind == "number":
        form.locator("input[name=number]").fill("0.2")
    elif kind == "multiple":
        form.locator("input[type=checkbox]").nth(0).check()
        form.locator("input[type=checkbox]").nth(1).check()
    elif kind == "single":
        form.locator("input[type=radio]").first.check()
    return kind


def answer(page: Page) -> str:
    """Fill in the form and send it; says the kind of the question."""
    kind = fill_in(page)
    page.get_by_test_id("quiz-form").get_by_role("button", name="Answer").click()
    page.get_by_test_id("quiz-next").wait_for()
    return kind
