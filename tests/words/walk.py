"""Every kind of page that a reader can come to, on a site whose content is written in Greek."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

from django.template import loader
from django.test import Client, override_settings
from django.utils import timezone

from advisory.forms import opening_stamp
from advisory.models import CallRequest
from glossary_site.web.errors import error_pages
from maturity.models import Assessment, MaturityModel, Statement
from tests.site.rewriting import rewrite_content
from tests.world import FUTURE, asked, filled_in

CONTENT = "Ωμέγα"
SLUG = "mlops"
VOLUME = {"users": "10", "requests_per_user": "1", "price_per_user": "5"}
MIX = {**VOLUME, "share_1": "1", "price_1": "1"}
WRONG_NUMBERS = ["ψ", "∞", "-1", "1e99", "9" * 41, "101%", "\0", ""]


def write_content_in_greek() -> None:
    """Put a Greek word in place of every text of the real content, which is there for its breadth."""
    rewrite_content(lambda row, place, count: f"{CONTENT} {row.pk}")


class _Form(HTMLParser):
    """What a browser would send of the page's form of the given name: the first of each choice,
    and every hidden field. A field for a number gets a 1.
    """

    def __init__(self, testid: str) -> None:
        super().__init__()
        self.testid = testid
        self.is_inside = False
        self.action = ""
        self.data: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.is_inside = values.get("data-testid") == self.testid
            self.action = values["action"] if self.is_inside else self.action
        elif tag == "input" and self.is_inside and values.get("name"):
            empty = "1" if values.get("inputmode") == "decimal" else ""
            sent = self.data.setdefault(values["name"], [])
            if values.get("type") == "hidden" or not sent:
                sent.append(values.get("value", "") or empty)

    def handle_endtag(self, tag: str) -> None:
        self.is_inside = self.is_inside and tag != "form"


def walk() -> Iterator[tuple[str, str]]:
    """Name and HTML of every page, one after the other, as a new reader meets them."""
    client = Client()
    for pages in (_plain, _term, _quiz, _assessment, _calculator, _advisory, _errors):
        yield from pages(client)


def _got(client: Client, path: str, status: int = 200, **data: Any) -> tuple[str, str]:
    response = client.get(path, data)
    assert response.status_code == status, f"{path} {data}: {response.status_code}"
    return f"GET {path} {data or ''}", response.text


def _posted(client: Client, path: str, status: int, **data: Any) -> tuple[str, str]:
    response = client.post(path, data)
    assert response.status_code == status, f"{path} {data}: {response.status_code}"
    return f"POST {path} {data or ''}", response.text


def _plain(client: Client) -> Iterator[tuple[str, str]]:
    paths = ["/", "/terms/", "/quizzes/", "/maturity/", "/calculator/", "/calculator/embed/",
             "/advisory/", "/me/", "/privacy/",
             "/calculator/compare/"]  # fmt: skip
    for path in paths:
        yield _got(client, path)
    yield _got(client, "/terms/", q="ψψψ")
    yield _got(client, "/terms/", q=CONTENT)
    yield _got(client, "/terms/", letter="0-9", category="mlops-foundations")


def _term(client: Client) -> Iterator[tuple[str, str]]:
    for path in ("mlops", "llmops", "ai-unit-economics"):
        yield _got(client, f"/terms/{path}/")


def _quiz(client: Client) -> Iterator[tuple[str, str]]:
    path = f"/quizzes/{SLUG}/"
    yield _got(client, path)
    yield _posted(client, path, 422)
    while True:
        page = client.get(path).text
        yield f"next question at {path}", page
        form = _Form("quiz-form")
        form.feed(page)
        if not form.action:
            break
        response = client.post(form.action, form.data, follow=True)
        assert response.status_code == 200
        yield f"answered at {path}", response.text
    assert 'data-testid="quiz-score"' in page
    yield _got(client, "/quizzes/")
    yield _got(client, f"/terms/{SLUG}/")
    client.post(f"/quizzes/{SLUG}/again/")


def _assessment(client: Client) -> Iterator[tuple[str, str]]:
    path = f"/maturity/{SLUG}/"
    yield _got(client, path)
    yield _posted(client, path, 422)
    yield from _refused_steps(client, path)
    for value in ("dont_know", "everywhere", "some_places"):
        _assess(client, path, value)
        yield _got(client, path)
        result = Assessment.objects.latest("finished_at").get_absolute_url()
        yield "result", client.get(result).text
        yield "summary", client.get(f"{result}summary/").text
        client.post(f"{path}again/")
        yield _got(client, path)
    yield _got(client, f"{path}history/")
    finished = Assessment.objects.finished().order_by("finished_at")
    first, *_, last = finished.values_list("token", flat=True)
    yield _got(client, f"{path}difference/", **{"from": first, "to": last})
    yield _got(client, f"{path}difference/", 400)
    yield _posted(client, f"{path}load/", 422, result="{")
    yield from _team(path)


def _team(path: str) -> Iterator[tuple[str, str]]:
    """A team of three who answer each otherwise, as one of them sees it."""
    people = [Client() for _ in range(3)]
    yield _got(people[0], f"{path}teams/")
    yield _posted(people[0], f"{path}teams/", 422, name="")
    url = people[0].post(f"{path}teams/", {"name": CONTENT})["Location"]
    for client, value in zip(people, ("everywhere", "some_places", "dont_know"), strict=True):
        yield _got(client, url)
        client.post(f"{url}join/")
        yield _got(client, path)
        _assess(client, path, value)
    yield _got(people[0], url)
    yield _got(people[0], f"{path}teams/")
    mine = Assessment.objects.filter(team__isnull=False).latest("finished_at")
    yield _got(people[2], mine.get_absolute_url())
    yield _posted(people[0], f"{url}link/", 400, do="ψ")
    people[0].post(f"{url}link/", {"do": "close"})
    yield _posted(Client(), f"{url}join/", 409)
    waiting = people[1].post(f"{path}teams/", {"name": CONTENT})["Location"]
    people[1].post(f"{path}again/")
    other = people[1].post(f"{path}teams/", {"name": CONTENT})["Location"]
    people[1].post(f"{other}join/")
    yield _posted(people[1], f"{waiting}join/", 409)


def _steps(value: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """The key of each dimension, that of its statement which does not apply, and answers: all others are `value`."""
    model = MaturityModel.objects.get(slug=SLUG, is_current=True)
    for dimension in model.dimensions.all():
        keys = [one.key for one in Statement.objects.filter(dimension=dimension)]
        yield (
            dimension.key,
            keys[0],
            {f"answer-{key}": value for key in keys} | {f"answer-{keys[0]}": "not_applicable"},
        )


def _refused_steps(client: Client, path: str) -> Iterator[tuple[str, str]]:
    """What comes back for each step where a reason is missing."""
    for dimension, without, answers in _steps("dont_know"):
        sent = answers | {f"reason-{without}": ""}
        yield _posted(client, f"{path}?dimension={dimension}", 422, **sent)


def _assess(client: Client, path: str, value: str) -> None:
    """Answer everything with `value`, but for one statement that does not apply."""
    for dimension, without, answers in _steps(value):
        sent = answers | {f"reason-{without}": "ψ"}
        assert client.post(f"{path}?dimension={dimension}", sent).status_code == 302


def _calculator(client: Client) -> Iterator[tuple[str, str]]:
    full = {"hit_rate": "50%", "lookup_usd": "2", "guardrail_usd": "1", "checked_share": "1%",
            "check_usd": "1", "failure_rate": "1%", "most_retries": "2", "other_cogs": "1%"}  # fmt: skip
    good = [full, {"price_1": "0"}, {"fixed_monthly": "9e9"}, {"users": "1e6"}]
    wrong = [{"price_1": text} for text in WRONG_NUMBERS]
    wrong += [{"share_1": "101%"}, {"share_1": "50%"}, {"hit_rate": "1"}, {"most_retries": "1.5"}]
    wrong += [
        {"users": "0"},
        {"users": ""},
        {"share_2": "90%", "price_2": "1"},
        {"name_1": "ψ" * 41},
    ]
    wrong += [{"users": ["1", "2"]}, {"share_1": "", "price_1": ""}]
    for path in ("/calculator/", "/calculator/embed/"):
        for changes in good:
            yield _got(client, path, **MIX | changes)
        for changes in wrong:
            yield _got(client, path, 422, **MIX | changes)


def _advisory(client: Client) -> Iterator[tuple[str, str]]:
    address = client.post("/advisory/from/", {"origin": "term", "subject": SLUG})["Location"]
    yield _got(client, address)
    yield _got(client, "/advisory/", **{"from": "ψ"})
    wrong = {"name": "ψ\nψ", "email": "ψ", "website": "ψ", "first_choice": f"{FUTURE}T10:00"}
    wrong |= {"second_choice": f"{FUTURE}T10:00", "third_choice": "2020-01-01T10:00"}
    yield _posted(client, "/advisory/", 422, **wrong)
    for stamp in ("", opening_stamp(time.time())):
        sent = filled_in(name="ψ", email="1@example.org", message="ψ", opened=stamp)
        yield _posted(client, "/advisory/", 422, **sent)
    for state in CallRequest.State:
        call = asked(timedelta(days=1), name="ψ", email="1@2.3", message="ψ", state=state)
        CallRequest.objects.filter(pk=call.pk).update(accepted_time=timezone.now())
        yield _got(client, call.get_absolute_url())
    with override_settings(ADVISORY_BOOKING_URL="https://example.org/book"):
        yield _got(client, address)
        yield _got(client, address, share="term")


def _errors(client: Client) -> Iterator[tuple[str, str]]:
    item = f"/terms/{SLUG}/checklist/"
    yield _got(client, "/me/")
    yield _got(client, "/nothing/", 404)
    for path, data in (
        ("/terms/", {"letter": "ψψ"}),
        ("/terms/", {"page": "ψ"}),
        ("/quizzes/", {"page": "ψ"}),
        (f"/quizzes/{SLUG}/", {"question": "ψ"}),
        ("/calculator/embed/", {"theme": "ψ"}),
    ):
        yield _got(client, path, 400, **data)
    yield _posted(client, item, 400, item="ψ")
    refused = Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": "cross-site"})
    yield _posted(refused, item, 403)
    for error in error_pages.ERROR_PAGES:
        yield f"{error.status}", loader.render_to_string("error.html", {"error": error})
    for page in error_pages.STANDALONE_PAGES:
        yield f"{page.heading}", loader.render_to_string("standalone.html", {"page": page})
