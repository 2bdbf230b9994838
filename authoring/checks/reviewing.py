"""Every check of content that can be loaded, one after the other."""

import datetime
from collections.abc import Iterator
from dataclasses import replace

from django.urls import Resolver404, resolve

from authoring.checks import links, wording
from authoring.checks.agreement import check_agreement
from authoring.checks.budgets import check_budgets
from authoring.checks.figures import check_figures
from authoring.checks.paths import check_paths
from authoring.checks.questions import check_questions
from authoring.files.cross_checks import unfinished
from authoring.files.library import Library
from authoring.files.reading import Problem, Severity
from terms.models.term import UNFINISHED_STATES

_CHECKS = (
    links.check_neighbours,
    links.check_prerequisites,
    links.check_names,
    links.check_former_names,
    links.check_images,
    check_questions,
    check_agreement,
    check_budgets,
    check_paths,
    wording.check_readability,
    wording.check_apostrophes,
    wording.check_banned_phrases,
    wording.check_repeated_phrases,
    wording.check_repeated_glosses,
)


def review(library: Library, today: datetime.date) -> list[Problem]:
    """What is wrong or doubtful in a library that can be loaded, in the order of its files."""
    found = {*_check_drafts(library), *check_figures(library, today)}
    found.update(links.check_addresses(library, _slug_at))
    for check in _CHECKS:
        found.update(check(library))
    return sorted(found)


def _check_drafts(library: Library) -> Iterator[Problem]:
    """What drafts lack before they can be published."""
    renamed = library.renamed_terms
    for folder in library.folders:
        if folder.term and folder.term.status in UNFINISHED_STATES:
            for _, problem in unfinished(folder, library.slugs, renamed):
                yield replace(problem, severity=Severity.WARNING)


def _slug_at(path: str) -> str:
    try:
        return str(resolve(path).kwargs.get("slug", ""))
    except Resolver404:
        raise LookupError(path) from None
