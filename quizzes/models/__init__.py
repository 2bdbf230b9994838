"""The tables of the app: what is asked, and what was answered."""

from quizzes.models.attempts import Answer, Attempt, PosedQuestion
from quizzes.models.content import NumberParameter, Option, Question, Quiz

__all__ = [
    "Answer",
    "Attempt",
    "NumberParameter",
    "Option",
    "PosedQuestion",
    "Question",
    "Quiz",
]
