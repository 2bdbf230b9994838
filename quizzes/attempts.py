"""Writing down what a learner does: starting an attempt, answering a question."""

from learners.models import Learner
from quizzes.models import Answer, Attempt, Option, Quiz


def start_attempt(learner: Learner, quiz: Quiz, *, after: Attempt | None) -> Attempt:
    """The attempt that follows `after`, the newest one as the caller read it; None for the first.

    Two requests that read the same newest attempt share the one that follows it.
    """
    number = after.number + 1 if after else 1
    attempt, _ = Attempt.objects.get_or_create(learner=learner, quiz=quiz, number=number)
    return attempt


def record_answer(attempt: Attempt, option: Option) -> Answer:
    """The answer to the option's question in this attempt; one that is there already stands."""
    answer, _ = Answer.objects.get_or_create(
        attempt=attempt, question_id=option.question_id, defaults={"option": option}
    )
    return answer
