"""Texts of a term's files written to its rows: a version restored, a proposal accepted."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.models import User
from django.db import transaction

from authoring.files.library import ContentError
from authoring.history.edits import record_quiz, record_term
from authoring.history.verdict import folder_of, problems_of
from authoring.load.term_sections import fill_term, load_sections
from authoring.models import FileVersion
from terms.changes import content_edited, lock_content, terms_changed
from terms.models import Category, Source, Term
from terms.sections.page_prose import count_all_words

_STATE = ("status", "publish_on", "replaced_by")


@transaction.atomic
def apply_texts(
    term: Term, texts: Mapping[str, str], by: User, how: FileVersion.How, note: str = ""
) -> None:
    """Make the rows of `term` say what `texts` say; its state stays what it is.

    Raises ContentError with what is wrong with them.
    """
    lock_content()
    folder = folder_of(term.slug, texts)
    if problems := problems_of(folder):
        raise ContentError(problems)
    state = {name: getattr(term, name) for name in _STATE}
    has_folder = term.content_digest != ""
    fill_term(folder, term, {row.slug: row for row in Category.objects.all()})
    term.content_digest = folder.digest if has_folder else ""
    term.save()
    load_sections(
        folder,
        term,
        terms={row.slug: row for row in Term.objects.only("slug")},
        sources={row.key: row for row in Source.objects.all()},
    )
    Term.objects.filter(pk=term.pk).update(**state)
    count_all_words([term.pk])
    term.refresh_from_db()
    record_quiz(term, texts.get("quiz.yaml"), by, how=how, note=note)
    record_term(term, by, how=how, note=note)
    if problems := problems_of(folder_of(term.slug)):  # in the state that the term has
        raise ContentError(problems)
    content_edited(term, by)
    terms_changed([term.pk])
