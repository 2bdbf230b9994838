"""The terms before and after one in its category."""

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q, Subquery

from terms.models import Term


class AdjacentTerm(NamedTuple):
    """A term before or after another."""

    slug: str
    title: str


@dataclass(frozen=True)
class AdjacentTerms:
    """The terms before and after one in its category, by title; None at either end."""

    previous: AdjacentTerm | None
    following: AdjacentTerm | None


def find_adjacent_terms(term: Term) -> AdjacentTerms:
    """The published terms before and after `term` in its category, in one query."""
    neighbours = Term.objects.published().filter(category=term.category_id)
    here = Q(title_key=term.title_key)
    before = neighbours.filter(Q(title_key__lt=term.title_key) | here & Q(pk__lt=term.pk))
    after = neighbours.filter(Q(title_key__gt=term.title_key) | here & Q(pk__gt=term.pk))
    previous_pk = Subquery(before.order_by("-title_key", "-pk").values("pk")[:1])
    next_pk = Subquery(after.order_by("title_key", "pk").values("pk")[:1])
    nearest = neighbours.filter(Q(pk=previous_pk) | Q(pk=next_pk)).annotate(next_pk=next_pk)
    found = {
        pk == next_pk: AdjacentTerm(slug, title)
        for pk, slug, title, next_pk in nearest.values_list("pk", "slug", "title", "next_pk")
    }
    return AdjacentTerms(found.get(False), found.get(True))
