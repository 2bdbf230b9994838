"""How much of a term is recalled: the mean over its current questions, from the log of answers."""

import datetime
import uuid

import pytest
from django.test import Client
from django.utils import timezone
from fsrs import Card, Scheduler, State
from pytest_django import DjangoAssertNumQueries

from learners.models import Learner
from quizzes.memory.mastery import MASTERED, TermMastery, mastery_of_terms
from quizzes.memory.schedule import recall_after
from quizzes.models import Question, QuestionMemory, Quiz, SetAsideEntry
from tests.quizzes.answering import answer, finish
from tests.world import make_quiz, make_term

START = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


def mastery(learner_id: uuid.UUID, days: float = 0) -> dict[int, TermMastery]:
    return mastery_of_terms(learner_id, timezone.now() + datetime.timedelta(days=days))


def learner_of(client: Client) -> uuid.UUID:
    return uuid.UUID(client.session["learner_id"])


@pytest.mark.parametrize("days", [0, 1, 7, 300])
@pytest.mark.parametrize("stability_d", [0.2, 2.3065, 46.0])
def test_the_curve_is_that_of_the_library(days: int, stability_d: float) -> None:
    card = Card(state=State.Review, stability=stability_d, difficulty=5, last_review=START)
    now = START + datetime.timedelta(days=days)
    theirs = Scheduler().get_card_retrievability(card, now)
    assert recall_after(days, stability_d) == pytest.approx(theirs)


@pytest.mark.django_db
@pytest.mark.postgres
def test_a_question_never_answered_counts_nothing(client: Client, quiz: Quiz) -> None:
    answer(client, quiz, 1)
    found = mastery(learner_of(client))[quiz.term_id]
    assert (found.asked, found.questions, found.due) == (1, 6, 0)
    assert found.recall == pytest.approx(0.947 / 6, abs=0.001)
    assert found.text == "You would recall 1 of 6 now"
    assert not found.is_mastered


@pytest.mark.django_db
def test_all_right_is_mastered_all_wrong_is_not_and_it_fades(client: Client, quiz: Quiz) -> None:
    other = make_quiz(make_term(slug="drift", title="Model drift", abbreviation=""))
    finish(client, quiz)
    finish(client, other, wrong=6)
    found = mastery(learner_of(client))
    assert found[quiz.term_id].recall == pytest.approx(0.947, abs=0.001)
    missed = found[other.term_id]
    assert missed.recall == 0
    assert missed.text == "You would recall 0 of 6 now"
    assert found[quiz.term_id].is_mastered
    assert not missed.is_mastered
    month = mastery(learner_of(client), days=30)[quiz.term_id]
    assert month.recall < MASTERED
    assert month.due == 6


@pytest.mark.django_db
@pytest.mark.postgres
def test_what_was_missed_counts_from_the_next_right_answer_on(client: Client, quiz: Quiz) -> None:
    finish(client, quiz, wrong=1)
    learner_id = learner_of(client)
    assert mastery(learner_id)[quiz.term_id].text == "You would recall 5 of 6 now"
    client.post(f"{quiz.get_absolute_url()}retry/")
    answer(client, quiz, 1)
    assert mastery(learner_id)[quiz.term_id].text == "You would recall 6 of 6 now"


@pytest.mark.django_db
@pytest.mark.postgres
def test_only_what_is_asked_now_counts_and_what_is_set_aside_is_not_due(
    client: Client, quiz: Quiz
) -> None:
    finish(client, quiz, wrong=1)
    learner_id = learner_of(client)
    Question.objects.filter(quiz=quiz, key="question-2").update(answer_digest="changed")
    assert mastery(learner_id)[quiz.term_id].asked == 5
    assert mastery(learner_id, days=1)[quiz.term_id].due == 1
    aside = SetAsideEntry.Reason.KNOWN
    SetAsideEntry.objects.create(learner_id=learner_id, term=quiz.term, reason=aside)
    assert mastery(learner_id, days=1)[quiz.term_id].due == 0


@pytest.mark.django_db
def test_two_queries_for_three_thousand_questions(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    learner = Learner.objects.create()
    assert mastery(learner.pk) == {}
    quizzes = [
        make_quiz(make_term(slug=f"t-{number}", title=f"T {number}"), questions=0)
        for number in range(50)
    ]
    today = timezone.now().date()
    Question.objects.bulk_create(
        Question(quiz=quiz, key=f"q-{place}", position=place, section="faq")
        for quiz in quizzes
        for place in range(60)
    )
    QuestionMemory.objects.bulk_create(
        QuestionMemory(
            learner=learner,
            term_id=quiz.term_id,
            key=f"q-{place}",
            stability_d=5.0,
            difficulty=5.0,
            reviewed_on=today - datetime.timedelta(days=5),
            due_on=today,
            reviews=1,
        )
        for quiz in quizzes
        for place in range(60)
    )
    with django_assert_num_queries(2):
        found = mastery(learner.pk)
    assert {round(one.recall, 3) for one in found.values()} == {0.9}
    assert sum(one.due for one in found.values()) == 3_000
