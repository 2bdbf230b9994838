"""Where addresses with an old slug lead: told to the site, which knows no content files."""

from __future__ import annotations

from functools import partial

from authoring.models import FormerSlug
from glossary_site.former_addresses import register_slugs

_PLACES = {
    FormerSlug.Kind.TERM: (("terms", "slug"), ("quizzes", "slug"), ("calculator", "preset")),
    FormerSlug.Kind.CATEGORY: (("terms", "category"),),
    FormerSlug.Kind.ASSESSMENT: (("maturity", "slug"),),
}
"""The namespaces of addresses, and the parameter that holds a slug of this kind."""


def register() -> None:
    """Have old addresses of terms, categories and assessments lead to the new ones."""
    for kind, places in _PLACES.items():
        for namespace, parameter in places:
            register_slugs(namespace, parameter, partial(_slug_of_today, kind))


def _slug_of_today(kind: FormerSlug.Kind, slug: str) -> str | None:
    former = FormerSlug.objects.filter(kind=kind, slug=slug)
    return former.values_list("now", flat=True).first()
