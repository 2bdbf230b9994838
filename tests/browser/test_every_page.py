"""Every page and component, visited once and looked at in every way: axe finds no barrier, and nothing is cut off,
overlapping, too small, too wide to be read, empty, or more than a reader of large letters can scroll.

Widths and colours are not crossed: what axe and the ruler say of sizes does not depend on colours, and contrast
does not depend on width.
"""

import pytest
from django.test import Client
from playwright.sync_api import Page

from maturity.models import Assessment
from tests.browser.answering import answer
from tests.browser.axe import findings, findings_from_wide_to_narrow
from tests.browser.conftest import OpenPage, visit
from tests.browser.looking import Looker
from tests.site.showing import answer_assessment, answer_quiz

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = {
    "home": "/",
    "terms": "/terms/",
    "search": "/terms/?q=drift",
    "nothing-found": "/terms/?q=zzz",
    "perhaps-meant": "/terms/?q=modle+drift",
    "not-understood": "/terms/?page=x",
    "term": "/terms/mlops/",
    "term-brief": "/terms/latency-drift/",
    "own-values": "/terms/mlops/benchmarks/?row-0=30&row-1=x",
    "graph": "/terms/graph/",
    "quizzes": "/quizzes/",
    "quiz": "/quizzes/mlops/",
    "review": "/review/",
    "reviews": "/me/reviews/",
    "assessments": "/maturity/",
    "assessment": "/maturity/mlops/",
    "calculator": "/calculator/",
    "calculator-wrong": "/calculator/?share_1=80%25",
    "widget": "/calculator/embed/",
    "advisory": "/advisory/",
    "me": "/me/",
    "devices": "/me/devices/",
    "joining": "/me/devices/join/",
    "privacy": "/privacy/",
    "not-found": "/nothing/",
}
NOT_OF_COMPONENTS = ("heading-order", "landmark-unique", "target-size")
"""The style guide shows the same fragment in several states, with the headings and landmarks that a page has once.
Targets are measured."""


def look(looker: Looker, name: str) -> None:
    looker.found += [f"{name}: {one}" for one in findings_from_wide_to_narrow(looker.page)]
    looker.look(name)


@pytest.mark.parametrize("share", range(3))
def test_pages(open_page: OpenPage, share: int) -> None:
    page = open_page("/offline/", reduced_motion="reduce")
    looker = Looker(page)
    for name in [*PAGES][share::3]:
        visit(page, PAGES[name])
        look(looker, name)
        looker.enlarge(name)
    assert looker.found == []


def test_what_a_learner_meets(open_page: OpenPage) -> None:
    learner = Client()
    answer_quiz(learner, "/quizzes/mlops/", 5)
    page = open_page("/quizzes/mlops/", learner, reduced_motion="reduce")
    looker = Looker(page)
    answer(page)
    look(looker, "quiz-answered")
    page.get_by_test_id("quiz-next").click()
    page.get_by_test_id("quiz-score").wait_for()
    look(looker, "quiz-result")
    visit(page, "/maturity/mlops/")
    page.locator("#assessment button[type=submit]").first.click()
    page.locator("#assessment .field__error").first.wait_for()
    look(looker, "assessment-wrong")
    answer_assessment(learner, "/maturity/mlops/", "dont_know")
    for name, path in {
        "assessment-result": Assessment.objects.finished().get().get_absolute_url(),
        "quizzes-taken": "/quizzes/",
        "assessment-taken": "/maturity/mlops/",
        "history-one": "/maturity/mlops/history/",
        "me-known": "/me/",
    }.items():
        visit(page, path)
        look(looker, name)
    look_at_a_team(page, looker)
    visit(page, "/terms/llmops/")
    page.get_by_test_id("reader-level").wait_for()
    looker.look("term-level", is_long=True)
    assert looker.found == []


def look_at_a_team(page: Page, looker: Looker) -> None:
    visit(page, "/maturity/mlops/teams/")
    page.get_by_label("Name of the team").fill("Fraud detection")
    page.get_by_test_id("team-form").get_by_role("button").click()
    page.locator("#invitation").wait_for()
    look(looker, "team-new")


def test_components(open_page: OpenPage) -> None:
    page = open_page("/styleguide/", reduced_motion="reduce")
    shown = page.locator(".specimen__body:not(:has(> datalist:only-child))")
    heights = shown.evaluate_all(
        "bodies => bodies.map((body) => body.getBoundingClientRect().height)"
    )
    assert len(heights) > 60
    assert min(heights) >= 20
    found = findings(page, left_out=NOT_OF_COMPONENTS)
    looker = Looker(page)
    looker.look("styleguide", is_long=True)
    looker.enlarge("styleguide")
    assert found + looker.found == []
