"""A checked library written to the database: all of it, or nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from django.db import models, transaction

from advisory.models import Advisor
from authoring.checking import check_library
from authoring.history.settling import Winner, settle
from authoring.history.versions import remember_files
from authoring.library import ContentError, Library, TermFolder, read_library, specified
from authoring.quiz_versions import load_quiz
from authoring.term_pictures import store_pictures
from authoring.term_sections import load_sections, save_term
from authoring.versions import load_maturity_model
from terms.changes import terms_changed
from terms.models import Category, Glossary, Source, Term
from terms.models.term import count_all_words

RowT = TypeVar("RowT", bound=models.Model)


@dataclass
class Report:
    """What a load did to each kind of thing: created, updated, unchanged, withdrawn."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)

    def note(self, kind: str, outcome: str) -> None:
        self.counts.setdefault(kind, Counter())[outcome] += 1

    def __str__(self) -> str:
        return "\n".join(
            f"{kind}: " + ", ".join(f"{number} {outcome}" for outcome, number in counts.items())
            for kind, counts in self.counts.items()
        )


@transaction.atomic
def load_content(folder: Path, winner: Winner | None = None) -> Report:
    """Read the content folder, settle what was edited in the admin, check, and write what changed.

    Raises ContentError with all that is wrong, and ConflictError without a `winner` where a file
    was edited in the admin since the last load and says something else now. `THEIRS` loads the
    file; `OURS` keeps the edit, and asks again only when the file changes once more.
    """
    library = read_library(folder)
    check_library(library)
    if library.problems:
        raise ContentError(library.problems)
    settle(library, winner)
    check_library(library)
    return load_library(library)


@transaction.atomic
def load_library(library: Library) -> Report:
    """Write what changed. A term whose folder is gone is withdrawn: a draft, its state kept."""
    if library.problems:
        raise ContentError(library.problems)
    report = Report()
    existing = {term.slug: term for term in Term.objects.select_for_update()}
    _load_site(library, report)
    _load_sources(library, report)
    _load_categories(library, report)
    changed = _load_terms(library.folders, existing, report)
    sources = {source.key: source for source in Source.objects.all()}
    terms = {term.slug: term for term in Term.objects.all()}
    for model in library.models:
        outcome = load_maturity_model(model, terms=terms, sources=sources)
        report.note("assessments", outcome)
    remember_files(library)
    report.counts["search index"] = terms_changed(changed)
    if drawn := store_pictures():
        report.counts["pictures"] = Counter(drawn=drawn)
    return report


def save_row(manager: models.Manager[RowT], lookup: dict[str, Any], values: dict[str, Any]) -> str:
    """Create or change one row; says `created`, `updated` or `unchanged`."""
    row = manager.filter(**lookup).first()
    if row is None:
        manager.create(**lookup, **values)
        return "created"
    if all(getattr(row, name) == value for name, value in values.items()):
        return "unchanged"
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return "updated"


def _load_site(library: Library, report: Report) -> None:
    site = specified(library.site)
    values = site.glossary.model_dump()
    pk = Glossary.objects.values_list("pk", flat=True).first() or 1
    report.note("glossary", save_row(Glossary.objects, {"pk": pk}, values))


def _load_sources(library: Library, report: Report) -> None:
    for source in library.sources or ():
        values = {name: value or "" for name, value in source.model_dump(exclude={"key"}).items()}
        report.note("sources", save_row(Source.objects, {"key": source.key}, values))
    advisor = specified(library.site).advisor
    values = advisor.model_dump() | {"source": Source.objects.get(key=advisor.source)}
    glossary = Glossary.objects.get()
    report.note("advisor", save_row(Advisor.objects, {"glossary": glossary}, values))


def _load_categories(library: Library, report: Report) -> None:
    for position, category in enumerate(library.categories or ()):
        values = category.model_dump(exclude={"slug"}) | {"position": position}
        report.note("categories", save_row(Category.objects, {"slug": category.slug}, values))


def _load_terms(folders: list[TermFolder], existing: dict[str, Term], report: Report) -> list[int]:
    """Returns the ids of the terms that were written."""
    categories = {category.slug: category for category in Category.objects.all()}
    sources = {source.key: source for source in Source.objects.all()}
    changed = []
    withdrawn = []
    for folder in folders:
        term = existing.get(folder.slug)
        if term and term.content_digest == folder.digest:
            report.note("terms", "unchanged")
            if term.edited_at and not any(one.is_stored for one in folder.documents):
                Term.objects.filter(pk=term.pk).update(edited_at=None)
            continue
        report.note("terms", "updated" if term else "created")
        changed.append((folder, save_term(folder, term, categories)))
    terms = {term.slug: term for term in Term.objects.all()}
    for folder, term in changed:
        if replaced_by := specified(folder.term).replaced_by:
            Term.objects.filter(pk=term.pk).update(replaced_by=terms[replaced_by])
        is_new = folder.slug not in existing
        load_sections(folder, term, terms=terms, sources=sources, is_new=is_new)
        report.note("quizzes", load_quiz(folder, term))
    count_all_words(term.pk for _, term in changed)
    present = {folder.slug for folder in folders}
    for slug, term in existing.items():
        if term.content_digest and slug not in present and term.status != Term.Status.DRAFT:
            Term.objects.filter(pk=term.pk).update(status=Term.Status.DRAFT)
            withdrawn.append(term.pk)
            report.note("terms", "withdrawn")
    return [*(term.pk for _, term in changed), *withdrawn]
