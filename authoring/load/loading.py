"""A checked library written to the database: all of it, or nothing."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from advisory.models import Advisor
from authoring.files.cross_checks import check_library
from authoring.files.library import (
    ContentError,
    Library,
    TermFolder,
    is_rendered_otherwise,
    specified,
)
from authoring.history.conflicts import Winner, settle
from authoring.history.unchanged import changed_terms, read_checked
from authoring.history.versions import remember_files
from authoring.load.alias_moves import free_aliases
from authoring.load.answered_content import load_maturity_model, withdraw_maturity_models
from authoring.load.load_lock import one_at_a_time
from authoring.load.paths import load_path, withdraw_paths
from authoring.load.quiz_versions import load_quizzes
from authoring.load.renaming import follow_renames
from authoring.load.social_cards import store_pictures
from authoring.load.term_sections import (
    COMPARED,
    fill_term,
    load_images,
    load_sections,
    status_on,
)
from authoring.load.withdrawing import refuse_to_empty
from authoring.models import FailedLoad
from terms.browse.shelving import shelve_terms
from terms.changes import terms_changed
from terms.fields.prose import render_anew
from terms.models import Category, Glossary, Source, Term
from terms.sections.page_prose import count_all_words
from terms.sections.registry import row_parts

OUTCOMES = ("created", "updated", "unchanged", "withdrawn")
_STATE = ("slug", "status", "content_digest", "edited_at")
"""What a load asks of a term that it has no need to write."""


@dataclass
class Report:
    """What a load did to each kind of thing: created, updated, unchanged, withdrawn."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)

    def note(self, kind: str, outcome: str, number: int = 1) -> None:
        self.counts.setdefault(kind, Counter())[outcome] += number

    def __str__(self) -> str:
        lines = []
        for kind, counts in self.counts.items():
            in_order = sorted(
                counts, key=lambda one: OUTCOMES.index(one) if one in OUTCOMES else 99
            )
            lines.append(f"{kind}: " + ", ".join(f"{counts[one]} {one}" for one in in_order))
        return "\n".join(lines)


def load_content(
    folder: Path, winner: Winner | None = None, *, may_withdraw: bool = False
) -> Report:
    """Read the content folder, settle what was edited in the admin, check, and write what changed.

    Raises ContentError with all that is wrong, and ConflictError without a `winner` where a file
    was edited in the admin since the last load and says something else now. `THEIRS` loads the
    file; `OURS` keeps the edit, and asks again only when the file changes once more. Raises
    ContentError too where many published terms have no folder any more, unless it `may_withdraw`
    them, and where another load is under way and does not end.
    """
    with one_at_a_time(folder):
        changed = changed_terms(folder) if winner is None else None
        if changed == set():
            report = Report()
            report.note("terms", "unchanged", Term.objects.exclude(content_digest="").count())
            _follow((), report)
        else:
            report = _load(read_checked(folder, changed), winner, may_withdraw=may_withdraw)
        FailedLoad.objects.all().delete()
        return report


def _load(library: Library, winner: Winner | None, *, may_withdraw: bool) -> Report:
    if library.problems:
        raise ContentError(library.problems)
    follow_renames(library)
    if settle(library, winner):
        check_library(library)
    return load_library(library, may_withdraw=may_withdraw)


@transaction.atomic
def load_library(library: Library, *, may_withdraw: bool) -> Report:
    """Write what changed. A term whose folder is gone is withdrawn: a draft, its state kept."""
    if library.problems:
        raise ContentError(library.problems)
    report = Report()
    existing = {term.slug: term for term in Term.objects.select_for_update().only(*_STATE)}
    if not may_withdraw:
        refuse_to_empty(library, existing.values())
    anew = any(is_rendered_otherwise(term.content_digest) for term in existing.values())
    if anew:
        render_anew()
    _load_site(library, report)
    _load_sources(library, report)
    for outcome, number in add_categories(library).items():
        report.note("categories", outcome, number)
    changed = {*_load_terms(library, existing, report)}
    _load_assessments(library, report)
    _load_paths(library, report)
    remember_files(library)
    _follow(changed.union(term.pk for term in existing.values() if anew), report)
    return report


def _follow(changed: Iterable[int], report: Report) -> None:
    """Bring links, search and pictures up to date with these terms, and with what was left."""
    shelve_terms()
    report.counts["search index"] = terms_changed(changed)
    if drawn := store_pictures():
        report.counts["pictures"] = Counter(drawn=drawn)


def _save_row(manager: models.Manager[Any], lookup: dict[str, Any], values: dict[str, Any]) -> str:
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
    values = {name: value or "" for name, value in site.glossary.model_dump().items()}
    values["start_with"] = " ".join(site.glossary.start_with)
    values["modules_off"] = " ".join(site.glossary.modules_off)
    values["banned_phrases"] = "\n".join(site.glossary.banned_phrases)
    pk = Glossary.objects.values_list("pk", flat=True).first() or 1
    report.note("glossary", _save_row(Glossary.objects, {"pk": pk}, values))


def add_sources(library: Library) -> Counter[str]:
    """Make the sources say what the library says; says what became of them."""
    outcomes: Counter[str] = Counter()
    for source in library.sources or ():
        values = {name: value or "" for name, value in source.model_dump(exclude={"key"}).items()}
        outcomes[_save_row(Source.objects, {"key": source.key}, values)] += 1
    return outcomes


def _load_sources(library: Library, report: Report) -> None:
    for outcome, number in add_sources(library).items():
        report.note("sources", outcome, number)
    advisor = specified(library.site).advisor
    if advisor is None:
        Advisor.objects.all().delete()
        return
    numbers = ("slot_minutes", "lead_hours")
    values = {
        name: value if name in numbers else value or ""
        for name, value in advisor.model_dump().items()
    }
    values |= {
        "source": Source.objects.get(key=advisor.source),
        "hours": "\n".join(advisor.hours),
        "blocked_days": "\n".join(advisor.blocked_days),
    }
    glossary = Glossary.objects.get()
    report.note("advisor", _save_row(Advisor.objects, {"glossary": glossary}, values))


def add_categories(library: Library) -> Counter[str]:
    """The same for its categories, in its order."""
    outcomes: Counter[str] = Counter()
    for position, category in enumerate(library.categories or ()):
        values = category.model_dump(exclude={"slug", "was"}) | {"position": position}
        outcomes[_save_row(Category.objects, {"slug": category.slug}, values)] += 1
    return outcomes


def _load_assessments(library: Library, report: Report) -> None:
    sources = {source.key: source for source in Source.objects.all()}
    terms = {term.slug: term for term in Term.objects.only("slug")}
    for model in library.models:
        outcome = load_maturity_model(model, terms=terms, sources=sources)
        report.note("assessments", outcome)
    if withdrawn := withdraw_maturity_models(model.slug for model in library.models):
        report.note("assessments", "withdrawn", withdrawn)


def _load_paths(library: Library, report: Report) -> None:
    terms = {term.slug: term for term in Term.objects.only("slug")}
    for path in library.paths:
        report.note("paths", load_path(path, terms))
    if withdrawn := withdraw_paths(path.slug for path in library.paths):
        report.note("paths", "withdrawn", withdrawn)


def _load_terms(library: Library, existing: dict[str, Term], report: Report) -> list[int]:
    """Returns the ids of the terms that were written."""
    categories = {category.slug: category for category in Category.objects.all()}
    sources = {source.key: source for source in Source.objects.all()}
    written: list[tuple[TermFolder, Term]] = []
    if library.others:
        report.note("terms", "unchanged", len(library.others))
    for folder in library.folders:
        known = existing.get(folder.slug)
        if known and _is_as_written(known, folder):
            _leave(folder, known, report)
            continue
        report.note("terms", "updated" if known else "created")
        term = Term.objects.get(pk=known.pk) if known else Term(slug=folder.slug)
        fill_term(folder, term, categories)
        if known:
            term.save()
        written.append((folder, term))
    Term.objects.bulk_create((term for _, term in written if term.pk is None), batch_size=500)
    terms = existing | {term.slug: term for _, term in written}
    bereft = free_aliases([folder for folder, _ in written], library.slugs)
    relations = ("aliases", *COMPARED, *(part.relation for part in row_parts()))
    models.prefetch_related_objects([term for _, term in written], *relations)
    load_sections(written, terms=terms, sources=sources)
    if quizzes := load_quizzes(written):
        report.counts["quizzes"] = quizzes
    load_images(written)
    for folder, term in written:
        if replaced_by := specified(folder.term).replaced_by:
            Term.objects.filter(pk=term.pk).update(replaced_by=terms[replaced_by])
    count_all_words(term.pk for _, term in written)
    withdrawn = _withdraw(library.slugs, existing, report)
    return [*(term.pk for _, term in written), *bereft, *withdrawn]


def _is_as_written(term: Term, folder: TermFolder) -> bool:
    """Whether the term says what its folder says, and readers see it as the folder wants it."""
    status = status_on(specified(folder.term), timezone.now().date())
    return term.content_digest == folder.digest and term.status == status


def _leave(folder: TermFolder, term: Term, report: Report) -> None:
    """The term says what its folder says; if it was edited, the folder has taken that over."""
    report.note("terms", "unchanged")
    if term.edited_at and not any(document.is_stored for document in folder.documents):
        Term.objects.filter(pk=term.pk).update(edited_at=None)


def _withdraw(present: set[str], existing: dict[str, Term], report: Report) -> list[int]:
    """Make drafts of the terms whose folders are gone; returns their ids.

    They have no digest from then on, so that a folder that comes back is loaded whatever it says.
    """
    gone = [term for slug, term in existing.items() if term.content_digest and slug not in present]
    Term.objects.filter(pk__in=[term.pk for term in gone]).update(
        status=Term.Status.DRAFT, publish_on=None, replaced_by=None, content_digest=""
    )
    if withdrawn := [term.pk for term in gone if term.status != Term.Status.DRAFT]:
        report.note("terms", "withdrawn", len(withdrawn))
    return withdrawn
