"""What a learner can learn next: entries whose prerequisites they have mastered."""

import uuid
from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass

from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from glossary_site.page_cache.content_version import cache_until_content_change
from paths.progress import Masteries, question_counts
from quizzes.memory.mastery import mastery_of_terms
from terms.models import Prerequisite, Term

MOST = 5
Needs = Mapping[int, Collection[int]]
"""By the id of a term the ids of the terms that it needs."""


@dataclass(frozen=True)
class NextTerm:
    """An entry that can be learnt now, and why."""

    term: Term
    known: tuple[Term, ...]

    @property
    def reason(self) -> str:
        names = get_text_list([one.plain_title for one in self.known], _("and"))
        return _("You know %(names)s, which it builds on.") % {"names": names}


def next_terms(learner_id: uuid.UUID | None) -> list[NextTerm]:
    """At most `MOST` entries; in three queries and, after a change of content, two more."""
    mastery = mastery_of_terms(learner_id, timezone.now()) if learner_id else {}
    needs = _kept_needs(None)
    chosen = choose_next(needs, mastery)
    wanted = {pk for one in chosen for pk in (one, *needs[one])}
    terms = Term.objects.only("slug", "title").in_bulk(wanted) if wanted else {}
    return [NextTerm(terms[one], tuple(terms[pk] for pk in sorted(needs[one]))) for one in chosen]


def choose_next(needs: Needs, mastery: Masteries) -> list[int]:
    """The terms that need something, all of which is mastered, and that are not mastered yet.

    Those that were begun come first, then those that build on the most.
    """
    mastered = {pk for pk, one in mastery.items() if one.is_mastered}
    open_now = [
        pk
        for pk, needed in needs.items()
        if needed and pk not in mastered and mastered >= {*needed}
    ]
    return sorted(open_now, key=lambda pk: (pk not in mastery, -len(needs[pk]), pk))[:MOST]


def needs_with_questions(direct: Needs, asking: Set[int]) -> dict[int, frozenset[int]]:
    """What each of the terms `asking` questions needs among these.

    Nobody can tell whether a term without questions is known, so what that one needs takes its
    place. `direct` has no circles.
    """
    found: dict[int, frozenset[int]] = {}

    def needed_by(pk: int) -> frozenset[int]:
        if pk not in found:
            found[pk] = frozenset(
                one
                for needed in direct.get(pk, ())
                for one in ({needed} if needed in asking else needed_by(needed))
            )
        return found[pk]

    return {pk: needed_by(pk) for pk in sorted(asking)}


def _read_needs(_key: None) -> Needs:
    status = Term.Status.PUBLISHED
    rows = Prerequisite.objects.filter(term__status=status, target__status=status)
    direct: dict[int, list[int]] = {}
    for term_id, target_id in rows.values_list("term_id", "target_id"):
        direct.setdefault(term_id, []).append(target_id)
    return needs_with_questions(direct, question_counts(None).keys())


_kept_needs = cache_until_content_change(_read_needs, maxsize=1)
