"""The check at the end of a path: questions of all its entries, mixed, with fresh numbers."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TypeVar

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from learners.identity import lock_learner
from learners.models import Learner
from paths.groups import count_people
from paths.models import Enrolment, Membership, Path, PathCheck, PathStep, make_token
from quizzes.attempts.progress import Progress, progress_of
from quizzes.attempts.starting import start_attempt
from quizzes.models import Attempt, Question, Quiz
from terms.models import Term

QUESTIONS = 12
"""A question takes about 20 seconds with its reasons: four minutes in all."""

AnyQuestion = TypeVar("AnyQuestion")


@dataclass(frozen=True)
class ToReadAgain:
    """An entry of which questions were missed; `url` leads to what answers the first of them."""

    term: Term
    url: str
    right: int
    total: int

    @property
    def text(self) -> str:
        return _("%(right)s of %(total)s right") % {"right": self.right, "total": self.total}


def draw(
    by_entry: Sequence[Sequence[AnyQuestion]], number: int, chance: random.Random
) -> list[AnyQuestion]:
    """At most `number` questions, as many of each entry as of the others, one entry after another.

    So two of an entry never follow each other, unless there is no other left.
    """
    entries = [chance.sample(questions, len(questions)) for questions in by_entry if questions]
    chance.shuffle(entries)
    rounds = zip_longest(*entries)
    return [one for some in rounds for one in some if one is not None][:number]


def enrol(learner: Learner, path: Path) -> Enrolment:
    """The learner on the path; whoever is on it already stays as they are."""
    enrolment, _is_new = Enrolment.objects.get_or_create(learner=learner, path=path)
    return enrolment


def read_check(path: Path, learner: Learner | None) -> tuple[PathCheck | None, Progress]:
    """The learner's newest check of the path, and how far it is."""
    checks = PathCheck.objects.filter(path=path, attempt__learner=learner)
    newest = checks.select_related("attempt").order_by("-attempt__number")
    check = newest.first() if learner else None
    return check, progress_of(check.attempt) if check else Progress(None, None, ())


@transaction.atomic
def start_check(learner: Learner, path: Path) -> None:
    """Pose the questions of a new check; one that is under way goes on."""
    lock_learner(learner.pk)
    enrol(learner, path)
    check, progress = read_check(path, learner)
    if check and not progress.is_finished:
        return
    steps = PathStep.objects.filter(path=path).values("term")
    quizzes = Quiz.objects.current().filter(term__in=steps)
    by_entry: dict[int, list[Question]] = {}
    for question in Question.objects.filter(quiz__in=quizzes):
        by_entry.setdefault(question.quiz_id, []).append(question)
    questions = draw(list(by_entry.values()), QUESTIONS, random.SystemRandom())
    if not questions:
        return
    kind = Attempt.Kind.MIXED
    last = Attempt.objects.filter(learner=learner, kind=kind).order_by("-number").first()
    attempt = start_attempt(learner, questions, quiz=None, kind=kind, after=last)
    PathCheck.objects.create(path=path, attempt=attempt)


def finish_path(learner: Learner, path: Path) -> None:
    """Note that the learner has answered the check, for the first time since they joined a group.

    Noting and counting are two transactions: who joins locks the group before its people, and one
    who held their own row while waiting for the group would stop both.
    """
    mine = Membership.objects.present().filter(learner=learner, group__path=path).first()
    unfinished = Q(finished_at=None)
    if mine:
        unfinished |= Q(finished_at__lt=mine.joined_at)
    on_path = Enrolment.objects.filter(learner=learner, path=path)
    if on_path.filter(unfinished).update(finished_at=timezone.now()) and mine:
        count_people(mine.group_id)


def to_read_again(progress: Progress) -> list[ToReadAgain]:
    """The entries of which a question of the finished check was missed, most missed first."""
    answers: dict[Term, list[bool]] = {}
    anchors: dict[Term, str] = {}
    for posed in progress.posed:
        term, is_right = posed.question.quiz.term, bool(posed.given and posed.given.is_right)
        answers.setdefault(term, []).append(is_right)
        if not is_right:
            anchors.setdefault(term, posed.question.section)
    again = [
        ToReadAgain(term, f"{term.get_absolute_url()}#{anchors[term]}", sum(given), len(given))
        for term, given in answers.items()
        if not all(given)
    ]
    return sorted(again, key=lambda one: one.right - one.total)


def share(check: PathCheck, *, is_shared: bool) -> None:
    """Open the page of the result, or close it for good: it has another address from then on."""
    changes = {"is_shared": True} if is_shared else {"is_shared": False, "token": make_token()}
    PathCheck.objects.filter(pk=check.pk).update(**changes)
