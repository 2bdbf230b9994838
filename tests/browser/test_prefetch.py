"""A link that is pointed at is fetched before it is pressed."""

import pytest

from tests.browser.conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_pointing_at_a_link_fetches_its_page(open_page: OpenPage) -> None:
    page = open_page("/")
    with page.context.expect_event(
        "requestfinished", lambda one: one.url.endswith("/terms/mlops/")
    ) as asked:
        page.get_by_role("link", name="MLOps (Machine Learning Operations)").hover()
    assert "prefetch" in asked.value.headers.get("sec-purpose", "")
    assert page.url.endswith("/")
