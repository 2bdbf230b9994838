"""What the index holds of one term: the plain text of each section, and its names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from typing import Any

from django.utils.translation import gettext_lazy as _

from terms.models import SearchDocument, SearchName, Term
from terms.names import name_key

VERSION = 1
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

TEXT_CHARACTERS = 50_000
"""The most that is indexed of a section: fourteen of them stay below PostgreSQL's limit of 1 MB
for the words of one row (documentation of PostgreSQL 15, section 12.11)."""

_TAG = re.compile(r"<[^>]+>")
_IN_PARENTHESES = re.compile(r"\s*\([^()]*\)\s*$")


def build_document(term: Term) -> SearchDocument:
    """The document of a published term, not saved."""
    texts = {name: _join(parts) for name, parts in _sections(term).items()}
    return SearchDocument(
        term_id=term.pk,
        version=VERSION,
        category_id=term.category_id,
        initial=term.initial,
        title=term.title,
        names="\n".join(name.label for name in build_names(term) if name.label != term.title),
        tldr=_join([_prose(term, "tldr")]),
        **texts,
    )


def build_names(term: Term) -> list[SearchName]:
    """Every name of a term once: its title, also without a last parenthesis, then the others."""
    kinds = SearchName.Kind
    labels = [
        (kinds.TITLE, term.title),
        (kinds.TITLE, _IN_PARENTHESES.sub("", term.title)),
        (kinds.ABBREVIATION, term.abbreviation),
        *((kinds.ALIAS, alias.name) for alias in term.aliases.all()),
    ]
    names: dict[str, SearchName] = {}
    for kind, label in labels:
        if key := name_key(label):
            names.setdefault(key, SearchName(term_id=term.pk, kind=kind, label=label, key=key))
    return list(names.values())


def _sections(term: Term) -> dict[str, Iterable[str]]:
    return {
        "key_metrics": _texts(term.key_metrics, "label", "measures_html"),
        "explanation": [
            _prose(term, "explanation"),
            *_texts(term.glosses, "word", "meaning_html"),
        ],
        "where_used": [_prose(term, "where_used")],
        "who_uses_it": _texts(term.roles, "role", "use_html"),
        "why_it_matters": [_prose(term, "why_it_matters")],
        "how_to_apply": _texts(term.steps, "name", "text_html"),
        "checklist": _texts(term.checklist_items, "text_html"),
        "comparisons": _texts(term.comparisons, "against", "strength_html", "other_strength_html"),
        "how_it_works": [_prose(term, "how_it_works")],
        "mistakes": _texts(term.mistakes, "mistake_html", "consequence_html", "fix_html"),
        "practices": _texts(term.practices, "practice_html", "detail_html", "impact_html"),
        "benchmarks": [
            _prose(term, "benchmarks_note"),
            *_texts(term.benchmarks, "industry", "metric", "note_html"),
        ],
        "faq": _texts(term.faqs, "question", "answer_html"),
        "sources": _texts(term.figures, "states_html", "caveat_html", "working_html"),
    }


def _prose(term: Term, name: str) -> str:
    return plain_text(getattr(term, f"{name}_html"))


def _texts(rows: Any, *names: str) -> list[str]:
    """The texts of these columns of all rows, in reading order."""
    return [
        plain_text(text) if name.endswith("_html") else text
        for row in rows.all()
        for name in names
        if (text := getattr(row, name))
    ]


def plain_text(html: str) -> str:
    """What a reader sees of sanitised HTML."""
    return unescape(_TAG.sub("", html))


def _join(parts: Iterable[str]) -> str:
    return " ".join(" ".join(parts).split())[:TEXT_CHARACTERS]
