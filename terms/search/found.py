"""Found terms as a list of results shows them: read by SQL, since models and the making of their
queries would take as long as the search itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection
from django.urls import reverse

from terms.models import Term
from terms.search.documents import SECTIONS

_TERMS = f"""
SELECT term.id, term.slug, term.title, category.title, document.tldr,
    {", ".join(f"document.{column}" for column in SECTIONS)}
FROM terms_term term
JOIN terms_category category ON category.id = term.category_id
JOIN terms_searchdocument document ON document.term_id = term.id
WHERE term.status = %s AND term.id IN
"""  # noqa: S608 - names of columns
_NAMES = """
SELECT term_id, kind, label, key FROM terms_searchname WHERE term_id IN {} ORDER BY kind, id
"""


@dataclass(frozen=True, slots=True)
class FoundName:
    """One name of a term; see `SearchName`."""

    kind: int
    label: str
    key: str


@dataclass(frozen=True, slots=True)
class FoundTerm:
    """A published term, its names, and what its document holds: `texts` in the order of
    `SECTIONS`."""

    pk: int
    slug: str
    title: str
    category: str
    tldr: str
    texts: tuple[str, ...]
    names: tuple[FoundName, ...]

    def get_absolute_url(self) -> str:
        return reverse("terms:term_detail", args=[self.slug])


def read_names(term_id: int) -> list[str]:
    """The names of a published term."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT label FROM terms_searchname WHERE term_id = %s", [term_id])
        return [label for (label,) in cursor.fetchall()]


def read_found(term_ids: Collection[int]) -> dict[int, FoundTerm]:
    """Those of these terms that are published, by id."""
    if not term_ids:
        return {}
    ids, places = list(term_ids), f"({', '.join(['%s'] * len(term_ids))})"
    names = defaultdict[int, list[FoundName]](list)
    with connection.cursor() as cursor:
        cursor.execute(_NAMES.format(places), ids)
        for term_id, *name in cursor.fetchall():
            names[term_id].append(FoundName(*name))
        cursor.execute(_TERMS + places, [Term.Status.PUBLISHED, *ids])
        rows = cursor.fetchall()
    return {
        pk: FoundTerm(pk, slug, title, category, tldr, tuple(texts), tuple(names[pk]))
        for pk, slug, title, category, tldr, *texts in rows
    }
