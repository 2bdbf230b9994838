"""What the index holds of one term: the plain text of each section, and its names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from terms.models import SearchDocument, SearchName, Term
from terms.names.naming import name_key
from terms.search.words import indexed

VERSION = 2
"""Raise it when documents are built in another way, so that every term is indexed again."""

SECTIONS = {
    "key_metrics": ("key-metrics", _("Key metrics")),
    "explanation": ("explanation", _("Explanation")),
    "where_used": ("where-used", _("Where it is used")),
    "who_uses_it": ("who-uses-it", _("Who uses it")),
    "why_it_matters": ("why-it-matters", _("Why it matters")),
    "how_to_apply": ("how-to-apply", _("How to apply it")),
    "checklist": ("checklist", _("Checklist")),
    "comparisons": ("comparisons", _("Comparisons")),
    "how_it_works": ("how-it-works", _("How it works")),
    "mistakes": ("mistakes", _("Common mistakes")),
    "practices": ("practices", _("Best practices")),
    "benchmarks": ("benchmarks", _("Benchmarks")),
    "faq": ("faq", _("FAQ")),
    "sources": ("sources", _("Figures and sources")),
}
"""The columns of a document that hold a section's text: its anchor and its heading on the page."""

PLACES: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "tldr": (("", ("tldr_html",)),),
    "key_metrics": (("key_metrics", ("label", "measures_html")),),
    "explanation": (("", ("explanation_html",)), ("glosses", ("word", "meaning_html"))),
    "where_used": (("", ("where_used_html",)),),
    "who_uses_it": (("roles", ("role", "use_html")),),
    "why_it_matters": (("", ("why_it_matters_html",)),),
    "how_to_apply": (("steps", ("name", "text_html")),),
    "checklist": (("checklist_items", ("text_html",)),),
    "comparisons": (("comparisons", ("against", "strength_html", "other_strength_html")),),
    "how_it_works": (("", ("how_it_works_html",)),),
    "mistakes": (("mistakes", ("mistake_html", "consequence_html", "fix_html")),),
    "practices": (("practices", ("practice_html", "detail_html", "impact_html")),),
    "benchmarks": (
        ("", ("benchmarks_note_html",)),
        ("benchmarks", ("industry", "metric", "note_html")),
    ),
    "faq": (("faqs", ("question", "answer_html")),),
    "sources": (("figures", ("states_html", "caveat_html", "working_html")),),
}
"""Where the text of a column comes from: columns of a relation's rows, or of the term itself."""

TEXT_CHARACTERS = 50_000
"""The most that is indexed of a section: fourteen of them stay below PostgreSQL's limit of 1 MB
for the words of one row (documentation of PostgreSQL 15, section 12.11)."""

_IN_PARENTHESES = re.compile(r"\s*\([^()]*\)\s*$")


def build_document(
    term: Term, names: Iterable[SearchName], texts: Mapping[str, Iterable[str]]
) -> SearchDocument:
    """The document of a published term, not saved; `texts` are what a reader sees, by column."""
    other_names = "\n".join(name.label for name in names if name.label != term.title)
    shown = {column: _join(texts[column]) for column in PLACES}
    return SearchDocument(
        term_id=term.pk,
        version=VERSION,
        category_id=term.category_id,
        initial=term.initial,
        title=term.title,
        names=other_names,
        **shown,
        title_words=indexed(term.title),
        names_words=indexed(other_names),
        tldr_words=indexed(shown["tldr"]),
        section_words=" ".join(indexed(shown[column]) for column in SECTIONS),
    )


def build_names(term: Term, aliases: Iterable[str]) -> list[SearchName]:
    """Every name of a term once: its title, also without a last parenthesis, then the others."""
    kinds = SearchName.Kind
    labels = [
        (kinds.TITLE, term.title),
        (kinds.TITLE, _IN_PARENTHESES.sub("", term.title)),
        (kinds.ABBREVIATION, term.abbreviation),
        *((kinds.ALIAS, alias) for alias in aliases),
    ]
    names: dict[str, SearchName] = {}
    for kind, label in labels:
        if key := name_key(label):
            names.setdefault(key, SearchName(term_id=term.pk, kind=kind, label=label, key=key))
    return list(names.values())


def _join(parts: Iterable[str]) -> str:
    return " ".join(" ".join(parts).split())[:TEXT_CHARACTERS]
