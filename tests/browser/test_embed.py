"""The script on other people's pages: what it links, what it leaves alone, and its card."""

from collections.abc import Iterator, Sequence
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Page, expect

from exchange.embedding.labels import labels_record
from terms.autolink.matching import Kind, Linker, without_links
from terms.autolink.relinking import read_labels
from terms.models import Term
from terms.sections.page_prose import read_prose
from tests.browser.conftest import OpenPage
from tests.local_server import serving
from tests.world import make_term

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = Path(__file__).parent / "pages"
MATCH = """([told, texts]) => {
    told.forms = byFirstWord(told);
    const root = document.createElement("div");
    document.body.append(root);
    return texts.map((html) => {
        root.innerHTML = html;
        const linked = new Set();
        return textsIn(root).flatMap((text) => [...mentions(text.data, told)]
            .filter(([, , slug]) => !linked.has(slug) && linked.add(slug))
            .map(([from, to, slug]) => `${slug}: ${text.data.slice(from, to)}`));
    });
}"""
"""What the script links in each of `texts`, if nothing is linked yet."""


class Docs(SimpleHTTPRequestHandler):
    """Somebody's documentation: the pages beside this test, with the strictest policy that fits."""

    site = ""

    def do_GET(self) -> None:
        file = PAGES / self.path.lstrip("/")
        body = file.read_text().replace("{site}", self.site).encode() if file.is_file() else b""
        self.send_response(200 if body else 404)
        kind = "text/css" if file.suffix == ".css" else "text/html; charset=utf-8"
        policy = (
            f"default-src 'none'; script-src {self.site}; connect-src {self.site}; style-src 'self'"
        )
        self.send_header("Content-Type", kind)
        self.send_header(
            "Content-Security-Policy",
            f"{policy}; require-trusted-types-for 'script'; trusted-types 'none'",
        )
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def docs(site: str) -> Iterator[str]:
    """The address of the documentation, which is another origin than the glossary's."""
    handler = type("SomeDocs", (Docs,), {"site": site})
    with serving(handler) as origin:
        yield origin


def links(page: Page) -> list[str]:
    page.locator("a.glossary-term").first.wait_for()
    return page.locator("a.glossary-term").evaluate_all(
        "(all) => all.map((one) => `${one.parentElement.closest('[id]')?.id}: ${one.textContent.replace(/\\\\s+/g, ' ')}`)"
    )


def boxes(page: Page) -> Any:
    return page.locator("p, h1, h2, pre, td").evaluate_all(
        "(all) => all.map((one) => { const { x, y, width, height } = one.getBoundingClientRect(); return [x, y, width, height]; })"
    )


def test_docusaurus(open_page: OpenPage, docs: str, site: str) -> None:
    page = open_page(f"{docs}/docusaurus.html")
    assert links(page) == ["drift-text: model drift", "note: operations", "note: LLMOps"]
    hrefs = page.locator("a.glossary-term").evaluate_all("(all) => all.map((one) => one.href)")
    assert hrefs == [f"{site}/terms/{slug}/" for slug in ("model-drift", "mlops", "llmops")]
    assert page.context.cookies() == []


def test_mkdocs(open_page: OpenPage, docs: str) -> None:
    page = open_page(f"{docs}/mkdocs.html")
    assert links(page) == ["intro: model drift", "tip: MLOps", "cell: LLMOps"]


def test_what_a_page_adds_later_is_linked_and_nothing_twice(open_page: OpenPage, docs: str) -> None:
    page = open_page(f"{docs}/docusaurus.html")
    before = len(links(page))
    page.evaluate("document.querySelector('#late').textContent = 'MLOps and token economics'")
    late = page.locator("#late a.glossary-term")
    expect(late).to_have_count(1)
    assert len(links(page)) == before + 1


@pytest.mark.parametrize("name", ["docusaurus", "mkdocs"])
@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_moves(open_page: OpenPage, docs: str, name: str, width: int) -> None:
    size = {"width": width, "height": 800}
    page = open_page(f"{docs}/{name}.html", viewport=size)
    links(page)
    shifts = page.evaluate(
        """() => new Promise((done) => new PerformanceObserver((list) => done(list.getEntries().length))
            .observe({ type: "layout-shift", buffered: true }) || setTimeout(done, 300, 0))"""
    )
    assert shifts == 0
    linked = boxes(page)
    page.evaluate(
        "document.querySelectorAll('.glossary-term').forEach((one) => one.replaceWith(...one.childNodes))"
    )
    assert boxes(page) == linked


def test_the_card_comes_by_keyboard_and_goes_by_escape(open_page: OpenPage, docs: str) -> None:
    page = open_page(f"{docs}/docusaurus.html")
    links(page)
    link, card = page.locator("a.glossary-term").first, page.locator("#glossary-card")
    while not link.evaluate("(one) => one === document.activeElement"):
        page.keyboard.press("Tab")
    expect(card).to_be_visible()
    expect(card.locator("p")).not_to_be_empty()
    expect(link).to_have_attribute("aria-describedby", "glossary-card")
    page.keyboard.press("Escape")
    expect(card).not_to_be_visible()
    expect(link).not_to_have_attribute("aria-describedby", "glossary-card")


def test_the_card_comes_by_mouse_and_stays_under_it(open_page: OpenPage, docs: str) -> None:
    page = open_page(f"{docs}/mkdocs.html")
    links(page)
    card = page.locator("#glossary-card")
    page.locator("a.glossary-term").first.hover()
    expect(card).to_be_visible()
    dark = card.evaluate("(one) => getComputedStyle(one).backgroundColor")
    assert dark != "rgb(255, 255, 255)"
    card.hover()
    page.wait_for_timeout(400)
    expect(card).to_be_visible()
    page.mouse.move(5, 600)
    expect(card).not_to_be_visible()


def test_a_touch_shows_the_card_and_another_follows(
    open_page: OpenPage, docs: str, site: str
) -> None:
    size = {"width": 360, "height": 700}
    page = open_page(f"{docs}/mkdocs.html", has_touch=True, is_mobile=True, viewport=size)
    links(page)
    link, card = page.locator("a.glossary-term").first, page.locator("#glossary-card")
    link.tap()
    expect(card).to_be_visible()
    box = card.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    link.tap()
    page.wait_for_url(f"{site}/terms/model-drift/")


def test_nothing_changes_while_the_site_is_down(open_page: OpenPage, docs: str) -> None:
    page = open_page("/healthz")
    page.route("**/embed/labels.json", lambda route: route.fulfill(status=503))
    page.goto(f"{docs}/docusaurus.html")
    page.wait_for_timeout(500)
    expect(page.locator("a.glossary-term")).to_have_count(0)
    page.route("**/embed.js", lambda route: route.fulfill(status=503))
    page.goto(f"{docs}/docusaurus.html")
    expect(page.locator("#intro")).to_contain_text("We run MLOps since 2024")


NAMES = (
    *(
        "Drift",
        "Model drift",
        "RAG",
        "C++",
        ".NET",
        "TCP/IP",
        "IP",
        "Goodhart's law",
        "naïve Bayes",
    ),
    *("Læring", "Maß", "Café", "й", "データ", "AI", "モデル", "模型", "모델", "A/B test", "token"),
    *("Token economics", "Fine-tuning", "Cost per request", "Recall", "5G", "Ops", "R²"),
)
TRICKY = (
    *("Model drift is RAG-based, and rag is none.", "token-drift, a drift's end, drifts"),
    *("C++11 and C++.", "ASP.NET and .NET", "TCP/IP and IP/TCP; IP", "R², R2, r²", "5G-ready"),
    *("Goodhart’s law", "Naïve bayes and naive Bayes", "naïve Bayes", "Læring", "MASS"),
    *(
        "Й and й",
        "データベース",
        "と データ。",
        "AIモデル、AI模型",
        "큰모델 모델을",
        "cafés",
        "A/B tests, a/b test",
    ),
    *("Token economics, token, fine‑tuning", "costs per request", "precision/recall", "/recall/x"),
    *(
        "https://example.org/recall",
        "recall\u00adx",
        "drift—and so on",
        "drift-and",
        "x_drift",
        "drift_x",
    ),
    *(
        "drift() drift.x",
        "drift: x",
        "@drift #drift drift@x",
        "(drift)",
        "“drift”",
        "drift--and --drift",
    ),
    *("Model\u00a0drift", "model\n drift", "model-drift", "rock'n'drift", "DevOps ops", "drift/"),
)


def test_it_knows_what_is_another_word(browser: Browser) -> None:
    for place, name in enumerate(NAMES):
        make_term(slug=f"term-{place}", title=name, abbreviation="")
    expected = linked_here(TRICKY)
    assert sum(map(len, expected)) > len(TRICKY) / 2
    assert linked_there(browser, TRICKY) == expected


def linked_here(texts: Sequence[str]) -> list[list[str]]:
    """What the glossary links in each of the texts, if nothing is linked yet."""
    linker = Linker(read_labels(), str)
    return [
        [
            f"{one.slugs[0]}: {one.text}"
            for one in linker.link(text, linked=set()).findings
            if one.kind is Kind.LINK
        ]
        for text in texts
    ]


def linked_there(browser: Browser, texts: Sequence[str]) -> list[list[str]]:
    """What the script does, with the names as it is told them."""
    names = ("matching", "reading")
    parts = [Path(str(finders.find(f"embed/{name}.js"))).read_text() for name in names]
    page = browser.new_page()
    page.add_script_tag(content="\n".join(parts))
    found = page.evaluate(MATCH, [labels_record("/terms/"), texts])
    page.close()
    return [[" ".join(one.split()) for one in some] for some in found]


def test_it_links_what_the_glossary_would_link(browser: Browser, real_content: None) -> None:
    texts = [
        without_links(piece.html)
        for prose in read_prose(Term.objects.published().values_list("pk", flat=True))
        for pieces in prose.sections.values()
        for piece in pieces
    ]
    expected = linked_here(texts)
    found = linked_there(browser, [text.replace("<span", "<span data-no-terms") for text in texts])
    made = {(at, one) for at, some in enumerate(found) for one in some}
    wanted = {(at, one) for at, some in enumerate(expected) for one in some}
    assert len(wanted) > 500
    right = len(made & wanted)
    assert right / len(made) >= 0.99, sorted(made - wanted)[:20]
    assert right / len(wanted) >= 0.99, sorted(wanted - made)[:20]
