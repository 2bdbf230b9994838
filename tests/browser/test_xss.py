"""Three hundred smuggled scripts through every field of authors and readers: none ever runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

import pytest
from django.contrib.auth.models import User
from django.db import connection, models
from django.test import Client
from playwright.sync_api import Page

from advisory.models import CallRequest
from glossary_site.web import limits
from maturity.models import Assessment, Statement
from quizzes.models import Option, Question
from terms.fields.prose import render_prose
from terms.models import Term
from tests.browser.conftest import OpenPage
from tests.site.payloads import PAYLOADS
from tests.site.rewriting import rewrite_content
from tests.site.showing import BROWSER, quizzes_of_every_kind, show_everything
from tests.world import filled_in, sample

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AUDIT = Path(__file__).with_name("audit.js").read_text()
MOST_SHARES = 20
AT_ONCE = 40
EXECUTED = ("/", "/terms/mlops/", "/terms/?q=pwned", "/quizzes/mlops/", "/maturity/mlops/", "/calculator/",
            "/calculator/embed/", "/advisory/", "/terms/graph/")  # fmt: skip


def share_out() -> Callable[[models.Model, int, int], str]:
    """The payloads of a row: all rows of a kind together hold all of them, and so do those that are shown."""
    slugs = sample()
    asked = Question.objects.filter(
        quiz__is_current=True, quiz__term__slug__in=quizzes_of_every_kind(slugs)
    )
    groups: list[Sequence[models.Model]] = [list(Term.objects.filter(slug__in=slugs))]
    for kind in asked.values_list("kind", flat=True).distinct().order_by():
        questions = list(asked.filter(kind=kind))
        groups += [questions, list(Option.objects.filter(question__in=questions))]
    shown = {row: (place, len(rows)) for rows in groups for place, row in enumerate(rows)}

    def share_for(row: models.Model, place: int, count: int) -> str:
        place, count = shown.get(row, (place, count))
        shares = min(count, MOST_SHARES)
        return "\n\n".join((*PAYLOADS[place % shares :: shares], str(row.pk)))

    return share_for


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A page that notes each call of `pwned()`, without the policy that would forbid it anyway."""
    opened = open_page("/offline/", bypass_csp=True)
    opened.context.add_init_script("window.ran = 0; window.pwned = () => { window.ran += 1; };")
    return opened


def audit(page: Page, name: str, html: str) -> list[str]:
    return [f"{name}: {found[:200]}" for found in page.evaluate(AUDIT, html)]


def test_the_audit_finds_what_would_run(page: Page) -> None:
    assert len(PAYLOADS) >= 200
    harmless = [one for one in PAYLOADS if not audit(page, "", f"<p title=x>{one}</p>")]
    assert len(harmless) < len(PAYLOADS) / 3
    page.goto("/offline/")
    page.evaluate("(html) => { document.body.innerHTML = html; }", "<img src=x onerror=pwned()>")
    page.wait_for_function("window.ran === 1")


def test_authors_cannot(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("other databases hold texts to their length, so that shares do not fit")
    found = [one for text in PAYLOADS for one in audit(page, text, render_prose(text))]
    rewrite_content(share_out())
    for shown in show_everything(monkeypatch, (BROWSER,)):
        found += audit(page, f"{shown.name} {shown.path}", shown.html)
    assert found == []
    for path in EXECUTED:
        page.goto(path)
        page.wait_for_load_state("load")
        assert page.evaluate("window.ran") == 0, path
    assert Client().get("/terms/mlops/").text.count("pwned()") > 500


def test_readers_cannot(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PER_VISITOR", 10**6)
    found = []
    client = Client()
    for start in range(0, len(PAYLOADS), AT_ONCE):
        for name, html in typed(client, " ".join(PAYLOADS[start : start + AT_ONCE])):
            found += audit(page, name, html)
    for name, html in (*assessed(client), *read_in_the_admin()):
        found += audit(page, name, html)
    assert found == []


def typed(client: Client, text: str) -> Iterator[tuple[str, str]]:
    """What comes back for `text` in every address and form where a reader can write something."""
    numbers = client.get("/calculator/").text
    fields = dict.fromkeys(re.findall(r'name="([a-z_]+(?:_\d)?)"', numbers), text)
    for path, data in {
        "/terms/": {"q": text},
        "/suggestions/": {"q": text},
        "/calculator/": fields,
        "/calculator/embed/": fields,
        "/terms/mlops/benchmarks/": {f"row-{row}": text for row in range(3)},
        "/quizzes/": {"page": text},
        "/maturity/mlops/": {"dimension": text},
        "/maturity/mlops/difference/": {"from": text, "to": text},
        "/advisory/": {"from": text, "share": text},
    }.items():
        yield path, client.get(path, data).text
    for name in ("letter", "category", "page"):
        yield name, client.get("/terms/", {name: text}).text
    yield "theme", client.get("/calculator/embed/", {"theme": text}).text
    for path, data in {
        "/maturity/mlops/load/": {"result": text},
        "/maturity/mlops/teams/": {"name": text},
        "/terms/mlops/checklist/": {"item": text},
        "/quizzes/mlops/": {"option": text, "number": text},
        "/advisory/": filled_in(name=text[:100], message=text),
        "/advisory/from/": {"origin": "calculation", "subject": f"name_1={quote(text)}"},
    }.items():
        yield path, client.post(path, data).text


def assessed(client: Client) -> Iterator[tuple[str, str]]:
    """A result with notes, reasons, owners of the plan and a team that hold the payloads."""
    short = "\"'><img src=x onerror=pwned()>"
    team = client.post("/maturity/mlops/teams/", {"name": short})["Location"]
    client.post(f"{team}join/")
    statements = Statement.objects.filter(
        dimension__model__slug="mlops", dimension__model__is_current=True
    )
    for key in dict.fromkeys(statements.values_list("dimension__key", flat=True)):
        data = {}
        for number, name in enumerate(
            statements.filter(dimension__key=key).values_list("key", flat=True)
        ):
            text = " ".join(PAYLOADS[number::6])[:490]
            answer = "not_applicable" if number % 2 else "not_yet"
            data |= {f"answer-{name}": answer, f"reason-{name}": text, f"note-{name}": text}
        sent = client.post(f"/maturity/mlops/?dimension={key}", data)
        yield f"step {key}", sent.text
    result = Assessment.objects.finished().latest("finished_at").get_absolute_url()
    items = re.findall(r'name="(owner-[^"]+)"', client.get(result).text)
    assert items
    client.post(f"{result}plan/", dict.fromkeys(items, short))
    html = client.get(result).text
    assert html.count("pwned()") > 10
    yield "result", html
    yield "team", client.get(team).text
    yield "teams", client.get("/maturity/mlops/teams/").text


def read_in_the_admin() -> Iterator[tuple[str, str]]:
    """What advisors and authors see of all that readers wrote."""
    admin = Client()
    admin.force_login(User.objects.create_superuser("author"))
    request = CallRequest.objects.first()
    assert request
    yield "call", admin.get(request.get_absolute_url()).text
    assessment = Assessment.objects.finished().first()
    assert assessment
    term = Term.objects.get(slug="mlops")
    for path in (
        "/admin/",
        "/admin/advisory/callrequest/",
        f"/admin/advisory/callrequest/{request.pk}/change/",
        "/admin/terms/missedquery/",
        f"/admin/maturity/assessment/{assessment.pk}/change/",
        f"/admin/terms/term/{term.pk}/change/",
    ):
        response = admin.get(path)
        assert response.status_code == 200, path
        yield path, response.text
