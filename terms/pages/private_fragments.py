"""What a reader with state sees otherwise on a term's page: their ticks."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from glossary_site.page_cache.keeping import kept_content
from terms.models import Term
from terms.pages.checklist import Checklist, tick


def _read_term(slug: str) -> Term | None:
    terms = Term.objects.published().only("slug").filter(slug=slug)
    return terms.prefetch_related("checklist_items").first()


term_with_checklist = kept_content(_read_term)
"""The published term with that slug and its checklist; None without one."""


def _draw_items(key: tuple[str, frozenset[int]]) -> SafeString:
    slug, ticked = key
    term = term_with_checklist(slug)
    if term is None:
        return SafeString()
    context = {"term": term, "checklist": tick(term, ticked)}
    return render_to_string("terms/_checklist_items.html", context)


_drawn_items = kept_content(_draw_items)


def draw_checklist_items(term: Term, checklist: Checklist) -> SafeString:
    """The items as HTML: they are the same for all who ticked the same ones."""
    return _drawn_items((term.slug, checklist.ticked))
