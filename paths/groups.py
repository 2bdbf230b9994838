"""Groups: people who were invited to a path, and the sums that whoever invited them sees.

What the maker sees is made of sums of five people, and of nothing else:

- People are added in batches of `FEWEST_PEOPLE`: who has begun, or finished, waits until five have
  who are in no sum yet; then these five are added at once. So the numbers are multiples of five,
  none is shown below five, and the difference between any two looks is again a sum of five people
  or more: nothing in it tells which of them did what.
- Who leaves or is deleted is taken out of no sum, since a sum before and after would tell what they
  did. The sums hold no trace of who is in them.
- Of a question only that at least half of at least five people missed it is told, no number.

Somebody who joins their own group four times could still tell what the fifth did. No counting
prevents that, so whoever is invited is told to join only where they trust who invites them.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from learners.identity import lock_learner
from learners.models import Learner
from paths.models import Enrolment, Group, GroupTally
from quizzes.attempts.presentation import shown_stem
from quizzes.kinds.randomization import AS_WRITTEN
from quizzes.models import LoggedReview, PosedQuestion, Question
from terms.models import Term

FEWEST_PEOPLE = 5
MOST_SHOWN = 10
"""Questions: more than one would talk about in a meeting are too many."""


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


def membership(group: Group, learner: Learner | None) -> Enrolment | None:
    """The learner's place in the group, if they have joined it."""
    return Enrolment.objects.filter(group=group, learner=learner).first() if learner else None


@transaction.atomic
def join(group: Group, learner: Learner) -> bool:
    """Put the learner on the group's path as one of the group; False where it takes nobody in.

    Who was in another group of that path changes over to this one.
    """
    lock_learner(learner.pk)
    if membership(group, learner):
        return True
    locked = Group.objects.select_for_update().filter(pk=group.pk).first()
    if locked is None or not locked.is_open:
        return False
    Enrolment.objects.update_or_create(
        learner=learner,
        path=group.path,
        defaults={
            "group": group,
            "joined_at": timezone.now(),
            "is_begin_counted": False,
            "is_end_counted": False,
        },
    )
    count_people(group.pk)
    return True


def leave(group: Group, learner: Learner | None) -> None:
    """Take the learner out of the group; they stay on the path, and the sums stay as they are."""
    mine = Enrolment.objects.filter(group=group, learner=learner)
    mine.update(group=None, joined_at=None, is_begin_counted=False, is_end_counted=False)


@transaction.atomic
def count_people(group_id: int) -> None:
    """Add those who are in no sum yet, by fives, to the sums of the group, if it is there still."""
    group = Group.objects.select_for_update().filter(pk=group_id).first()
    if group is None:
        return
    people = Enrolment.objects.filter(group=group)
    begun = _next_batch(people.filter(is_begin_counted=False).order_by("joined_at", "pk"))
    ended = people.filter(is_end_counted=False, finished_at__gte=F("joined_at"))
    finished = _next_batch(ended.order_by("finished_at", "pk"))
    if finished:
        _add_answers(group, finished)
    people.filter(pk__in=[one.pk for one in begun]).update(is_begin_counted=True)
    people.filter(pk__in=[one.pk for one in finished]).update(is_end_counted=True)
    Group.objects.filter(pk=group.pk).update(
        begun=F("begun") + len(begun), finished=F("finished") + len(finished)
    )


def _next_batch(waiting: Iterable[Enrolment]) -> list[Enrolment]:
    people = list(waiting)
    return people[: len(people) // FEWEST_PEOPLE * FEWEST_PEOPLE]


def _add_answers(group: Group, people: Sequence[Enrolment]) -> None:
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
        tally, _is_new = GroupTally.objects.get_or_create(
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
