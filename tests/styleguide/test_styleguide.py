"""The style guide: complete, valid, without a trace, and nowhere but in development."""

import importlib
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.urls import clear_url_caches
from pytest_django import DjangoDbBlocker, Settings

from dev.styleguide.basics import TOKENS
from dev.styleguide.colours import contrast, contrasts, read_colours
from glossary_site import urls
from learners.models import Learner
from tests.databases import fill

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
URL = "/styleguide/"
NOT_SHOWN = {"terms/_private_fragments.html"}
"""These hold others alone."""

_INCLUDED = re.compile(r"{% include ['\"]([\w/.]+)['\"]")


@dataclass(frozen=True)
class Guide:
    """The style guide of the real content, and the rows that it left behind."""

    response: Any
    left_behind: int

    @property
    def html(self) -> str:
        return str(self.response.text)


@pytest.fixture(scope="module")
def guide(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    shipped_content: sqlite3.Connection | None,
) -> Guide:
    with django_db_blocker.unblock():
        fill(shipped_content)
        response = Client().get(URL)
        left_behind = Learner.objects.count() + Session.objects.count()
        call_command("flush", interactive=False, verbosity=0)
    return Guide(response, left_behind)


@pytest.fixture
def without_styleguide(settings: Settings) -> Iterator[None]:
    """The addresses as they are where `STYLEGUIDE` is off."""
    settings.STYLEGUIDE = False
    importlib.reload(urls)
    clear_url_caches()
    yield
    settings.STYLEGUIDE = True
    importlib.reload(urls)
    clear_url_caches()


def test_the_guide_leaves_nothing_behind(guide: Guide) -> None:
    assert guide.response.status_code == 200
    assert not guide.response.cookies
    assert guide.left_behind == 0


def test_every_fragment_is_drawn(guide: Guide) -> None:
    drawn = {template.name for template in guide.response.templates}
    folder = Path(settings.BASE_DIR) / "templates"
    fragments = {str(path.relative_to(folder)) for path in folder.glob("*/_*.html")}
    assert fragments - drawn - NOT_SHOWN == set()
    assert {"error.html", "standalone.html"} - drawn == set()


def test_every_state_is_drawn(guide: Guide) -> None:
    for words in (
        "Choose one of the options.", "Your answer, and the right one",
        "Your answer, and a wrong one", "3 / 6", "2 of 5 done", "You are here",
        "Level 7: Market Leading", "Say why it does not apply.", "Choose an answer.",
        "Write a number here, or empty the whole row.", "Break-even hit rate", "No entry is called", "Continue where you were", "Perhaps you mean one of these", "Did you mean", "Page 2 of",
        "There is no such page", "Something broke on our side",
    ):  # fmt: skip
        assert words in guide.html, words


def test_ids_are_unique_and_what_refers_to_one_finds_it(guide: Guide) -> None:
    ids = Counter(re.findall(r'\sid="([^"]+)"', guide.html))
    assert [name for name, number in ids.items() if number > 1] == []
    references = re.findall(r'\s(?:for|aria-labelledby|aria-describedby)="([^"]+)"', guide.html)
    assert {name for words in references for name in words.split()} - set(ids) == set()


def test_without_content_the_basics_are_there_and_the_way_to_the_rest(client: Client) -> None:
    response = client.get(URL)
    assert response.status_code == 200
    assert "manage.py load_content" in response.text
    assert 'data-specimen="controls"' in response.text
    assert 'data-specimen="quiz-question"' not in response.text


def test_the_guide_can_only_be_read(client: Client) -> None:
    assert client.post(URL).status_code == 405


def test_readers_never_see_it(client: Client, without_styleguide: None) -> None:
    assert client.get(URL).status_code == 404


def test_contrast_is_computed_as_wcag_does() -> None:
    """Black on white is 21; #767676 is the lightest grey that passes for text on white."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#ffffff") == 1
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


def test_every_pair_of_colours_has_the_contrast_that_it_needs() -> None:
    tokens = (Path(settings.BASE_DIR) / "static" / TOKENS).read_text()
    pairs = contrasts(read_colours(tokens))
    assert len(pairs) > 20
    assert [
        f"{pair.front.name} on {pair.ground.name}" for pair in pairs if not pair.is_enough
    ] == []
