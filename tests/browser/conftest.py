"""The real content on a live server, and pages of a real browser with and without JavaScript."""

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as plain
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.test import Client, override_settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from dev.styleguide import views as styleguide
from dev.styleguide.specimens import draw
from glossary_site.web.static_files import BundledStaticFilesStorage
from tests.prepared import make_once

CHROMIUM = next(
    (
        path
        for name in ("chromium-headless-shell", "chromium", "chromium-browser")
        if (path := shutil.which(name))
    ),
    None,
)
CHROMIUM_FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--in-process-gpu",  # nothing is drawn by one; a process for it costs a sixth of a short test
    "--renderer-process-limit=1",  # the next test's window goes on in the process of the last one's
]

OpenPage = Callable[..., Page]
LONGEST_WAIT_MS, LONGEST_LOAD_MS = 15_000, 60_000
"""Until something is there that was expected, or a page: on a busy machine both take their time."""

LONGEST_ANSWER_S = 10
STORAGES = plain.STORAGES | {
    "staticfiles": {"BACKEND": "tests.browser.conftest.UnpackedStorage"},
}


class UnpackedStorage(BundledStaticFilesStorage):
    """The static files that readers get, without the seconds that it takes to compress them."""

    def compress_files(self, paths: object) -> Iterator[tuple[str, str]]:
        yield from ()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, its build without a window first. Without either these tests are skipped,
    unless REQUIRE_BROWSER is set."""
    if CHROMIUM is None:
        if os.environ.get("REQUIRE_BROWSER"):
            pytest.fail("REQUIRE_BROWSER is set, and there is no Chromium")
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        expect.set_options(timeout=LONGEST_WAIT_MS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def collected(run_folder: Path) -> Path:
    """The folder of the static files that readers get: one stylesheet, and names that are hashes."""
    return make_once(run_folder / "collected", _collect)


def _collect(folder: Path) -> None:
    with override_settings(STATIC_ROOT=folder, STORAGES=STORAGES):
        call_command("collectstatic", verbosity=0, interactive=False)


_COMPONENTS: list[Any] = []
_WINDOWS: list[Page] = []


def _draw_once(*given: Any) -> list[Any]:
    """All components as the first reader of the style guide got them: to draw them takes two seconds."""
    if not _COMPONENTS:
        _COMPONENTS.extend(draw(*given))
    return _COMPONENTS


@pytest.fixture
def site(
    live_server: LiveServer,
    real_content: None,
    collected: Path,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> str:
    """The address of the site with its real content, and the static files of production."""
    monkeypatch.setattr(styleguide, "draw", _draw_once)
    settings.STATIC_ROOT, settings.STORAGES = collected, STORAGES
    settings.STATICFILES_DIRS = [collected]
    return live_server.url


@pytest.fixture
def until_answered() -> Iterator[Callable[[], None]]:
    """Waits until the site has ended what it was asked: a window that is closed leaves requests behind
    that still read, and SQLite's tables in memory are emptied only when nobody does."""
    running = 0
    changed = threading.Condition()

    def begin(**_: object) -> None:
        nonlocal running
        with changed:
            running += 1

    def end(**_: object) -> None:
        nonlocal running
        with changed:
            running -= 1
            changed.notify_all()

    def wait() -> None:
        with changed:
            changed.wait_for(lambda: running <= 0, timeout=LONGEST_ANSWER_S)

    request_started.connect(begin)
    request_finished.connect(end)
    yield wait
    request_started.disconnect(begin)
    request_finished.disconnect(end)


@pytest.fixture
def open_page(
    browser: Browser, site: str, until_answered: Callable[[], None]
) -> Iterator[OpenPage]:
    """Opens a path of the site in a fresh visitor's window; fails on any error of the page.

    `client` is who has signed in or answered before; the other keyword arguments go to Playwright's
    `new_context`: viewport, java_script_enabled, ...
    """
    errors: list[str] = []
    contexts = []

    def open_path(path: str, client: Client | None = None, **options: Any) -> Page:
        context = browser.new_context(base_url=site, **options)
        contexts.append(context)
        if client:
            sign_in(context, client, site)
        page = context.new_page()
        page.set_default_timeout(LONGEST_LOAD_MS)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "console",
            lambda message: errors.append(message.text) if is_fault(message) else None,
        )
        if options.get("java_script_enabled", True):
            visit(page, path)
        else:
            page.goto(path)
        return page

    yield open_path
    for context in contexts:
        context.close()
    until_answered()
    assert errors == []


@pytest.fixture
def components(browser: Browser, site: str, request: pytest.FixtureRequest) -> Page:
    """The style guide, in one window for all tests of a module, which change nothing in it: to lay it
    out takes seconds.

    Each gets it as wide as a new window, and without wishes of a reader.
    """
    if not _WINDOWS:
        page = browser.new_page(base_url=site)
        page.set_default_timeout(LONGEST_LOAD_MS)
        visit(page, "/styleguide/")
        _WINDOWS.append(page)
        request.node.getparent(pytest.Module).addfinalizer(_close_window)
    [page] = _WINDOWS
    page.set_viewport_size({"width": 1280, "height": 720})
    page.emulate_media(
        media="null", color_scheme="null", reduced_motion="null", forced_colors="null"
    )
    return page


def _close_window() -> None:
    """Now, and not in a later test, which would be blamed for the connections that end then."""
    _WINDOWS.pop().close()


def sign_in(context: BrowserContext, client: Client, site: str) -> None:
    """Let the windows be those of the client, whose session ends in a day."""
    cookie = client.cookies[plain.SESSION_COOKIE_NAME]
    expires = time.time() + 86_400
    context.add_cookies([
        {"name": cookie.key, "value": cookie.value, "url": site, "expires": expires}
    ])  # fmt: skip


def visit(page: Page, path: str) -> None:
    """Opens `path` and waits until its scripts, which come after the first paint, are at work."""
    page.goto(path)
    page.locator("html[data-ready], html:not(:has([data-after-paint]))").wait_for()


def is_fault(message: Any) -> bool:
    """A script error or a refused resource; a bad status that the test provoked is none."""
    provoked = (
        *("server responded with a status of", "Response Status Error Code"),
        *("ERR_INTERNET_DISCONNECTED", "htmx:sendError", "htmx:sendAbort", "htmx:afterRequest"),
    )
    return message.type == "error" and not any(words in message.text for words in provoked)
