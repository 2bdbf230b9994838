"""The search index written: one document and the names of every published term, no draft's."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q

from terms.markdown.plain import plain_text
from terms.models import Alias, FormerName, Homonym, SearchDocument, SearchName, Term
from terms.search.documents import VERSION, build_document, build_names
from terms.sections.page_prose import BATCH, read_texts, shown_columns

_TERM_COLUMNS = ("slug", "title", "abbreviation", "category", "initial")


def index_terms(term_ids: Iterable[int]) -> Counter[str]:
    """Bring the index of these terms up to date; counts created, updated, unchanged, removed.

    A term that is not published, or not there any more, leaves the index.
    """
    ids = sorted(set(term_ids))
    outcome: Counter[str] = Counter()
    with transaction.atomic(savepoint=False):
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
    terms = list(Term.objects.published().filter(pk__in=ids).only(*_TERM_COLUMNS))
    present = [term.pk for term in terms]
    gone = set(ids).difference(present)
    SearchName.objects.filter(term__in=gone).delete()
    _, deleted = SearchDocument.objects.filter(pk__in=gone).delete()
    names, texts = _build_names(terms), _read_texts(present)
    outcome = _write_documents(
        [build_document(term, names[term.pk], texts[term.pk]) for term in terms]
    )
    _write_names(names)
    outcome["removed"] = deleted.get("terms.SearchDocument", 0)
    return outcome


def _build_names(terms: Sequence[Term]) -> dict[int, list[SearchName]]:
    aliases: defaultdict[int, list[str]] = defaultdict(list)
    former: defaultdict[int, list[str]] = defaultdict(list)
    kinds: Any = ((Alias, aliases), (Homonym, aliases), (FormerName, former))
    for model, names in kinds:
        rows = model._default_manager.filter(term__in=terms)
        for term_id, name in rows.values_list("term_id", "name"):
            names[term_id].append(name)
    return {term.pk: build_names(term, aliases[term.pk], former[term.pk]) for term in terms}


def _read_texts(term_ids: Collection[int]) -> dict[int, dict[str, list[str]]]:
    """By term and section the texts that a reader sees, in reading order."""
    texts: dict[int, dict[str, list[str]]] = {pk: defaultdict(list) for pk in term_ids}
    for row in read_texts(term_ids, shown_columns, of=lambda section, _: section.is_searched):
        texts[row.term_id][row.section.key] += [
            plain_text(text) if column.endswith("_html") else text
            for column, text in row.texts.items()
        ]
    return texts


def _write_documents(documents: Sequence[SearchDocument]) -> Counter[str]:
    before = SearchDocument.objects.in_bulk([document.pk for document in documents])
    created, updated = [], []
    for document in documents:
        old = before.get(document.pk)
        if old is None:
            created.append(document)
        elif _values(old) != _values(document):
            updated.append(document)
    # FTS5 writes what it has gathered after each statement, so that one is for many rows.
    SearchDocument.objects.bulk_create(created, batch_size=BATCH)
    for document in updated:
        document.save()
    unchanged = len(documents) - len(created) - len(updated)
    return Counter(created=len(created), updated=len(updated), unchanged=unchanged)


def _values(document: SearchDocument) -> list[object]:
    return [getattr(document, field.attname) for field in SearchDocument._meta.concrete_fields]


def _write_names(names: Mapping[int, Iterable[SearchName]]) -> None:
    rows = SearchName.objects.filter(term__in=list(names))
    before = {(row.term_id, row.key, row.label, row.kind): row.pk for row in rows}
    wanted = {
        (row.term_id, row.key, row.label, row.kind): row for rows in names.values() for row in rows
    }
    gone = [pk for values, pk in before.items() if values not in wanted]
    SearchName.objects.filter(pk__in=gone).delete()
    new = [row for values, row in wanted.items() if values not in before]
    SearchName.objects.bulk_create(new, batch_size=BATCH)
