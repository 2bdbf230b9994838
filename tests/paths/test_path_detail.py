"""A path: its steps in order, where the reader goes on, starting and leaving it."""

import uuid

import pytest
from django.test import Client

from learners.merging import merge_learners
from learners.models import Learner
from paths.models import Enrolment, Path
from quizzes.models import QuestionMemory
from terms.models import Term
from tests.paths.conftest import SLUGS, URL, finish_check
from tests.quizzes.answering import finish

pytestmark = pytest.mark.django_db


def here(client: Client) -> str:
    """What the page leads on to."""
    html = client.get(URL).text
    return html.partition('data-testid="path-here"')[0].rpartition('href="')[2].partition('"')[0]


def test_the_steps_stand_in_their_order_with_their_reasons(client: Client, path: Path) -> None:
    html = client.get(URL).text
    places = [html.index(f'"/terms/{slug}/"') for slug in SLUGS]
    assert places == sorted(places)
    assert "It is number 3." in html
    assert "You can do it." in html
    assert 'data-testid="path-here"' not in html


def test_reading_writes_nothing_and_starting_is_a_post(client: Client, path: Path) -> None:
    client.get(URL)
    response = client.get(f"{URL}start/")
    assert response.url == URL
    assert not Learner.objects.exists()
    assert client.post(f"{URL}start/").url == URL
    client.post(f"{URL}start/")
    assert Enrolment.objects.get().path == path
    assert "0 of 4 entries with a quiz mastered" in client.get(URL).text


def test_where_every_entry_has_a_quiz_they_are_counted_as_entries(
    client: Client, path: Path
) -> None:
    path.steps.filter(term__slug__in=("zero", "one")).delete()
    client.post(f"{URL}start/")
    assert "0 of 4 entries mastered" in client.get(URL).text


def test_it_goes_on_where_questions_are_new_and_then_where_they_fade(
    client: Client, path: Path
) -> None:
    client.post(f"{URL}start/")
    assert here(client) == "/terms/two/"
    finish(client, Term.objects.get(slug="two").quizzes.get())
    assert here(client) == "/terms/three/"
    html = client.get(URL).text
    assert "You would recall 6 of 6 now" in html
    assert "1 of 4 entries with a quiz mastered" in html
    for slug in ("three", "four", "five"):
        finish(client, Term.objects.get(slug=slug).quizzes.get())
    assert 'data-testid="path-here"' not in client.get(URL).text
    memories = QuestionMemory.objects.filter(term__slug="four")
    memories.update(stability_d=0.01, reviewed_on="2026-01-01")
    assert here(client) == "/terms/four/"


def test_who_leaves_keeps_their_answers(client: Client, path: Path) -> None:
    client.post(f"{URL}start/")
    finish(client, Term.objects.get(slug="two").quizzes.get())
    assert client.post(f"{URL}stop/").url == URL
    assert not Enrolment.objects.exists()
    assert QuestionMemory.objects.count() == 6


def test_what_readers_do_not_see_is_no_step(client: Client, path: Path) -> None:
    Term.objects.filter(slug="three").update(status="draft")
    html = client.get(URL).text
    assert "/terms/three/" not in html
    assert "It is number 4." not in html


@pytest.mark.parametrize("is_reversed", [False, True])
def test_two_devices_on_one_path_become_one_that_is_finished(
    path: Path, *, is_reversed: bool
) -> None:
    clients = [Client(), Client()]
    finish_check(clients[is_reversed])
    clients[not is_reversed].post(f"{URL}start/")
    source, target = (client.session["learner_id"] for client in clients)
    merge_learners(uuid.UUID(source), uuid.UUID(target))
    enrolment = Enrolment.objects.get()
    assert str(enrolment.learner_id) == target
    assert enrolment.finished_at is not None


@pytest.mark.parametrize("name", ["", "start/", "stop/", "check/", "check/start/", "groups/"])
def test_there_is_no_such_path(client: Client, name: str) -> None:
    assert client.get(f"/paths/none/{name}", follow=True).status_code == 404
    assert client.post(f"/paths/none/{name}").status_code in (404, 405)
    assert not Learner.objects.exists()
