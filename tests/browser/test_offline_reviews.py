"""Reviews that are taken along: asked, scored and kept without a connection, and sent later, once."""

import datetime
import os
import re
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import BadRequest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from learners.models import Learner
from quizzes.models import LoggedReview, Quiz
from quizzes.reviews import offline_views, views
from quizzes.reviews.sent_answers import log_sent
from tests.browser.answering import answer, remember, visitor
from tests.browser.axe import findings
from tests.browser.conftest import CHROMIUM, CHROMIUM_FLAGS, OpenPage, sign_in, visit
from tests.browser.looking import PHONE, measure

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
QUESTIONS = 6
TAKE = "Take the next seven days with me"
SIGN = ".site-header__waiting"
KEPT = """async () => {
    const addresses = [];
    for (const name of await caches.keys()) {
        for (const { url } of await (await caches.open(name)).keys()) addresses.push(new URL(url).pathname);
    }
    const databases = await indexedDB.databases();
    return addresses.filter((path) => !/^.(offline|static)/.test(path)).concat(databases.map(({ name }) => name)).sort();
}"""


@pytest.fixture
def learner(site: str) -> Client:
    """Somebody who has answered a quiz, all of which is due today."""
    return visitor(remember(Quiz.objects.get(term__slug="mlops", is_current=True)))


def take(page: Page) -> None:
    page.get_by_role("button", name=TAKE).click()
    expect(page.locator("[data-taken]")).to_contain_text(
        "You have 6 questions and 1 entry with you"
    )


def open_offline(page: Page) -> None:
    page.goto("/review/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Review without a connection")
    page.locator("[data-screen] .quiz__title").wait_for()


def go_offline(page: Page) -> None:
    page.context.set_offline(True)
    open_offline(page)


def go_online(page: Page) -> None:
    """The worker may send answers meanwhile; SQLite in memory lets nobody read, or wait, for that long."""
    page.context.set_offline(False)
    visit(page, "/review/")
    while page.get_by_role("heading", name="Not available for a moment").is_visible():
        visit(page, "/review/")


def expect_sent(page: Page) -> None:
    """What cannot be sent at once is tried again every ten seconds."""
    expect(page.locator(SIGN)).to_have_text("Your answers have been sent.", timeout=25_000)


def answer_and_go_on(page: Page) -> None:
    answer(page)
    page.get_by_test_id("quiz-next").click()


def logged() -> int:
    return LoggedReview.objects.filter(origin="review").count()


@pytest.fixture
def page(open_page: OpenPage, learner: Client) -> Page:
    """The page of somebody who has taken along what is due today."""
    page = open_page("/review/", learner)
    take(page)
    return page


def test_a_day_without_a_connection(page: Page) -> None:
    go_offline(page)
    title, sign = page.locator("[data-screen] .quiz__title"), page.locator(SIGN)
    expect(title).to_have_text("Question 1 of 6")
    page.get_by_role("button", name="Answer").click()
    expect(page.get_by_role("alert").filter(has_text="Choose")).to_be_visible()
    answer(page)
    expect(title).to_have_text(re.compile(r"Question 1 of \d: (right|partly right|wrong)"))
    expect(title).to_be_focused()
    expect(sign).to_have_text("Answers waiting for a connection: 1")
    page.reload()
    expect(title).to_contain_text("Question 2 of")
    for _ in range(QUESTIONS - 1):
        answer_and_go_on(page)
    while page.get_by_test_id("quiz-form").count():  # what was missed is asked once more
        answer_and_go_on(page)
    expect(title).to_have_text("That is all for today")
    number = int(sign.inner_text().rpartition(" ")[2])
    page.get_by_role("link", name="MLOps", exact=False).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("What is MLOps")
    assert logged() == 0
    page.context.set_offline(False)
    expect_sent(page)
    visit(page, "/review/")
    expect(page.get_by_text("questions are due")).to_be_hidden()
    assert logged() == number >= QUESTIONS
    answered_on = {one.answered_at.date() for one in LoggedReview.objects.all()}
    assert answered_on == {timezone.now().astimezone(datetime.UTC).date()}


def look(page: Page) -> list[str]:
    """Barriers and colours where all is seen, sizes where little room is."""
    page.set_viewport_size({"width": 1440, "height": 800})
    found = findings(page) + measure(page)
    page.set_viewport_size(PHONE)
    return found + measure(page)


def test_it_has_no_barrier_and_nothing_is_cut_off(page: Page) -> None:
    found = look(page)
    go_offline(page)
    found += look(page)
    answer(page)
    assert found + look(page) == []


def test_a_line_that_carries_nothing_is_no_connection(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    can_go_on, real = threading.Event(), views.read_review

    def wait(learner: Learner | None) -> Any:
        can_go_on.wait(20)
        return real(learner)

    monkeypatch.setattr(views, "read_review", wait)
    open_offline(page)
    can_go_on.set()
    go_online(page)
    expect(page.get_by_text("questions are due")).to_be_visible()


def test_two_tabs_count_an_answer_once(page: Page) -> None:
    go_offline(page)
    other = page.context.new_page()
    open_offline(other)
    answer(page)
    answer(other)
    expect(other.locator(SIGN)).to_have_text("Answers waiting for a connection: 1")
    page.get_by_test_id("quiz-next").click()
    answer(page)
    expect(other.locator(SIGN)).to_have_text("Answers waiting for a connection: 2")
    page.context.set_offline(False)
    for tab in (page, other):
        expect_sent(tab)
    assert logged() == 2


def test_what_was_taken_but_not_confirmed_is_sent_again_and_counts_once(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose(*sent: Any) -> None:
        log_sent(*sent)
        raise BadRequest("the answer is lost on its way")

    monkeypatch.setattr(offline_views, "log_sent", lose)
    go_offline(page)
    answer(page)
    go_online(page)
    expect(page.get_by_role("button", name="Send now")).to_be_visible()
    expect(page.locator("[data-status]")).to_have_text("Answers waiting for a connection: 1")
    monkeypatch.undo()
    page.get_by_role("button", name="Send now").click()
    expect_sent(page)
    assert logged() == 1


def test_an_answer_that_is_refused_says_why(page: Page) -> None:
    go_offline(page)
    answer(page)
    LoggedReview.objects.all().delete()
    Quiz.objects.filter(term__slug="mlops").delete()
    go_online(page)
    expect(page.locator("[data-refused]")).to_contain_text("A question was changed")
    expect(page.get_by_role("button", name="Send now")).to_be_hidden()


def test_it_is_removed_on_request_and_when_the_learner_goes(page: Page) -> None:
    assert page.evaluate(KEPT) == ["/review/", "/review/package/", "/terms/mlops/", "reviews"]
    page.get_by_role("button", name="Remove from this browser").click()
    expect(page.get_by_text("Removed from this browser.")).to_be_visible()
    assert page.evaluate(KEPT) == []
    take(page)
    visit(page, "/me/forget/")
    page.get_by_role("button", name="Delete everything").click()
    page.wait_for_url("**/me/")
    assert page.evaluate(KEPT) == []


@pytest.mark.parametrize("is_waiting", [False, True])
def test_it_is_removed_once_the_learner_is_seen_to_be_gone(page: Page, is_waiting: bool) -> None:
    go_offline(page)
    if is_waiting:
        answer(page)
    Learner.objects.all().delete()
    page.context.set_offline(False)
    if is_waiting:  # the site refuses what is sent, and the page gives way
        heading = page.get_by_role("heading", level=1)
        expect(heading).to_have_text("Review", timeout=25_000)
    else:
        visit(page, "/review/")
    page.wait_for_function(f"async () => !(await ({KEPT})()).length")
    assert logged() == 0
    page.context.set_offline(True)
    page.goto("/review/")
    expect(page.get_by_role("heading", level=1)).to_have_text("You are offline")


def test_a_full_device_is_told(open_page: OpenPage, learner: Client) -> None:
    page = open_page("/review/", learner)
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    session = page.context.new_cdp_session(page)
    session.send(
        "Storage.overrideQuotaForOrigin", {"origin": page.url.rsplit("/", 2)[0], "quotaSize": 9}
    )
    page.get_by_role("button", name=TAKE).click()
    expect(page.get_by_text("This device has no room left.")).to_be_visible()
    expect(page.get_by_role("button", name=TAKE)).to_be_enabled()


def test_where_nothing_can_be_kept_a_word_says_so(open_page: OpenPage, learner: Client) -> None:
    page = open_page("/offline/", learner)
    page.add_init_script("delete Navigator.prototype.serviceWorker")
    visit(page, "/review/")
    expect(page.get_by_text("This browser keeps nothing for this site")).to_be_visible()
    expect(page.get_by_role("button", name=TAKE)).to_be_hidden()


def test_without_javascript_nothing_of_it_is_shown(open_page: OpenPage, learner: Client) -> None:
    page = open_page("/review/", learner, java_script_enabled=False)
    expect(page.get_by_text("questions are due")).to_be_visible()
    expect(page.get_by_text("Without a connection")).to_be_hidden()


def kill(profile: Path) -> None:
    """End the browser with that profile as a power cut would."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes()
        except OSError:
            continue
        if str(profile).encode() in command and b"--type=" not in command:
            os.kill(int(process.name), signal.SIGKILL)


def test_a_browser_that_is_killed_loses_no_answer(
    browser: Browser,
    site: str,
    learner: Client,
    tmp_path: Path,
    until_answered: Callable[[], None],
) -> None:
    """Chromium sends what waits by itself once it is started again, or the next page does."""

    def start() -> Page:
        context = browser.browser_type.launch_persistent_context(
            tmp_path, executable_path=CHROMIUM, args=CHROMIUM_FLAGS, base_url=site
        )
        return context.pages[0]

    page = start()
    sign_in(page.context, learner, site)
    visit(page, "/review/")
    take(page)
    page.context.close()
    page = start()
    go_offline(page)
    answer_and_go_on(page)
    answer(page)
    kill(tmp_path)
    page = start()
    visit(page, "/review/")
    page.wait_for_function("document.querySelector('[data-taken]').textContent")
    page.wait_for_function("() => askWorker({ deed: 'check' }).then(({ waiting }) => !waiting)")
    page.context.close()
    until_answered()
    assert logged() == 2
