"""Where a learner stands in a quiz, in what they missed of it, or in practice."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from glossary_site.numbers.formatting import write_number
from glossary_site.numbers.rounding import round_to, without_zeros
from learners.models import Learner
from quizzes.attempts.latest_attempt import read_newest
from quizzes.attempts.presentation import Asked, ask
from quizzes.attempts.question_cache import give_keys, give_questions, questions_of
from quizzes.attempts.review import Review, review
from quizzes.kinds.randomization import AS_WRITTEN
from quizzes.kinds.scoring import Score, score
from quizzes.models import Attempt, PosedQuestion, Quiz
from terms.models import RelatedTerm, Term


@dataclass(frozen=True)
class Progress:
    """An attempt and what it poses, numbered from 1; without an attempt, what a first one would.

    `quiz` is the version that the attempt pins; practice has none.
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
    def is_retry(self) -> bool:
        return self.attempt is not None and self.attempt.kind == Attempt.Kind.RETRY

    @property
    def is_practice(self) -> bool:
        return self.attempt is not None and self.attempt.kind == Attempt.Kind.PRACTICE

    def at(self, number: int) -> PosedQuestion:
        return self.posed[number - 1]

    def find(self, question_id: int) -> PosedQuestion | None:
        return next((posed for posed in self.posed if posed.question_id == question_id), None)

    def showed(self, posed: PosedQuestion, attempt_id: uuid.UUID | None) -> bool:
        """Whether a page of `attempt_id` showed `posed` just as it is posed here.

        A page that was opened before the attempt began names none; what it showed was as written.
        """
        if attempt_id is None:
            return self.attempt is None or posed.seed == AS_WRITTEN
        return self.attempt is not None and self.attempt.pk == attempt_id


@dataclass(frozen=True)
class Result:
    """A finished attempt: its score, every question reviewed, and where to read on."""

    score: Score
    reviews: tuple[Review, ...]
    related: tuple[RelatedTerm, ...]

    @property
    def points_text(self) -> str:
        return points_text(self.score)

    @property
    def missed(self) -> int:
        """How many questions were not wholly right."""
        return self.score.total - self.score.right


@dataclass(frozen=True)
class SharedLine:
    """A question of a result that anyone may see: how it went, and nothing of its key."""

    line_html: str
    is_right: bool
    is_partly_right: bool


@dataclass(frozen=True)
class SharedResult:
    """A finished attempt as it is shared."""

    score: Score
    lines: tuple[SharedLine, ...]

    @property
    def points_text(self) -> str:
        return points_text(self.score)


def points_text(scored: Score) -> str:
    """The points as a page writes them."""
    return write_number(without_zeros(round_to(scored.points, 2)))


def read_progress(quiz: Quiz, learner_id: uuid.UUID | None) -> Progress:
    """Where the learner stands in the quiz of the current version `quiz`, whose term is loaded."""
    if learner_id:
        attempt, posed = read_newest(learner_id, quiz.term_id)
        if attempt and attempt.quiz_id:
            if attempt.quiz_id == quiz.pk:
                attempt.quiz = quiz
            give_questions(posed, attempt.quiz_id)
            return Progress(attempt.quiz, attempt, posed)
    as_written = (
        PosedQuestion(question=question, number=number, seed=AS_WRITTEN)
        for number, question in enumerate(questions_of(quiz.pk).values(), start=1)
    )
    return Progress(quiz, None, tuple(as_written))


def read_practice(learner: Learner | None) -> Progress:
    """The learner's newest practice, if there is one."""
    attempts = Attempt.objects.filter(learner=learner, kind=Attempt.Kind.PRACTICE)
    attempt = attempts.order_by("-number").first() if learner else None
    return progress_of(attempt) if attempt else Progress(None, None, ())


def progress_of(attempt: Attempt) -> Progress:
    """Where the attempt stands."""
    posed = PosedQuestion.objects.filter(attempt=attempt)
    if attempt.quiz_id is None:
        return Progress(None, attempt, tuple(posed.for_practice()))
    progress = Progress(attempt.quiz, attempt, tuple(posed.with_answers()))
    give_questions(progress.posed, attempt.quiz_id)
    return progress


def ask_again(
    progress: Progress, posed: PosedQuestion, *, given: Iterable[str] = (), given_number: str = ""
) -> Asked:
    """The unanswered question, with what was sent and could not be accepted."""
    return ask(
        posed,
        given=tuple(given),
        given_number=given_number,
        previous_number=_answered_before(progress, posed.number),
    )


def review_at(progress: Progress, number: int) -> Review | None:
    """The question `number` reviewed, or None before it is answered."""
    posed = progress.at(number)
    if posed.given is None:
        return None
    return review(
        posed,
        posed.given,
        previous_number=_answered_before(progress, number),
        next_number=number + 1 if number < progress.total else None,
    )


def read_result(progress: Progress) -> Result:
    """The result of a finished attempt."""
    reviews = _review_all(progress)
    return Result(score([one.credit for one in reviews]), reviews, _related(progress.quiz))


def share_result(progress: Progress) -> SharedResult:
    """The result of a finished attempt for somebody who may not have answered the questions."""
    reviews = _review_all(progress)
    return SharedResult(
        score([one.credit for one in reviews]),
        tuple(SharedLine(one.line_html, one.is_right, one.is_partly_right) for one in reviews),
    )


def load_keys(progress: Progress, posed: Sequence[PosedQuestion]) -> None:
    """Load what judging and reviewing these questions of the attempt needs."""
    if progress.quiz:
        give_keys(posed, progress.quiz.pk)
    else:
        prefetch_related_objects([one.question for one in posed], "options")


def _review_all(progress: Progress) -> tuple[Review, ...]:
    load_keys(progress, progress.posed)
    reviews = (review_at(progress, number) for number in range(1, progress.total + 1))
    return tuple(one for one in reviews if one)


def _answered_before(progress: Progress, number: int) -> int | None:
    return number - 1 if number > 1 and progress.at(number - 1).given else None


def _related(quiz: Quiz | None) -> tuple[RelatedTerm, ...]:
    if quiz is None:
        return ()
    related = RelatedTerm.objects.filter(term=quiz.term_id, target__status=Term.Status.PUBLISHED)
    return tuple(related.select_related("target"))
