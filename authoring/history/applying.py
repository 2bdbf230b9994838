"""Texts of a term's files written to its rows: a version restored, a proposal accepted."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.models import User
from django.db import transaction

from authoring.checking import check_folder
from authoring.discovery import TERM_FILES
from authoring.history.edits import record_term, term_path
from authoring.history.versions import latest_versions
from authoring.library import ContentError, TermFolder, absent_folder
from authoring.models import FileVersion
from authoring.reading import Problem
from authoring.term_sections import fill_term, load_sections
from terms.changes import content_edited, lock_content, terms_changed
from terms.models import Category, Source, Term

FILES = ("term.md", "maturity.yaml", "cost.yaml")
"""What is edited in the admin."""
_STATE = ("status", "publish_on", "replaced_by")


def current_texts(term: Term) -> dict[str, str]:
    """What the files of `term` say now, by name; of a file that there is not, nothing."""
    paths = {term_path(term.slug, name): name for name in TERM_FILES}
    return {paths[path]: one.text for path, one in latest_versions(paths).items()}


def folder_of(term: Term, changes: Mapping[str, str] | None = None) -> TermFolder:
    """The folder of `term` as it is known, with `changes` put into it by name."""
    folder = absent_folder(f"content/{term_path(term.slug, '')}", term.slug)
    for name, text in (current_texts(term) | dict(changes or {})).items():
        if text:
            folder.put(name, text)
    return folder


def problems_of(folder: TermFolder) -> list[Problem]:
    """What keeps a term from being published, as `check_content` would say it."""
    check_folder(
        folder,
        terms=set(Term.objects.values_list("slug", flat=True)),
        sources=set(Source.objects.values_list("key", flat=True)),
        categories=set(Category.objects.values_list("slug", flat=True)),
    )
    return sorted({problem for document in folder.documents for problem in document.problems})


@transaction.atomic
def apply_texts(
    term: Term, texts: Mapping[str, str], by: User, how: FileVersion.How, note: str = ""
) -> None:
    """Make the rows of `term` say what `texts` say; its state stays what it is.

    Raises ContentError with what is wrong with them.
    """
    lock_content()
    folder = folder_of(term, texts)
    if problems := problems_of(folder):
        raise ContentError(problems)
    state = {name: getattr(term, name) for name in _STATE}
    fill_term(folder, term, {row.slug: row for row in Category.objects.all()}).save()
    load_sections(
        folder,
        term,
        terms={row.slug: row for row in Term.objects.only("slug")},
        sources={row.key: row for row in Source.objects.all()},
    )
    Term.objects.filter(pk=term.pk).update(word_count=term.count_words(), **state)
    term.refresh_from_db()
    record_term(term, by, how=how, note=note)
    content_edited(term, by)
    terms_changed([term.pk])
