"""Where a learner stands in a quiz, in what they missed of it, or in a review."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from learners.resuming import MOST, Resumption
from quizzes.attempts.question_cache import give_questions, questions_of
from quizzes.kinds.randomization import AS_WRITTEN
from quizzes.models import Attempt, PosedQuestion, Quiz


@dataclass(frozen=True)
class Progress:
    """An attempt and its questions, numbered from 1; without an attempt, those of a first one.

    `quiz` is the version that the attempt pins; a review and a mixed check have none.
    """

    quiz: Quiz | None
    attempt: Attempt | None
    posed: tuple[PosedQuestion, ...]

    @property
    def total(self) -> int:
        return len(self.posed)

    @property
    def done(self) -> int:
        return sum(posed.given is not None for posed in self.posed)

    @property
    def current(self) -> PosedQuestion | None:
        """The first question without an answer; None where the attempt is finished."""
        return next((posed for posed in self.posed if posed.given is None), None)

    @property
    def is_finished(self) -> bool:
        return self.current is None

    @property
    def text(self) -> str:
        return _("%(done)s of %(total)s answered") % {"done": self.done, "total": self.total}

    @property
    def is_retry(self) -> bool:
        return self.attempt is not None and self.attempt.kind == Attempt.Kind.RETRY

    @property
    def is_review(self) -> bool:
        return self.attempt is not None and self.attempt.kind == Attempt.Kind.REVIEW

    def at(self, number: int) -> PosedQuestion:
        return self.posed[number - 1]

    def answered_before(self, number: int) -> int | None:
        """The number before `number`, where that question is answered."""
        return number - 1 if number > 1 and self.at(number - 1).given else None

    def find(self, question_id: str, number: str) -> PosedQuestion | None:
        """The question that a form names by its id; of two askings of it that with the number."""
        found = [one for one in self.posed if str(one.question_id) == question_id]
        return next(
            (one for one in found if str(one.number) == number), found[0] if found else None
        )

    def showed(self, posed: PosedQuestion, attempt_id: str) -> bool:
        """Whether a page of the attempt that a form names showed `posed` just as it is here.

        A page that was opened before the attempt began names none; what it showed was as written.
        """
        if not attempt_id:
            return self.attempt is None or posed.seed == AS_WRITTEN
        return self.attempt is not None and str(self.attempt.pk) == attempt_id


def read_progress(quiz: Quiz, learner_id: uuid.UUID | None) -> Progress:
    """Where the learner stands in the quiz of the current version `quiz`, whose term is loaded."""
    attempts = Attempt.objects.filter(learner=learner_id, quiz__term=quiz.term_id)
    attempt = attempts.order_by("-started_at", "-number").first() if learner_id else None
    if attempt is None:
        questions = questions_of(quiz.pk).values()
        as_written = (
            PosedQuestion(question=question, number=number, seed=AS_WRITTEN)
            for number, question in enumerate(questions, start=1)
        )
        return Progress(quiz, None, tuple(as_written))
    if attempt.quiz_id == quiz.pk:
        attempt.quiz = quiz
    return progress_of(attempt)


def progress_of(attempt: Attempt) -> Progress:
    """Where the attempt stands."""
    posed = PosedQuestion.objects.filter(attempt=attempt)
    if attempt.quiz_id is None:
        return Progress(None, attempt, tuple(posed.for_review()))
    progress = Progress(attempt.quiz, attempt, tuple(posed.with_answers()))
    give_questions(progress.posed, attempt.quiz_id)
    return progress


def open_attempts(learner_id: uuid.UUID) -> Iterator[Resumption]:
    """The learner's attempts that are under way, a review included."""
    for attempt in Attempt.objects.open_of(learner_id)[:MOST]:
        counts = {"given": attempt.given, "total": attempt.asked}
        progress = _("%(given)s of %(total)s answered") % counts
        if attempt.quiz:
            slug, title = attempt.quiz.term.slug, attempt.quiz.term.title
            path = reverse("quizzes:quiz_detail", args=[slug])
            yield Resumption(_("Quiz"), title, path, progress, attempt.last_at)
        else:
            path, title = reverse("reviews:review"), _("Your questions")
            yield Resumption(_("Review"), title, path, progress, attempt.last_at)


def load_keys(progress: Progress, posed: Sequence[PosedQuestion]) -> None:
    """Load what scoring and explaining these questions of the attempt needs."""
    if progress.quiz:
        give_questions(posed, progress.quiz.pk, with_key=True)
    else:
        prefetch_related_objects([one.question for one in posed], "options")
