"""A question in an entry: one that is due, of the terms that the entry uses.

Such an answer is logged like that of a review; it belongs to no attempt.
"""

import hashlib
import uuid

from django.db import transaction
from django.utils import timezone

from learners.identity import lock_learner
from quizzes.kinds.registry import kind_of
from quizzes.memory.log import log_answer, read_memory
from quizzes.models import Answer, LoggedReview, PosedQuestion, Question, QuestionMemory
from terms.models import Mention


def find_due_question(entry_id: int, learner_id: uuid.UUID) -> tuple[PosedQuestion, int] | None:
    """The question most at risk among those due of the terms that the entry's text links to, and
    how often it was answered; None where nothing is due."""
    today = timezone.now().date()
    used = Mention.objects.filter(term=entry_id).order_by().values("target")
    rows = list(QuestionMemory.objects.due_of(learner_id, today).filter(term__in=used))
    if not rows:
        return None
    current = Question.objects.for_taking().filter(
        quiz__is_current=True, quiz__term__in={row.term_id for row in rows}
    )
    asked = {(one.quiz.term_id, one.key, one.answer_digest): one for one in current}
    for row in sorted(rows, key=lambda row: read_memory(row).recall(today)):
        if question := asked.get((row.term_id, row.key, row.answer_digest)):
            return _pose(question, learner_id, row.reviews), row.reviews
    return None


def pose_question(learner_id: uuid.UUID, question_id: str, turn: int) -> PosedQuestion | None:
    """The question as it was shown when it had been answered `turn` times; None where the learner
    has not answered it so often."""
    if not question_id.isdecimal():
        return None
    questions = Question.objects.for_taking().prefetch_related("options")
    question = questions.filter(pk=int(question_id), quiz__is_current=True).first()
    if question is None or _times_answered(learner_id, question) < max(turn, 1):
        return None
    return _pose(question, learner_id, turn)


@transaction.atomic
def answer_in_entry(learner_id: uuid.UUID, posed: PosedQuestion, turn: int, response: str) -> None:
    """Give `posed` the answer, and log it, unless the question was answered since it was shown."""
    lock_learner(learner_id)
    credit = kind_of(posed.question).score(posed, response)
    posed.answer = Answer(response=response, earned=credit.earned, worth=credit.worth)
    if _times_answered(learner_id, posed.question) == turn:
        log_answer(learner_id, posed.question, credit, LoggedReview.Origin.REVIEW)


def _times_answered(learner_id: uuid.UUID, question: Question) -> int:
    rows = QuestionMemory.objects.filter(
        learner=learner_id,
        term=question.quiz.term_id,
        key=question.key,
        answer_digest=question.answer_digest,
    )
    return rows.values_list("reviews", flat=True).first() or 0


def _pose(question: Question, learner_id: uuid.UUID, turn: int) -> PosedQuestion:
    """Drawn anew each turn, and alike for whoever asks twice, since a read stores no seed."""
    text = f"{learner_id} {question.pk} {turn}"
    seed = 1 + int.from_bytes(hashlib.sha256(text.encode()).digest()[:7])
    return PosedQuestion(question=question, number=1, seed=seed)
