"""What the index holds of one term: the plain text of each section, and its names."""

import re
from collections.abc import Iterable, Mapping

from terms.models import SearchDocument, SearchName, Term
from terms.names.naming import name_key
from terms.search.words import indexed

TLDR = "tldr"
"""The section that has a column of its own, since it weighs more."""
VERSION = 4
"""Raise it when documents are built in another way, so that every term is indexed again."""

TEXT_CHARACTERS = 40_000
"""The most that is indexed of a section: twenty of them stay below PostgreSQL's limit of 1 MB for
the words of one row (documentation of PostgreSQL 15, section 12.11)."""

_IN_PARENTHESES = re.compile(r"\s*\([^()]*\)\s*$")


def build_document(
    term: Term, names: Iterable[SearchName], texts: Mapping[str, Iterable[str]]
) -> SearchDocument:
    """The document of a published term, not saved; `texts` are what a reader sees, by section."""
    other_names = "\n".join(name.label for name in names if name.label != term.title)
    shown = {key: _join(parts) for key, parts in texts.items()}
    tldr = shown.pop(TLDR, "")
    return SearchDocument(
        term_id=term.pk,
        version=VERSION,
        category_id=term.category_id,
        initial=term.initial,
        title=term.title,
        names=other_names,
        tldr=tldr,
        sections=shown,
        title_words=indexed(term.title),
        names_words=indexed(other_names),
        tldr_words=indexed(tldr),
        section_words=" ".join(map(indexed, shown.values())),
    )


def build_names(term: Term, aliases: Iterable[str], former: Iterable[str] = ()) -> list[SearchName]:
    """Every name of a term once: its title, also without a last parenthesis, then the others."""
    kinds = SearchName.Kind
    labels = [
        (kinds.TITLE, term.title),
        (kinds.TITLE, _IN_PARENTHESES.sub("", term.title)),
        (kinds.ABBREVIATION, term.abbreviation),
        *((kinds.ALIAS, alias) for alias in aliases),
        *((kinds.FORMER, name) for name in former),
    ]
    names: dict[str, SearchName] = {}
    for kind, label in labels:
        if key := name_key(label):
            names.setdefault(key, SearchName(term_id=term.pk, kind=kind, label=label, key=key))
    return list(names.values())


def _join(parts: Iterable[str]) -> str:
    return " ".join(" ".join(parts).split())[:TEXT_CHARACTERS]
