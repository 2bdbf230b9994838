"""The tables of the app: what is asked, and what was answered."""

from quizzes.models.attempts import Answer, Attempt, PosedQuestion
from quizzes.models.content import NumberParameter, Option, Question, Quiz
from quizzes.models.reminders import CalendarAddress, MailReminder
from quizzes.models.reviews import LoggedReview, QuestionMemory, SetAsideEntry

__all__ = [
    "Answer",
    "Attempt",
    "CalendarAddress",
    "LoggedReview",
    "MailReminder",
    "NumberParameter",
    "Option",
    "PosedQuestion",
    "Question",
    "QuestionMemory",
    "Quiz",
    "SetAsideEntry",
]
