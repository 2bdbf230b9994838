"""What a reader does with a quiz of `make_quiz`, where option 2 of every question is right."""

from typing import Any

from django.test import Client
from django.utils import timezone

from quizzes.models import Attempt, Option, PosedQuestion, Question, QuestionMemory, Quiz

URL = "/quizzes/mlops/"
RIGHT, WRONG = 2, 1


def option_code(quiz: Quiz, number: int, place: int) -> str:
    return Option.objects.get(question__quiz=quiz, question__position=number, position=place).code


def newest_attempt(client: Client, **where: Any) -> Attempt | None:
    """The attempt whose page the client would see."""
    learner = client.session.get("learner_id") if "sessionid" in client.cookies else None
    attempts = (
        Attempt.objects.filter(learner=learner, **where) if learner else Attempt.objects.none()
    )
    return attempts.order_by("-started_at", "-number").first()


def address(client: Client, quiz: Quiz, number: int) -> dict[str, Any]:
    """The hidden fields of the form of question `number`."""
    question = Question.objects.get(quiz=quiz, position=number)
    attempt = newest_attempt(client, quiz__term=quiz.term)
    return {"question_id": question.pk} | ({"attempt": attempt.pk} if attempt else {})


def answer(client: Client, quiz: Quiz, number: int, place: int = RIGHT) -> Any:
    data = {**address(client, quiz, number), "option": option_code(quiz, number, place)}
    return client.post(quiz.get_absolute_url(), data)


def finish(client: Client, quiz: Quiz, *, wrong: int = 0, start: int = 1) -> None:
    """Answer every question from `start`, the first `wrong` of them wrongly."""
    for number in range(start, quiz.questions.count() + 1):
        answer(client, quiz, number, WRONG if number < start + wrong else RIGHT)


def make_due(*keys: str) -> None:
    """Let the questions with these keys be due today, for everyone who has answered them."""
    QuestionMemory.objects.filter(key__in=keys).update(due_on=timezone.now().date())


def posed_to(client: Client, number: int) -> PosedQuestion:
    """The question `number` of the client's newest attempt."""
    return PosedQuestion.objects.get(attempt=newest_attempt(client), number=number)
