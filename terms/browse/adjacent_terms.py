"""The terms before and after one in its category."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q, Subquery

from terms.models import Term


class ShelfTerm(NamedTuple):
    """A term that stands beside another."""

    slug: str
    title: str


@dataclass(frozen=True)
class Beside:
    """The terms before and after one in its category, by title; None at either end."""

    previous: ShelfTerm | None
    following: ShelfTerm | None


def terms_beside(term: Term) -> Beside:
    """The published neighbours of `term` on the shelf of its category, in one query."""
    shelf = Term.objects.published().filter(category=term.category_id)
    here = Q(title_key=term.title_key)
    before = shelf.filter(Q(title_key__lt=term.title_key) | here & Q(pk__lt=term.pk))
    after = shelf.filter(Q(title_key__gt=term.title_key) | here & Q(pk__gt=term.pk))
    previous_pk = Subquery(before.order_by("-title_key", "-pk").values("pk")[:1])
    next_pk = Subquery(after.order_by("title_key", "pk").values("pk")[:1])
    nearest = shelf.filter(Q(pk=previous_pk) | Q(pk=next_pk)).annotate(next_pk=next_pk)
    found = {
        pk == next_pk: ShelfTerm(slug, title)
        for pk, slug, title, next_pk in nearest.values_list("pk", "slug", "title", "next_pk")
    }
    return Beside(found.get(False), found.get(True))
