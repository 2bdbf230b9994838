"""Groups: people who were invited to a path, and the sums that whoever invited them sees.

What the maker sees is made of sums of five people, and of nothing else:

- People are added in batches of `FEWEST_PEOPLE`: who has begun, or finished, waits until five have
  who are in no sum yet; then these five are added at once. So the numbers are multiples of five,
  none is shown below five, and the difference between any two looks is again a sum of five people
  or more: nothing in it tells which of them did what.
- Who leaves or is deleted is taken out of no sum, since a sum before and after would tell what they
  did. Their own `Membership` says that they were counted, so that who comes back is not counted
  again; it goes with them when they are deleted.
- Who was counted on two devices before these were joined is in a sum twice. It is not lowered: who
  comes next stands in for one of them, and is marked as counted without being added.
- Of a question only that at least half of at least five people missed it is told, no number.

Somebody who joins their own group four times could still tell what the fifth did. No counting
prevents that, so whoever is invited is told to join only where they trust who invites them.
"""

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learners.identity import lock_learner
from learners.models import Learner
from paths.models import Enrolment, Group, GroupTally, Membership, Path
from quizzes.attempts.presentation import shown_stem
from quizzes.kinds.randomization import AS_WRITTEN
from quizzes.models import LoggedReview, PosedQuestion, Question
from terms.models import Term

FEWEST_PEOPLE = 5
MOST_PEOPLE = 500
MOST_GROUPS = 20
"""A learner's on one path: a school with more classes has more teachers."""

MOST_SHOWN = 10
"""Questions: more than one would talk about in a meeting are too many."""


class Refusal(models.TextChoices):
    """Why a group takes somebody not in."""

    CLOSED = "closed", _("This group is closed to newcomers. You can follow the path on your own.")
    FULL = "full", _("This group is full. You can follow the path on your own.")


@dataclass(frozen=True)
class MissedQuestion:
    """A question that at least half of those who were asked missed."""

    term: Term
    url: str
    stem_html: str


def find_group(**by: str) -> Group | None:
    """The group with a token, with its path; None where there is none."""
    if not all(map(str.isprintable, by.values())):
        return None
    return Group.objects.select_related("path").filter(path__is_current=True, **by).first()


def membership(group: Group, learner: Learner | None) -> Membership | None:
    """The learner's place in the group, if they are in it."""
    return group.memberships.present().filter(learner=learner).first() if learner else None


def refuses(group: Group, learner: Learner | None) -> Refusal | None:
    """Why the group does not take the learner in; None where it does, or has them already."""
    if membership(group, learner):
        return None
    if not group.is_open:
        return Refusal.CLOSED
    return Refusal.FULL if group.memberships.present().count() >= MOST_PEOPLE else None


@transaction.atomic
def join(group: Group, learner: Learner) -> Refusal | None:
    """Put the learner on the group's path as one of the group, unless it refuses them.

    Who was in another group of that path changes over to this one.
    """
    lock_learner(learner.pk)
    locked = Group.objects.select_for_update().filter(pk=group.pk).first()
    refused = refuses(locked, learner) if locked else Refusal.CLOSED
    if refused or membership(group, learner):
        return refused
    leave_groups(group.path, learner.pk)
    Enrolment.objects.get_or_create(learner=learner, path=group.path)
    Membership.objects.update_or_create(
        learner=learner, group=group, defaults={"joined_at": timezone.now(), "has_left": False}
    )
    count_people(group.pk)
    return None


def leave_groups(path: Path, learner_id: uuid.UUID | None) -> None:
    """Take the learner out of the group that they are in on this path.

    The sums stay as they are; of who is in none of them, nothing is kept.
    """
    mine = Membership.objects.filter(learner=learner_id, group__path=path)
    mine.filter(is_begin_counted=False, is_end_counted=False).delete()
    mine.update(has_left=True)


@transaction.atomic
def count_people(group_id: int) -> None:
    """Add those who are in no sum yet, by fives, to the sums of the group, if it is there still."""
    group = Group.objects.select_for_update().filter(pk=group_id).first()
    if group is None:
        return
    people = group.memberships.present()
    waiting = people.filter(is_begin_counted=False).order_by("joined_at", "pk")
    stand_ins, begun = _next_batch(waiting, group.begun_twice)
    people.filter(pk__in=[one.pk for one in stand_ins + begun]).update(is_begin_counted=True)
    group.begun_twice -= len(stand_ins)
    group.begun += len(begun)
    at_the_end = people.finished().filter(is_end_counted=False)
    stand_ins, finished = _next_batch(at_the_end, group.finished_twice)
    people.filter(pk__in=[one.pk for one in stand_ins + finished]).update(is_end_counted=True)
    group.finished_twice -= len(stand_ins)
    group.finished += len(finished)
    if finished:
        _add_answers(group, finished)
    group.save(update_fields=["begun", "begun_twice", "finished", "finished_twice"])


def _next_batch(
    waiting: Iterable[Membership], counted_twice: int
) -> tuple[list[Membership], list[Membership]]:
    """Those who stand in for people who were counted twice, and of the others as many fives as
    there are."""
    people = list(waiting)
    stand_ins, others = people[:counted_twice], people[counted_twice:]
    return stand_ins, others[: len(others) // FEWEST_PEOPLE * FEWEST_PEOPLE]


def _add_answers(group: Group, people: Sequence[Membership]) -> None:
    """Add the first answer that each has given to each question of the path since they joined."""
    asked: Counter[tuple[int, str]] = Counter()
    missed: Counter[tuple[int, str]] = Counter()
    terms = group.path.steps.values("term")
    for one in people:
        log = LoggedReview.objects.filter(learner=one.learner_id, term__in=terms)
        since = log.filter(answered_at__gte=one.joined_at).order_by("-answered_at")
        first = {(row.term_id, row.key): row.earned < row.worth for row in since}
        asked.update(first.keys())
        missed.update(question for question, is_missed in first.items() if is_missed)
    for term_id, key in asked:
        tally, _is_made = GroupTally.objects.get_or_create(
            group=group, term_id=term_id, key=key, defaults={"asked": 0, "missed": 0}
        )
        tally.asked += asked[term_id, key]
        tally.missed += missed[term_id, key]
        tally.save()


def missed_questions(group: Group) -> list[MissedQuestion]:
    """What at least half of at least five people missed, the most missed first."""
    asked = group.tallies.filter(asked__gte=FEWEST_PEOPLE)
    tallies = [one for one in asked if 2 * one.missed >= one.asked]
    rows = sorted(tallies, key=lambda one: (-one.missed / one.asked, one.pk))[:MOST_SHOWN]
    questions = Question.objects.for_taking().filter(
        quiz__is_current=True,
        quiz__term__status=Term.Status.PUBLISHED,
        quiz__term__in={row.term_id for row in rows},
    )
    by_name = {(one.quiz.term_id, one.key): one for one in questions}
    found = (by_name.get((row.term_id, row.key)) for row in rows)
    return [_missed(question) for question in found if question]


def _missed(question: Question) -> MissedQuestion:
    term = question.quiz.term
    as_written = PosedQuestion(question=question, number=1, seed=AS_WRITTEN)
    url = f"{term.get_absolute_url()}#{question.section}"
    return MissedQuestion(term, url, shown_stem(as_written))
