"""In browsers that know Trusted Types no text becomes a script, and none is fetched from elsewhere."""

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TRY = """(statement) => {
    const script = document.createElement("script");
    try { script[statement[0]] = statement[1]; return "taken"; } catch (error) { return error.name; }
}"""


@pytest.mark.parametrize("path", ["/terms/mlops/", "/admin/login/"])
def test_no_text_becomes_a_script(browser: Browser, site: str, path: str) -> None:
    page = browser.new_page(base_url=site)
    visit(page, path)
    for kind, text, outcome in (
        ("text", "alert(1)", "TypeError"),
        ("src", "https://evil.example/x.js", "TypeError"),
        ("src", "data:text/javascript,alert(1)", "TypeError"),
        ("src", f"{site}/static/js/site.js", "taken"),
        ("src", "/static/js/site.js", "taken"),
    ):
        assert page.evaluate(TRY, [kind, text]) == outcome, text
    assert page.evaluate("document.createElement('p').innerHTML = '<b>bold</b>'") == "<b>bold</b>"
    page.close()
