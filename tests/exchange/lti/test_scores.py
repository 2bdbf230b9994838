"""A finished quiz or check is scored in the platform's gradebook, however often that is away."""

import datetime

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from exchange.lti.models import GradedLink, Person, Platform, ScoreDelivery
from exchange.lti.scores import deliver_due
from quizzes.models import Quiz
from tests.exchange.lti.launching import QUIZ, choose, launch
from tests.exchange.lti.platform import LearningPlatform
from tests.paths.conftest import CHECK, finish_check, make_path
from tests.quizzes.answering import answer, finish
from tests.world import make_quiz, make_term

pytestmark = pytest.mark.django_db


def again(client: Client, quiz: Quiz, *, wrong: int = 0) -> None:
    client.post(f"{QUIZ}again/")
    finish(client, quiz, wrong=wrong)


def given(moodle: LearningPlatform, column: str = "1") -> list[float]:
    return [score["scoreGiven"] for score in moodle.scores.get(column, [])]


def make_due() -> None:
    ScoreDelivery.objects.update(due_at=timezone.now())


def test_a_finished_quiz_is_scored_once(
    client: Client, moodle: LearningPlatform, quiz: Quiz
) -> None:
    launch(client, moodle)
    finish(client, quiz, wrong=2, start=1)
    assert deliver_due() == {"delivered": 1}
    assert deliver_due() == {}
    [score] = moodle.scores["1"]
    assert score["userId"] == "ada"
    assert (score["scoreGiven"], score["scoreMaximum"]) == (4, 6)
    assert (score["activityProgress"], score["gradingProgress"]) == ("Completed", "FullyGraded")
    assert datetime.datetime.fromisoformat(score["timestamp"]).tzinfo


def test_an_unfinished_one_is_not(client: Client, moodle: LearningPlatform, quiz: Quiz) -> None:
    launch(client, moodle)
    for number in range(1, 6):
        answer(client, quiz, number)
    assert not ScoreDelivery.objects.exists()


def test_the_best_attempt_counts(client: Client, moodle: LearningPlatform, quiz: Quiz) -> None:
    launch(client, moodle)
    finish(client, quiz, wrong=2)
    deliver_due()
    again(client, quiz, wrong=3)
    again(client, quiz, wrong=2)
    assert deliver_due() == {}
    again(client, quiz)
    assert deliver_due() == {"delivered": 1}
    assert given(moodle) == [4, 6]


def test_what_was_missed_is_no_attempt_of_its_own(
    client: Client, moodle: LearningPlatform, quiz: Quiz
) -> None:
    launch(client, moodle)
    finish(client, quiz, wrong=1)
    client.post(f"{QUIZ}retry/")
    answer(client, quiz, 1)
    assert ScoreDelivery.objects.count() == 1


def test_a_better_one_takes_the_place_of_what_waits(
    client: Client, moodle: LearningPlatform, quiz: Quiz
) -> None:
    launch(client, moodle)
    moodle.refusals = [503]
    finish(client, quiz, wrong=2)
    assert deliver_due() == {"waiting": 1}
    again(client, quiz, wrong=1)
    make_due()
    assert deliver_due() == {"delivered": 1}
    assert given(moodle) == [5]


def test_a_check_of_a_path_is_scored(client: Client, moodle: LearningPlatform) -> None:
    make_path()
    launch(client, moodle, CHECK, line_item="7")
    finish_check(client, wrong=3)
    deliver_due()
    [score] = moodle.scores["7"]
    assert (score["scoreGiven"], score["scoreMaximum"]) == (9, 12)


def test_each_column_gets_its_own(client: Client, moodle: LearningPlatform, quiz: Quiz) -> None:
    launch(client, moodle)
    launch(client, moodle, "/terms/mlops/", line_item="2")
    finish(client, quiz)
    deliver_due()
    assert (given(moodle, "1"), given(moodle, "2")) == ([6], [6])
    assert moodle.tokens_given == 1, "one token serves for both"


def test_a_column_that_is_for_something_else_by_now_begins_anew(
    client: Client, moodle: LearningPlatform, quiz: Quiz
) -> None:
    other = make_quiz(make_term(slug="drift", title="Model drift", abbreviation=""))
    launch(client, moodle)
    finish(client, quiz)
    deliver_due()
    launch(client, moodle, "/quizzes/drift/")
    finish(client, other, wrong=2)
    finish(client, quiz)
    deliver_due()
    assert given(moodle) == [6, 4]


def test_without_a_column_nothing_is_sent(
    client: Client, moodle: LearningPlatform, quiz: Quiz
) -> None:
    launch(client, moodle, line_item="")
    finish(client, quiz)
    other = Client()
    finish(other, quiz)
    assert not ScoreDelivery.objects.exists()


@pytest.mark.parametrize("status", [401, 403, 429, 500])
def test_a_platform_that_is_away_gets_it_later(
    client: Client, moodle: LearningPlatform, quiz: Quiz, status: int
) -> None:
    launch(client, moodle)
    finish(client, quiz)
    moodle.refusals = [status, status]
    assert deliver_due() == {"waiting": 1}
    assert str(status) in ScoreDelivery.objects.get().last_fault
    moodle.refusals = []
    make_due()
    call_command("send_scores")
    assert given(moodle) == [6]


def test_a_column_that_is_gone_is_given_up(
    client: Client, moodle: LearningPlatform, quiz: Quiz
) -> None:
    launch(client, moodle)
    finish(client, quiz)
    moodle.refusals = [404]
    assert deliver_due() == {"dead": 1}
    ScoreDelivery.objects.all().send_again()
    assert deliver_due() == {"delivered": 1}


def test_a_platform_that_has_it_already_or_a_later_one_has_taken_it(
    client: Client, moodle: LearningPlatform, quiz: Quiz
) -> None:
    launch(client, moodle)
    finish(client, quiz)
    moodle.refusals = [409]
    assert deliver_due() == {"delivered": 1}


def test_a_column_whose_address_cannot_be_asked_is_not_met_for_ever(
    client: Client, moodle: LearningPlatform, quiz: Quiz
) -> None:
    launch(client, moodle)
    finish(client, quiz)
    GradedLink.objects.update(line_item=f"{moodle.origin}/größe")
    assert deliver_due() == {"waiting": 1}
    assert "cannot be asked" in ScoreDelivery.objects.get().last_fault


def test_a_token_that_the_platform_forgot_is_asked_for_anew(
    client: Client, moodle: LearningPlatform, quiz: Quiz
) -> None:
    launch(client, moodle)
    finish(client, quiz, wrong=1)
    deliver_due()
    moodle.refusals = [401]
    again(client, quiz)
    assert deliver_due() == {"delivered": 1}
    assert moodle.tokens_given == 2


def test_no_token_is_given(client: Client, moodle: LearningPlatform, quiz: Quiz) -> None:
    launch(client, moodle)
    finish(client, quiz)
    moodle.gives_tokens = False
    assert deliver_due() == {"waiting": 1}
    assert "no token" in ScoreDelivery.objects.get().last_fault
    Platform.objects.update(token_url="http://127.0.0.1:1/")
    make_due()
    assert deliver_due() == {"waiting": 1}


def test_who_deletes_everything_is_not_sent(
    client: Client, moodle: LearningPlatform, quiz: Quiz
) -> None:
    launch(client, moodle)
    finish(client, quiz)
    client.post("/me/forget/")
    assert deliver_due() == {}
    assert not moodle.scores


def test_who_is_joined_to_another_is_scored_for_both(
    client: Client, moodle: LearningPlatform, quiz: Quiz
) -> None:
    launch(client, moodle)
    other = Client()
    answer(other, quiz, 1)
    choose(other, launch(other, moodle), "join")
    finish(other, quiz, start=2)
    assert Person.objects.count() == 1
    deliver_due()
    assert given(moodle) == [6]


def test_the_operator_sees_what_waits(
    admin_client: Client, client: Client, moodle: LearningPlatform, quiz: Quiz
) -> None:
    learner = Client()
    launch(learner, moodle)
    finish(learner, quiz)
    moodle.refusals = [404]
    deliver_due()
    page = admin_client.get("/admin/lti/scoredelivery/")
    assert "the answer was 404" in page.text
    assert "ada" not in page.text
    chosen = {"action": "send_again", "_selected_action": ScoreDelivery.objects.get().pk}
    admin_client.post("/admin/lti/scoredelivery/", chosen)
    assert deliver_due() == {"delivered": 1}
