"""A checked library written to the database: all of it, or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils import timezone

from advisory.models import Advisor
from authoring.files.cross_checks import check_library
from authoring.files.library import (
    ContentError,
    Library,
    TermFolder,
    is_rendered_otherwise,
    read_library,
    specified,
)
from authoring.history.conflicts import Winner, settle
from authoring.history.unchanged import can_leave, compare, left_terms
from authoring.history.versions import remember_files
from authoring.load.alias_moves import free_aliases
from authoring.load.answered_content import load_maturity_model, withdraw_maturity_models
from authoring.load.load_lock import one_at_a_time
from authoring.load.progress_bar import watched
from authoring.load.quiz_versions import has_quiz, load_quiz, new_quiz
from authoring.load.renaming import follow_renames
from authoring.load.social_cards import store_pictures
from authoring.load.term_sections import (
    fill_term,
    load_images,
    load_sections,
    new_sections,
    status_on,
    write_new,
)
from authoring.load.withdrawing import refuse_to_empty
from authoring.models import FailedLoad
from terms.changes import terms_changed
from terms.fields.prose import render_anew
from terms.models import Category, Glossary, Source, Term
from terms.sections.page_prose import batches, count_all_words

OUTCOMES = ("created", "updated", "unchanged", "withdrawn")
_STATE = ("slug", "status", "content_digest", "edited_at")
"""What a load asks of a term that it has no need to write."""

_TERMS_AT_ONCE = 200
Written = tuple[TermFolder, Term]
RowT = TypeVar("RowT", bound=models.Model)


@dataclass
class Report:
    """What a load did to each kind of thing: created, updated, unchanged, withdrawn."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)

    def note(self, kind: str, outcome: str, number: int = 1) -> None:
        self.counts.setdefault(kind, Counter())[outcome] += number

    def __str__(self) -> str:
        return "\n".join(
            f"{kind}: " + ", ".join(f"{counts[outcome]} {outcome}" for outcome in _in_order(counts))
            for kind, counts in self.counts.items()
        )


def _in_order(outcomes: Iterable[str]) -> list[str]:
    return sorted(outcomes, key=lambda one: OUTCOMES.index(one) if one in OUTCOMES else 99)


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
        report = _load_folder(folder, winner, may_withdraw=may_withdraw)
        FailedLoad.objects.all().delete()
        return report


def _load_folder(folder: Path, winner: Winner | None, *, may_withdraw: bool) -> Report:
    compared = compare(folder)
    if winner is None and compared.is_as_loaded:
        return _unchanged()
    if compared.left:
        library = read_library(folder, left_terms(compared.left))
        if can_leave(library):
            # What is wrong is left to a load of everything, which finds it in the file that it is
            # said of whichever file has changed.
            with suppress(ContentError), transaction.atomic():
                return _load(library, winner, may_withdraw=may_withdraw)
    library = read_library(folder)
    return _load(library, winner, may_withdraw=may_withdraw)


def _load(library: Library, winner: Winner | None, *, may_withdraw: bool) -> Report:
    check_library(library)
    if library.problems:
        raise ContentError(library.problems)
    follow_renames(library)
    if settle(library, winner):
        check_library(library)
    return load_library(library, may_withdraw=may_withdraw)


def _unchanged() -> Report:
    """What a load does where no file has changed: what follows from the terms may be of old."""
    report = Report()
    report.counts["terms"] = Counter(unchanged=Term.objects.exclude(content_digest="").count())
    _follow((), report)
    return report


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
    changed = {*_load_rows(library, existing, report)}
    _follow(changed.union(term.pk for term in existing.values() if anew), report)
    return report


def _load_rows(library: Library, existing: dict[str, Term], report: Report) -> list[int]:
    """Write all that the files say. Returns the ids of the terms that were written."""
    _load_site(library, report)
    _load_sources(library, report)
    _load_categories(library, report)
    changed = _load_terms(library, existing, report)
    sources = {source.key: source for source in Source.objects.all()}
    terms = {term.slug: term for term in Term.objects.only("slug")}
    for model in library.models:
        outcome = load_maturity_model(model, terms=terms, sources=sources)
        report.note("assessments", outcome)
    if withdrawn := withdraw_maturity_models(model.slug for model in library.models):
        report.note("assessments", "withdrawn", withdrawn)
    remember_files(library)
    return changed


def _follow(changed: Iterable[int], report: Report) -> None:
    """Bring links, search and pictures up to date with the terms that were written."""
    report.counts["search index"] = terms_changed(changed)
    if drawn := store_pictures():
        report.counts["pictures"] = Counter(drawn=drawn)


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
    values = {name: value or "" for name, value in site.glossary.model_dump().items()}
    values["start_with"] = " ".join(site.glossary.start_with)
    values["banned_phrases"] = "\n".join(site.glossary.banned_phrases)
    pk = Glossary.objects.values_list("pk", flat=True).first() or 1
    report.note("glossary", save_row(Glossary.objects, {"pk": pk}, values))


def _load_sources(library: Library, report: Report) -> None:
    for source in library.sources or ():
        values = {name: value or "" for name, value in source.model_dump(exclude={"key"}).items()}
        report.note("sources", save_row(Source.objects, {"key": source.key}, values))
    advisor = specified(library.site).advisor
    if advisor is None:
        Advisor.objects.all().delete()
        return
    values = advisor.model_dump() | {"source": Source.objects.get(key=advisor.source)}
    glossary = Glossary.objects.get()
    report.note("advisor", save_row(Advisor.objects, {"glossary": glossary}, values))


def _load_categories(library: Library, report: Report) -> None:
    for position, category in enumerate(library.categories or ()):
        values = category.model_dump(exclude={"slug", "was"}) | {"position": position}
        report.note("categories", save_row(Category.objects, {"slug": category.slug}, values))


def _load_terms(library: Library, existing: dict[str, Term], report: Report) -> list[int]:
    """Returns the ids of the terms that were written."""
    categories = {category.slug: category for category in Category.objects.all()}
    sources = {source.key: source for source in Source.objects.all()}
    if library.left:
        report.note("terms", "unchanged", len(library.left))
    changed: list[Written] = []
    new: list[Written] = []
    for folder in library.folders:
        term = existing.get(folder.slug)
        if term and _is_as_written(term, folder):
            _leave(folder, term, report)
        elif term:
            whole = Term.objects.get(pk=term.pk)
            changed.append((folder, fill_term(folder, whole, categories)))
        else:
            new.append((folder, fill_term(folder, None, categories)))
    Term.objects.bulk_create([term for _, term in new])
    terms = existing | {term.slug: term for _, term in new}
    written = changed + new
    bereft = free_aliases((folder for folder, _ in written), existing, library.slugs)
    _change_terms(changed, terms, sources, report)
    _create_terms(new, terms, sources, report)
    for folder, term in written:
        load_images(folder, term)
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


def _change_terms(
    changed: list[Written], terms: dict[str, Term], sources: dict[str, Source], report: Report
) -> None:
    for folder, term in changed:
        term.save()
        load_sections(folder, term, terms=terms, sources=sources)
        report.note("terms", "updated")
        report.note("quizzes", load_quiz(folder, term))


def _create_terms(
    new: list[Written], terms: dict[str, Term], sources: dict[str, Source], report: Report
) -> None:
    """The terms themselves are there; their rows are written many terms at a time."""
    waiting = watched(new, "writing", len(new))
    while some := list(islice(waiting, _TERMS_AT_ONCE)):
        rows: list[models.Model] = []
        for folder, term in some:
            rows += new_sections(folder, term, terms=terms, sources=sources)
            report.note("terms", "created")
            if has_quiz(folder):
                rows += new_quiz(folder, term)
                report.note("quizzes", "created")
        write_new(rows)


def _withdraw(present: set[str], existing: dict[str, Term], report: Report) -> list[int]:
    """Make drafts of the terms whose folders are gone; returns their ids.

    They have no digest from then on, so that a folder that comes back is loaded whatever it says.
    """
    gone = [term for slug, term in existing.items() if term.content_digest and slug not in present]
    for some in batches(term.pk for term in gone):
        Term.objects.filter(pk__in=some).update(
            status=Term.Status.DRAFT, publish_on=None, replaced_by=None, content_digest=""
        )
    if withdrawn := [term.pk for term in gone if term.status != Term.Status.DRAFT]:
        report.note("terms", "withdrawn", len(withdrawn))
    return withdrawn
