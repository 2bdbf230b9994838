"""The search index written: one document and the names of every published term, no draft's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Q

from terms.models import SearchDocument, SearchName, Term
from terms.new_rows import insert_rows
from terms.search.documents import VERSION, build_document, build_names

BATCH = 500
SECTIONS_READ = (
    *("aliases", "figures", "glosses", "key_metrics", "roles", "steps", "checklist_items"),
    *("comparisons", "mistakes", "practices", "benchmarks", "faqs"),
)


def index_terms(term_ids: Iterable[int]) -> Counter[str]:
    """Bring the index of these terms up to date; counts created, updated, unchanged, removed.

    A term that is not published, or not there any more, leaves the index.
    """
    ids = sorted(set(term_ids))
    outcome: Counter[str] = Counter()
    with transaction.atomic():
        for start in range(0, len(ids), BATCH):
            outcome += _index_batch(ids[start : start + BATCH])
    return outcome


def stale_ids() -> list[int]:
    """Published terms without a document of this version, and documents of drafts."""
    published = Q(status=Term.Status.PUBLISHED)
    indexed = Q(search_document__isnull=False)
    draft = ~published & indexed
    missing = published & (~indexed | ~Q(search_document__version=VERSION))
    return list(Term.objects.filter(draft | missing).order_by().values_list("pk", flat=True))


def _index_batch(ids: Sequence[int]) -> Counter[str]:
    terms = list(Term.objects.published().filter(pk__in=ids).prefetch_related(*SECTIONS_READ))
    gone = set(ids) - {term.pk for term in terms}
    SearchName.objects.filter(term__in=gone).delete()
    _, deleted = SearchDocument.objects.filter(pk__in=gone).delete()
    outcome = _write_documents(terms)
    _write_names(terms)
    outcome["removed"] = deleted.get("terms.SearchDocument", 0)
    return outcome


def _write_documents(terms: Sequence[Term]) -> Counter[str]:
    before = SearchDocument.objects.in_bulk([term.pk for term in terms])
    created, updated = [], []
    for term in terms:
        document = build_document(term)
        old = before.get(term.pk)
        if old is None:
            created.append(document)
        elif _values(old) != _values(document):
            updated.append(document)
    SearchDocument.objects.bulk_create(created)
    for document in updated:
        document.save()
    unchanged = len(terms) - len(created) - len(updated)
    return Counter(created=len(created), updated=len(updated), unchanged=unchanged)


def _values(document: SearchDocument) -> list[object]:
    return [getattr(document, field.attname) for field in SearchDocument._meta.concrete_fields]


def _write_names(terms: Sequence[Term]) -> None:
    rows = SearchName.objects.filter(term__in=[term.pk for term in terms])
    before = {(row.term_id, row.key, row.label, row.kind): row.pk for row in rows}
    wanted = {
        (row.term_id, row.key, row.label, row.kind): row
        for term in terms
        for row in build_names(term)
    }
    gone = [pk for values, pk in before.items() if values not in wanted]
    SearchName.objects.filter(pk__in=gone).delete()
    insert_rows(SearchName, (row for values, row in wanted.items() if values not in before))
