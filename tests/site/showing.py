"""Every page of the site in every state, and every fragment, as a visitor meets them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client, RequestFactory, override_settings
from django.utils import timezone

from glossary_site.web import limits
from glossary_site.web.errors.handlers import broken
from maturity.models import Dimension
from quizzes.models import Question, QuestionMemory
from tests.world import filled_in, sample

PATHS = (
    *("/", "/terms/", "/terms/?category=foundations", "/terms/?letter=m", "/terms/?letter=q"),
    *("/terms/?q=drift", "/terms/?q=zzz", "/quizzes/", "/review/", "/maturity/"),
    *("/maturity/mlops/", "/calculator/", "/calculator/?share_1=80%25", "/calculator/embed/"),
    *("/calculator/embed/?theme=dark", "/calculator/embed/?share_1=80%25", "/advisory/"),
    *(
        "/advisory/?from=x",
        "/calculator/compare/?a=x",
        "/calculator/models/?provider=zai",
        "/calculator/?share_1=1&model_1=zai/glm-4.6&input_1=9&output_1=9",
        "/me/",
        "/privacy/",
        "/offline/",
    ),
    *("/terms/graph/", "/suggestions/?q=dri", "/suggestions/?q=zzz"),
    *("/terms/mlops/benchmarks/?row-0=30", "/terms/mlops/benchmarks/?row-0=many"),
    *("/nothing/", "/terms/?page=x", "/terms/?page=99", "/quizzes/?x=1"),
)


@dataclass(frozen=True)
class Shown:
    """What came back for `path`, at the step `name`."""

    name: str
    path: str
    status: int
    html: str

    @property
    def is_page(self) -> bool:
        return self.html.lstrip().lower().startswith("<!doctype")


class _FormReader(HTMLParser):
    """The action and the fields of the first form with the test id, filled in any way at all."""

    def __init__(self, testid: str) -> None:
        super().__init__()
        self.testid, self.action, self.is_inside = testid, "", False
        self.fields: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.is_inside = given.get("data-testid") == self.testid and not self.action
            self.action = given.get("action", "") if self.is_inside else self.action
        if not self.is_inside or tag != "input":
            return
        name, kind, value = given.get("name", ""), given.get("type"), given.get("value", "")
        if kind in {"hidden", "checkbox"}:
            self.fields.setdefault(name, []).append(value)
        elif kind == "radio":
            self.fields.setdefault(name, [value])
        else:
            self.fields[name] = ["https://example.org/" if kind == "url" else "0.2"]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.is_inside = False


def read_form(html: str, testid: str) -> tuple[str, dict[str, list[str]]]:
    reader = _FormReader(testid)
    reader.feed(html)
    return reader.action, reader.fields


BROWSER: dict[str, str] = {}
HTMX = {"HX-Request": "true"}


def quizzes_of_every_kind(slugs: list[str]) -> list[str]:
    """Those whose quizzes together ask in every kind: each asks in one that those before do not."""
    chosen, seen = [], set[str]()
    for slug in slugs:
        asked = Question.objects.filter(quiz__term__slug=slug, quiz__is_current=True)
        if kinds := set(asked.values_list("kind", flat=True)) - seen:
            chosen.append(slug)
            seen |= kinds
    return chosen


def show_everything(
    monkeypatch: pytest.MonkeyPatch, variants: tuple[dict[str, str], ...] = (BROWSER, HTMX)
) -> Iterator[Shown]:
    """All of it for a plain browser, then for htmx; the real content must be loaded.

    Brief entries look alike: some are shown. Quizzes look alike: those that ask in every kind are walked through. So do the parts of
    terms that htmx gets: the first one's are shown.
    """
    monkeypatch.setattr(limits, "PER_VISITOR", 10**6)
    monkeypatch.setattr(limits, "PER_ADDRESS", 10**6)
    slugs = sample()
    for headers in variants:
        stranger, learner = Client(headers=headers), Client(headers=headers)
        for path in PATHS:
            yield _show("get", stranger.get(path))
        for slug in slugs if headers == BROWSER else slugs[:1]:
            yield _show("get", stranger.get(f"/terms/{slug}/"))
            yield _show("card", stranger.get(f"/terms/{slug}/card/"))
        for slug in quizzes_of_every_kind(slugs):
            yield from _walk_quiz(learner, f"/quizzes/{slug}/")
        yield _show("history", stranger.get("/maturity/mlops/history/"))
        yield from _walk_assessment(learner, "/maturity/mlops/")
        learner.post("/maturity/mlops/again/")
        yield _show("step again", learner.get("/maturity/mlops/"))
        answer_assessment(learner, "/maturity/mlops/")
        learner.post("/maturity/mlops/again/")
        yield from _look_back(learner, "/maturity/mlops/")
        yield from _team_up(headers, "/maturity/mlops/")
        yield from _tick(learner, slugs[0])
        for path in ("/", "/quizzes/", "/review/", "/maturity/", "/me/"):
            yield _show("learner", learner.get(path))
        yield from _review(learner)
        for action in ("again", "retry"):
            yield _show(action, learner.post(f"/quizzes/{slugs[0]}/{action}/", follow=True))
        yield _show("invalid", stranger.post("/advisory/", {"email": "x"}))
        yield _show(
            "brought",
            stranger.post("/advisory/from/", {"origin": "term", "subject": "mlops"}, follow=True),
        )
        yield _show("asked", stranger.post("/advisory/", filled_in(), follow=True))
        with override_settings(ADVISORY_BOOKING_URL="https://example.org/ada"):
            yield _show("elsewhere", stranger.get("/advisory/"))
        yield from _refusals(headers, monkeypatch)
    page = broken(RequestFactory().get("/"))
    yield Shown("broken", "/", page.status_code, page.text)


def _show(name: str, response: Any) -> Shown:
    return Shown(name, response.request["PATH_INFO"], response.status_code, response.text)


def _walk_quiz(client: Client, url: str) -> Iterator[Shown]:
    """Every question, its reasons, an empty answer to one of each kind; the result, as learners see and share it."""
    kinds = set[str]()
    for _ in range(20):
        shown = _show("question", client.get(url))
        yield shown
        action, fields = read_form(shown.html, "quiz-form")
        if not action:
            break
        empty = {name: fields[name] for name in fields if name in {"question_id", "attempt"}}
        kind = Question.objects.get(pk=fields["question_id"][0]).kind
        if kind not in kinds:
            yield _show("unanswered", client.post(action, empty))
            kinds.add(kind)
        yield _show("answered", client.post(action, fields, follow=True))
    shared = re.search(r'data-copy="(/quizzes/results/[^"]+)"', shown.html)
    assert shared, f"{url} did not end in a result"
    yield _show("shared", client.get(shared[1]))


def _walk_assessment(client: Client, url: str) -> Iterator[Shown]:
    """Every dimension, sent empty and filled in, then the result."""
    shown = _show("step", client.get(url))
    for _ in range(20):
        yield shown
        action, fields = read_form(shown.html, "assessment-form")
        path = action.partition("#")[0]
        yield _show("unanswered", client.post(path, {}))
        response: Any = client.post(path, fields, follow=True)
        shown = _show("step", response)
        result = response.headers.get("HX-Redirect") or shown.path
        if "/results/" in result:
            yield _show("result", client.get(result))
            yield _show("finished", client.get(url))
            return
    raise AssertionError(f"{url} did not end in a result")


def answer_quiz(client: Client, url: str, questions: int = 6) -> None:
    """So many of its questions, without looking at any."""
    for _ in range(questions):
        action, fields = read_form(client.get(url).text, "quiz-form")
        client.post(action, fields)


def answer_assessment(client: Client, url: str, answer: str = "not_yet") -> None:
    """All of it at once, without looking at any of it."""
    for dimension in Dimension.objects.filter(model__slug="mlops", model__is_current=True):
        keys = dimension.statements.values_list("key", flat=True)
        client.post(f"{url}?dimension={dimension.key}", {f"answer-{key}": answer for key in keys})


def _look_back(client: Client, url: str) -> Iterator[Shown]:
    """The history, and what it offers to compare."""
    history = _show("history", client.get(f"{url}history/"))
    yield history
    tokens = re.findall(r'<option value="([^"]+)" selected', history.html)
    assert len(tokens) == 2, "two results are there to be compared"
    pair = {"from": tokens[0], "to": tokens[1]}
    yield _show("difference", client.get(f"{url}difference/", pair))


def _team_up(headers: dict[str, str], url: str) -> Iterator[Shown]:
    """A team without people, one who goes on for it, and its result."""
    people = [Client(headers=headers) for _ in range(3)]
    yield _show("no teams", people[0].get(f"{url}teams/"))
    yield _show("nameless", people[0].post(f"{url}teams/", {"name": ""}))
    team = _show("new team", people[0].post(f"{url}teams/", {"name": "Us"}, follow=True))
    yield team
    for client in people:
        client.post(f"{team.path}join/")
        answer_assessment(client, url)
    yield _show("team", people[0].get(team.path))
    yield _show("teams", people[0].get(f"{url}teams/"))
    people[0].post(f"{team.path}link/", {"do": "close"})
    yield _show("closed team", Client(headers=headers).post(f"{team.path}join/"))
    yield _show("refused", people[0].post(f"{team.path}link/", {"do": "x"}))


def _tick(client: Client, slug: str) -> Iterator[Shown]:
    _, fields = read_form(client.get(f"/terms/{slug}/").text, "checklist")
    path = f"/terms/{slug}/checklist/"
    yield _show("ticked", client.post(path, {"item": fields["item"][:2]}, follow=True))
    yield _show("refused", client.post(path, {"item": "nothing"}))


def _review(client: Client) -> Iterator[Shown]:
    QuestionMemory.objects.update(due_on=timezone.now().date())
    yield _show("due", client.get("/review/"))
    yield _show("review", client.post("/review/start/", {"size": 5}, follow=True))
    yield from _walk_quiz(client, "/review/")


def _refusals(headers: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Shown]:
    """A post from another site, one that nothing takes, one that is too large, and one too many."""
    yield _show("not posted to", Client(headers=headers).post("/terms/"))
    with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=10):
        yield _show("too large", Client(headers=headers).post("/advisory/", {"email": "x" * 50}))
    yield _show("no widget", Client(headers=headers).get("/calculator/embed/?preset=nothing"))
    foreign = Client(enforce_csrf_checks=True, headers=headers | {"Sec-Fetch-Site": "cross-site"})
    yield _show("foreign", foreign.post("/advisory/", {}))
    with monkeypatch.context() as stricter:
        stricter.setattr(limits, "PER_ADDRESS", 0)
        yield _show("too many", Client(headers=headers).post("/review/start/"))
