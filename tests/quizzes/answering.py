"""What a reader does with a quiz of `make_quiz`, where option 2 of every question is right."""

from typing import Any

from django.test import Client

from quizzes.models import Option, Quiz

URL = "/quizzes/mlops/"
RIGHT, WRONG = 2, 1


def option_id(quiz: Quiz, number: int, place: int) -> int:
    return Option.objects.get(question__quiz=quiz, question__position=number, position=place).pk


def answer(client: Client, quiz: Quiz, number: int, place: int = RIGHT) -> Any:
    data = {"question": f"question-{number}", "option": option_id(quiz, number, place)}
    return client.post(quiz.get_absolute_url(), data)


def finish(client: Client, quiz: Quiz, *, wrong: int = 0, start: int = 1) -> None:
    """Answer every question from `start`, the first `wrong` of them wrongly."""
    for number in range(start, quiz.questions.count() + 1):
        answer(client, quiz, number, WRONG if number < start + wrong else RIGHT)
