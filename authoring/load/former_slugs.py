"""Where addresses with an old slug lead: told to the site, which knows no content files."""

from functools import partial
from typing import Any

from django.db import models

from authoring.models import FormerSlug
from glossary_site.registries import FORMER_SLUGS
from maturity.models import MaturityModel
from paths.models import Path
from terms.models import Category, Term

Kind = FormerSlug.Kind
_PLACES = {
    Kind.TERM: (
        *(("terms", "slug"), ("quizzes", "slug"), ("calculator", "preset")),
        ("reports", "slug"),
    ),
    Kind.CATEGORY: (("terms", "category"),),
    Kind.ASSESSMENT: (("maturity", "slug"),),
    Kind.PATH: (("paths", "slug"),),
}
"""The namespaces of addresses, and the parameter that holds a slug of this kind."""


def register() -> None:
    """Have old addresses of terms, categories, assessments and paths lead to the new ones."""
    for kind, places in _PLACES.items():
        for namespace, parameter in places:
            FORMER_SLUGS[namespace, parameter] = partial(_slug_of_today, kind)


def _slug_of_today(kind: FormerSlug.Kind, slug: str) -> str | None:
    """None too where readers see something else under `slug`, or nothing under the new one.

    Two that changed places would else lead to each other for ever.
    """
    former = FormerSlug.objects.filter(kind=kind, slug=slug).first()
    if former is None:
        return None
    shown = set(_shown(kind).filter(slug__in=[slug, former.now]).values_list("slug", flat=True))
    return former.now if shown == {former.now} else None


def _shown(kind: FormerSlug.Kind) -> models.QuerySet[Any]:
    """What readers see of this kind, and of terms also what leads to others."""
    if kind is Kind.TERM:
        return Term.objects.published() | Term.objects.retired()
    if kind is Kind.PATH:
        return Path.objects.current()
    return MaturityModel.objects.current() if kind is Kind.ASSESSMENT else Category.objects.all()
