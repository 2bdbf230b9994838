"""Finding terms by title, abbreviation, alias and text, the exact name always first."""

from __future__ import annotations

from functools import reduce

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, Value, When
from django.db.models.functions import Lower

from terms.models import Alias, TermQuerySet

MAX_QUERY_CHARACTERS = 200
MAX_WORDS = 8
_TEXTS = ("tldr", "explanation", "where_used", "why_it_matters", "how_it_works")


def clean_query(text: str) -> str:
    """The words to look for: no control characters, single spaces, a bounded length."""
    printable = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(printable[:MAX_QUERY_CHARACTERS].split())


def search_terms(terms: TermQuerySet, query: str) -> TermQuerySet:
    """Those of `terms` that hold every word of `query`, best first.

    The order is: an exact title, abbreviation or alias; one that starts so; one that holds the
    words; the TL;DR; the rest of the text. Any string is a legal query.
    """
    words = query.split()[:MAX_WORDS]
    if not words:
        return terms.none()
    alias = Alias.objects.filter(term=OuterRef("pk"))
    return (
        terms.filter(reduce(lambda left, right: left & right, map(_holds, words)))
        .annotate(
            search_rank=Case(
                When(Q(title__iexact=query) | Q(abbreviation__iexact=query), then=Value(0)),
                When(Exists(alias.filter(name__iexact=query)), then=Value(1)),
                When(Q(title__istartswith=query), then=Value(2)),
                When(Q(title__icontains=query), then=Value(3)),
                When(Exists(alias.filter(name__icontains=query)), then=Value(4)),
                When(Q(tldr__icontains=query), then=Value(5)),
                default=Value(6),
                output_field=IntegerField(),
            )
        )
        .order_by("search_rank", Lower("title"))
    )


def _holds(word: str) -> Q:
    """Terms that hold `word` in a name or a text."""
    names = Q(title__icontains=word) | Q(abbreviation__icontains=word)
    alias = Q(Exists(Alias.objects.filter(term=OuterRef("pk"), name__icontains=word)))
    texts = (Q(**{f"{name}__icontains": word}) for name in _TEXTS)
    return reduce(lambda left, right: left | right, texts, names | alias)
