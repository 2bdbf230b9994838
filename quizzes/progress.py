"""Where a learner stands in a term's quiz, and what of its answer key may be seen by then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.db.models import prefetch_related_objects

from learners.models import Learner
from quizzes.models import Answer, Attempt, Option, Question, Quiz
from quizzes.scoring import GivenAnswer, Score, score
from terms.models import RelatedTerm, Term


@dataclass(frozen=True)
class Progress:
    """A learner's newest attempt at a term's quiz, or the current version before there is one.

    `quiz` is the version that the attempt pins; questions are numbered from 1 in its order, and
    `answers` are by question id.
    """

    quiz: Quiz
    attempt: Attempt | None
    questions: tuple[Question, ...]
    answers: Mapping[int, Answer]

    @property
    def total(self) -> int:
        return len(self.questions)

    @property
    def done(self) -> int:
        return len(self.answers)

    @property
    def current_number(self) -> int | None:
        """The first question without an answer; None where the attempt is finished."""
        unanswered = (number for number in range(1, self.total + 1) if not self.is_answered(number))
        return next(unanswered, None)

    @property
    def is_finished(self) -> bool:
        return self.current_number is None

    def is_answered(self, number: int) -> bool:
        return 1 <= number <= self.total and self.questions[number - 1].pk in self.answers

    def number_of(self, question: Question) -> int:
        return self.questions.index(question) + 1

    def after(self, attempt: Attempt, answer: Answer) -> Progress:
        """The progress with one more answer."""
        return replace(self, attempt=attempt, answers={**self.answers, answer.question_id: answer})


@dataclass(frozen=True)
class Asked:
    """A question that waits for its answer; its options come without their key."""

    number: int
    question: Question
    options: tuple[Option, ...]
    previous_number: int | None


@dataclass(frozen=True)
class Review:
    """An answered question, with the key and every reason."""

    number: int
    question: Question
    options: tuple[Option, ...]
    answer: Answer
    previous_number: int | None
    next_number: int | None

    @property
    def right_option(self) -> Option | None:
        return next((option for option in self.options if option.is_right), None)

    @property
    def is_right(self) -> bool:
        return self.right_option is not None and self.right_option.pk == self.answer.option_id


@dataclass(frozen=True)
class Result:
    """A finished attempt: its score, every question reviewed, and where to read on."""

    score: Score
    reviews: tuple[Review, ...]
    related: tuple[RelatedTerm, ...]


def read_progress(quiz: Quiz, learner: Learner | None) -> Progress:
    """Where `learner` stands in the quiz of the current version `quiz`, whose term is loaded."""
    attempt = None
    if learner:
        attempts = Attempt.objects.filter(learner=learner, quiz__term=quiz.term)
        attempt = attempts.select_related("quiz__term").first()
    pinned = attempt.quiz if attempt else quiz
    answers = attempt.answers.all() if attempt else ()
    return Progress(
        pinned,
        attempt,
        tuple(pinned.questions.all()),
        {answer.question_id: answer for answer in answers},
    )


def ask(progress: Progress, number: int) -> Asked:
    """The unanswered question `number`."""
    question = progress.questions[number - 1]
    options = tuple(question.options.without_key())
    return Asked(number, question, options, _answered(progress, number - 1))


def review(progress: Progress, number: int) -> Review:
    """The answered question `number`."""
    question = progress.questions[number - 1]
    return Review(
        number,
        question,
        tuple(question.options.all()),
        progress.answers[question.pk],
        _answered(progress, number - 1),
        number + 1 if number < progress.total else None,
    )


def read_result(progress: Progress) -> Result:
    """The result of a finished attempt."""
    prefetch_related_objects(progress.questions, "options")
    reviews = tuple(review(progress, number) for number in range(1, progress.total + 1))
    published = progress.quiz.term.related_terms.filter(target__status=Term.Status.PUBLISHED)
    return Result(
        score([_given(reviewed) for reviewed in reviews]),
        reviews,
        tuple(published.select_related("target")),
    )


def _answered(progress: Progress, number: int) -> int | None:
    return number if progress.is_answered(number) else None


def _given(reviewed: Review) -> GivenAnswer:
    right = reviewed.right_option
    return GivenAnswer(
        reviewed.question.key, str(reviewed.answer.option_id), str(right.pk) if right else ""
    )
