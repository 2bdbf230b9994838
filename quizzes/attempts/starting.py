"""Writing down what a learner does: starting an attempt, answering a question."""

import secrets
from collections.abc import Mapping, Sequence

from django.db import IntegrityError, transaction
from django.db.models import Max

from learners.identity import lock_learner
from learners.models import Learner
from quizzes.kinds.randomization import AS_WRITTEN
from quizzes.kinds.registry import kind_of
from quizzes.kinds.scoring import Verdict
from quizzes.memory.log import log_answer
from quizzes.models import Answer, Attempt, LoggedReview, PosedQuestion, Question, Quiz
from quizzes.signals import attempt_finished

TOLD_WHEN_FINISHED = frozenset({Attempt.Kind.FULL, Attempt.Kind.MIXED})

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
    same = {"quiz": quiz} if quiz else {"quiz": None, "kind": kind}
    attempt, is_new = Attempt.objects.get_or_create(
        learner=learner, number=number, **same, defaults={"kind": kind}
    )
    if is_new:
        is_seen = after is None and kind == Attempt.Kind.FULL
        PosedQuestion.objects.bulk_create(
            PosedQuestion(
                attempt=attempt,
                question=question,
                number=place,
                seed=AS_WRITTEN if is_seen and place == 1 else _random_seed(),
            )
            for place, question in enumerate(questions, start=1)
        )
    return attempt


_ORIGINS: Mapping[str, LoggedReview.Origin] = {
    Attempt.Kind.REVIEW: LoggedReview.Origin.REVIEW,
    Attempt.Kind.MIXED: LoggedReview.Origin.MIXED,
}


def record_answer(attempt: Attempt, posed: PosedQuestion, response: str) -> Answer:
    """The answer to the question, scored and logged; one that is there already stands.

    What is missed in a review is asked once more at its end. Raises ForgottenError where the
    learner was deleted in the meantime.
    """
    credit = kind_of(posed.question).score(posed, response)
    is_review = attempt.kind == Attempt.Kind.REVIEW
    origin = _ORIGINS.get(attempt.kind, LoggedReview.Origin.QUIZ)
    try:
        with transaction.atomic():
            lock_learner(attempt.learner_id)
            posed.answer = Answer.objects.create(
                posed=posed, response=response, earned=credit.earned, worth=credit.worth
            )
            log_answer(attempt.learner_id, posed.question, credit, origin)
            if is_review and not posed.is_repeat and credit.verdict is not Verdict.RIGHT:
                _ask_again(attempt, posed.question)
            if (
                attempt.kind in TOLD_WHEN_FINISHED
                and not attempt.posed.filter(answer=None).exists()
            ):
                attempt_finished.send(Attempt, attempt=attempt)
    except IntegrityError:
        standing = Answer.objects.filter(posed=posed).first()
        if standing is None:
            raise
        posed.answer = standing
    return posed.answer


def _ask_again(attempt: Attempt, question: Question) -> None:
    """Put the question at the end of the review, with fresh numbers and in another order."""
    last = attempt.posed.aggregate(last=Max("number"))["last"]
    attempt.posed.create(question=question, number=last + 1, seed=_random_seed(), is_repeat=True)


def _random_seed() -> int:
    return 1 + secrets.randbelow(_SEEDS)
