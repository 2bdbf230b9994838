"""Decks as the real Anki takes them: what is asked, a learner's schedule, and a second import."""

import datetime
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from anki.collection import (
    Collection,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)
from django.test import Client
from django.utils import timezone

from exchange.questions.anki import write_deck, write_reviews
from exchange.questions.papers import Paper
from learners.models import Learner
from quizzes.kinds.scoring import Credit
from quizzes.memory.log import log_answer
from quizzes.models import LoggedReview, Question, QuestionMemory
from tests.exchange.questions.conftest import BASE


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    opened = Collection(str(tmp_path / "collection.anki2"))
    opened.set_config("fsrs", True)
    yield opened
    opened.close()


def take(collection: Collection, path: Path, data: bytes) -> Any:
    path.write_bytes(data)
    options = ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=False)
    request = ImportAnkiPackageRequest(package_path=str(path), options=options)
    return collection.import_anki_package(request)


def state(collection: Collection) -> tuple[list[Any], list[Any], list[Any]]:
    assert collection.db
    return (
        collection.db.all("select guid, flds, tags from notes order by guid"),
        collection.db.all(
            "select id, type, queue, due, ivl, reps, lapses, data from cards order by id"
        ),
        collection.db.all("select id, cid, ease, type from revlog order by id"),
    )


@pytest.fixture
def learner(paper: Paper) -> Learner:
    """Somebody who answered three questions, one of them wrong the first time."""
    who = Learner.objects.create()
    questions = list(Question.objects.filter(quiz__is_current=True).order_by("position"))
    now = timezone.now()
    for question, given in zip(questions, ([0, 1], [1], [1, 1, 1]), strict=False):
        for at, earned in enumerate(given):
            log_answer(
                who.pk,
                question,
                Credit(earned, 1),
                LoggedReview.Origin.REVIEW,
                answered_at=now - datetime.timedelta(days=20 - 5 * at),
            )
    return who


def test_a_deck_asks_each_question_once_and_takes_none_twice(
    paper: Paper, collection: Collection, tmp_path: Path
) -> None:
    data = write_deck(paper)
    first = take(collection, tmp_path / "a.apkg", data)
    assert len(first.log.new) == 5
    before = state(collection)
    again = take(collection, tmp_path / "a.apkg", write_deck(paper))
    assert len(again.log.new) == 0
    assert state(collection) == before
    cards = [collection.get_card(one) for one in collection.find_cards("")]
    assert all(card.type == 0 for card in cards)
    for card in cards:
        assert "<hr id" not in card.question()
        assert "https://example.org/terms/mlops/#" in card.answer()


def test_a_learners_schedule_and_log_go_along(
    paper: Paper, learner: Learner, collection: Collection, tmp_path: Path
) -> None:
    data = write_reviews(learner.pk, "My reviews", f"{BASE}/review/", BASE)
    taken = take(collection, tmp_path / "b.apkg", data)
    assert len(taken.log.new) == 3
    assert collection.db
    assert collection.db.scalar("select count() from revlog") == 6
    memories = {one.key: one for one in QuestionMemory.objects.filter(learner=learner.pk)}
    today = timezone.now().date()
    found = {}
    for card_id in collection.find_cards(""):
        card = collection.get_card(card_id)
        memory = memories[key_of(card.note().fields[0])]
        found[memory.key] = card
        shown = collection.card_stats_data(card_id)
        assert shown.memory_state.stability == pytest.approx(memory.stability_d, abs=0.001)
        assert shown.memory_state.difficulty == pytest.approx(memory.difficulty, abs=0.01)
        assert json.loads(json.dumps(card.reps)) == memory.reviews
        assert abs(card.due - collection.sched.today - (memory.due_on - today).days) <= 1
        assert (card.type, card.queue) == (2, 2)
    assert found.keys() == memories.keys()


def key_of(stem: str) -> str:
    """The key of the question with this stem."""
    words = re.sub(r"<[^>]*>", "", stem)
    return next(one.key for one in Question.objects.all() if one.stem in words)


def test_a_second_import_changes_nothing_not_even_what_was_learnt_since(
    paper: Paper, learner: Learner, collection: Collection, tmp_path: Path
) -> None:
    def package() -> bytes:
        return write_reviews(learner.pk, "My reviews", f"{BASE}/review/", BASE)

    take(collection, tmp_path / "c.apkg", package())
    card = collection.get_card(next(iter(collection.find_cards(""))))
    card.due += 40
    collection.update_card(card)
    before = state(collection)
    again = take(collection, tmp_path / "c.apkg", package())
    assert len(again.log.new) == 0
    assert state(collection) == before


def test_who_has_learnt_nothing_gets_an_empty_deck(client: Client, paper: Paper) -> None:
    response = client.post("/me/reviews/anki/")
    assert response["Content-Disposition"] == 'attachment; filename="my-reviews.apkg"'
    assert response["Cache-Control"].startswith("max-age=0")
    assert client.get("/me/reviews/anki/")["Location"] == "/me/reviews/"
