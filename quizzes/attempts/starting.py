"""Writing down what a learner does: starting an attempt, answering a question."""

import secrets
from collections.abc import Sequence

from django.db import IntegrityError, transaction

from learners.models import Learner
from quizzes.kinds.randomization import AS_WRITTEN
from quizzes.kinds.registry import kind_of
from quizzes.models import Answer, Attempt, PosedQuestion, Question, Quiz

_SEEDS = 2**62


@transaction.atomic
def start_attempt(
    learner: Learner,
    questions: Sequence[Question],
    *,
    quiz: Quiz | None,
    kind: Attempt.Kind = Attempt.Kind.FULL,
    after: Attempt | None,
) -> Attempt:
    """The attempt that follows `after`, the newest one as the caller read it; None for the first.

    Two requests that read the same newest attempt share the one that follows it. The first
    question of the first attempt was seen before the attempt began, so it stays as written.
    """
    number = after.number + 1 if after else 1
    attempt, is_new = Attempt.objects.get_or_create(
        learner=learner, quiz=quiz, number=number, defaults={"kind": kind}
    )
    if is_new:
        is_seen = after is None and kind == Attempt.Kind.FULL
        PosedQuestion.objects.bulk_create(
            PosedQuestion(
                attempt=attempt,
                question=question,
                number=place,
                seed=AS_WRITTEN if is_seen and place == 1 else 1 + secrets.randbelow(_SEEDS),
            )
            for place, question in enumerate(questions, start=1)
        )
    return attempt


def record_answer(posed: PosedQuestion, response: str) -> Answer:
    """The answer to the question, scored; one that is there already stands.

    IntegrityError where there is none: the learner was deleted in the meantime.
    """
    credit = kind_of(posed.question).score(posed, response)
    try:
        with transaction.atomic():
            posed.answer = Answer.objects.create(
                posed=posed, response=response, earned=credit.earned, worth=credit.worth
            )
    except IntegrityError:
        standing = Answer.objects.filter(posed=posed).first()
        if standing is None:
            raise
        posed.answer = standing
    return posed.answer
