"""What a learner takes along: the questions of the next days, with what scores and explains them.

Nothing is stored of it. A signature tells later that an answer belongs to a question that was
handed out here, to whom and when.
"""

import datetime
import hashlib
import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.core import signing
from django.utils import timezone

from quizzes.attempts.feedback import Feedback
from quizzes.attempts.presentation import Asked, ask, shown_stem
from quizzes.attempts.progress import Progress
from quizzes.kinds.base import DeviceScoring
from quizzes.kinds.registry import kind_of
from quizzes.kinds.scoring import Credit
from quizzes.models import Attempt, PosedQuestion, Question, SetAsideEntry
from quizzes.reviews.choosing import choose
from quizzes.reviews.due import read_candidates

DAYS = 7
MOST_QUESTIONS = 100
"""More than a week of reviews asks of anybody who does one a day."""

ASKINGS = 2
"""A question is asked once, and once more where it was missed."""

_SEEDS = 2**62
_SALT = "quizzes.reviews.package"


@dataclass(frozen=True)
class Package:
    """What was handed out: to whom, when, and which questions.

    It is the learner's, and the session's to which it was handed out: those whom joining devices
    makes one learner keep their answers. `session` is a digest of its key.
    Its id decides everything else: the ids of the answers, so that each counts once however often
    it is sent, and the seeds of what is drawn at random.
    """

    id: uuid.UUID
    learner_id: uuid.UUID
    session: str
    made_at: datetime.datetime
    question_ids: tuple[int, ...]

    def is_of(self, learner_id: uuid.UUID, session_key: str) -> bool:
        """Whether it was handed out to that learner, or to that session."""
        return self.learner_id == learner_id or self.session == _digest(session_key)

    def answer_id(self, question_id: int, asking: int) -> uuid.UUID:
        """The id of the answer to the first asking of the question, 0, or to the second, 1."""
        return uuid.uuid5(self.id, f"{question_id}:{asking}")

    @cached_property
    def question_by_answer(self) -> dict[uuid.UUID, int]:
        """The id of the question that each answer is for, by the id of the answer."""
        return {
            self.answer_id(question_id, asking): question_id
            for question_id in self.question_ids
            for asking in range(ASKINGS)
        }

    def pose(self, question: Question) -> PosedQuestion:
        """The question with what is random in it, as a review would pose it; it is not stored."""
        seed = 1 + uuid.uuid5(self.id, f"{question.pk}").int % _SEEDS
        attempt = Attempt(kind=Attempt.Kind.REVIEW)
        return PosedQuestion(attempt=attempt, question=question, number=1, seed=seed)

    def sign(self) -> str:
        """All of it as text that nobody else can make."""
        handed_out = [self.id.hex, self.learner_id.hex, self.session, self.made_at.isoformat()]
        facts = [*handed_out, *self.question_ids]
        return signing.dumps(facts, salt=_SALT, compress=True)


def read_package(text: str) -> Package:
    """What `sign` wrote. Raises `signing.BadSignature` for any other text."""
    package, learner, session, made_at, *question_ids = signing.loads(text, salt=_SALT)
    return Package(
        uuid.UUID(package),
        uuid.UUID(learner),
        session,
        datetime.datetime.fromisoformat(made_at),
        tuple(question_ids),
    )


@dataclass(frozen=True)
class PackedQuestion:
    """A question as the device shows it, before the answer and after it.

    `feedback` is by the states of `scoring.reasons`. `answer_ids` are those of its askings.
    """

    answer_ids: tuple[uuid.UUID, ...]
    due_on: datetime.date
    progress: Progress
    asked: Asked
    scoring: DeviceScoring
    feedback: Mapping[str, Feedback]

    @property
    def rule_json(self) -> str:
        """What the device scores by."""
        return json.dumps({"rule": self.scoring.rule, **self.scoring.key})

    @property
    def without_attempt(self) -> Progress:
        """The progress of feedback that offers nothing which takes a connection."""
        return Progress(None, None, self.progress.posed)


def pack(learner_id: uuid.UUID, session_key: str) -> tuple[Package, list[PackedQuestion]]:
    """What is due within `DAYS`, entries mixed and most at risk first; not today what was put off.

    A learner takes along once a week, so a query for the options of each question does no harm.
    """
    now = timezone.now()
    due = read_candidates(learner_id, now.date() + datetime.timedelta(days=DAYS))
    aside = SetAsideEntry.objects.filter(learner=learner_id).exclude(until=None)
    put_off = dict(aside.values_list("term", "until"))
    due_on = {
        candidate.question.pk: max(day, put_off.get(candidate.term_id) or day)
        for candidate, day in due
    }
    chosen = choose([candidate for candidate, _day in due], MOST_QUESTIONS)
    questions = _with_keys([one.pk for one in chosen])
    ids = tuple(one.pk for one in questions)
    package = Package(uuid.uuid4(), learner_id, _digest(session_key), now, ids)
    packed = [one for question in questions for one in _packed(package, question, due_on)]
    return package, packed


def _digest(session_key: str) -> str:
    return hashlib.sha256(session_key.encode()).hexdigest()[:16]


def _with_keys(ids: Sequence[int]) -> list[Question]:
    questions = Question.objects.for_taking().prefetch_related("options").in_bulk(ids)
    return [questions[one] for one in ids]


def _packed(
    package: Package, question: Question, due_on: Mapping[int, datetime.date]
) -> Iterator[PackedQuestion]:
    posed, kind = package.pose(question), kind_of(question)
    if scoring := kind.for_device(posed):
        progress = Progress(None, posed.attempt, (posed,))
        yield PackedQuestion(
            tuple(package.answer_id(question.pk, asking) for asking in range(ASKINGS)),
            due_on[question.pk],
            progress,
            ask(progress, posed),
            scoring,
            {state: _feedback(posed, state, scoring) for state in scoring.reasons},
        )


def _feedback(posed: PosedQuestion, state: str, scoring: DeviceScoring) -> Feedback:
    question = posed.question
    return Feedback(
        stem_html=shown_stem(posed),
        credit=Credit(int(state == "right"), 1),
        kind=kind_of(question),
        number=1,
        total=1,
        reasons=scoring.reasons[state],
        term=question.quiz.term,
        section=question.section,
        previous_number=None,
        next_number=None,
    )
