"""Every check of content that can be loaded, one after the other."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace

from django.urls import Resolver404, resolve

from authoring.checks.addresses import check_addresses
from authoring.checks.ages import check_ages
from authoring.checks.agreement import check_agreement
from authoring.checks.answers import check_answers
from authoring.checks.apostrophes import check_apostrophes
from authoring.checks.budgets import check_budgets
from authoring.checks.credits import check_credits
from authoring.checks.derivations import check_derivations
from authoring.checks.giveaways import check_giveaways
from authoring.checks.glosses import check_glosses
from authoring.checks.images import check_images
from authoring.checks.names import check_names
from authoring.checks.neighbours import check_neighbours
from authoring.checks.phrases import check_phrases
from authoring.checks.questions import check_questions
from authoring.checks.readability import check_readability
from authoring.checks.sources import check_sources
from authoring.checks.wording import check_wording
from authoring.files.cross_checks import unfinished
from authoring.files.library import Library
from authoring.files.reading import Problem, Severity
from terms.models.term import UNFINISHED_STATES


def review(library: Library, today: datetime.date) -> list[Problem]:
    """What is wrong or doubtful in a library that can be loaded, in the order of its files."""
    return sorted(set(_problems(library, today)))


def _check_drafts(library: Library) -> Iterator[Problem]:
    """What drafts lack before they can be published."""
    for folder in library.folders:
        if folder.term and folder.term.status in UNFINISHED_STATES:
            for _, problem in unfinished(folder, library.slugs):
                yield replace(problem, severity=Severity.WARNING)


def _problems(library: Library, today: datetime.date) -> Iterator[Problem]:
    yield from _check_drafts(library)
    yield from check_sources(library)
    yield from check_credits(library)
    yield from check_ages(library, today)
    yield from check_addresses(library, _slug_at)
    yield from check_neighbours(library)
    yield from check_names(library)
    yield from check_images(library)
    yield from check_giveaways(library)
    yield from check_questions(library)
    yield from check_agreement(library)
    yield from check_answers(library)
    yield from check_derivations(library)
    yield from check_readability(library)
    yield from check_budgets(library)
    yield from check_wording(library)
    yield from check_phrases(library)
    yield from check_glosses(library)
    yield from check_apostrophes(library)


def _slug_at(path: str) -> str:
    try:
        return str(resolve(path).kwargs.get("slug", ""))
    except Resolver404:
        raise LookupError(path) from None
