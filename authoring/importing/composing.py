"""An imported entry as the file of a brief entry. Pure: its words for readers come as arguments."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from authoring.history.emitting import emit_mapping
from authoring.importing.cleaning import Parted
from authoring.importing.entries import ImportedEntry
from authoring.importing.html import escaped
from authoring.specs.values import is_slug
from terms.fields.ranges import KEY_CHARACTERS


@dataclass(frozen=True)
class Words:
    """What an imported entry says in the site's language beside its own words."""

    broader: str = "A broader term"
    narrower: str = "A narrower term"
    related: str = "A related term"
    authors: str = "Various authors"
    imported_from: str = "Imported from %(origin)s."
    licence: str = "Licence: %(licence)s."
    on_category: str = "Terms on %(title)s."
    all_terms: str = "All terms"
    on_all_terms: str = "The terms of this glossary."


@dataclass
class Composed:
    """An entry on its way to its file: its slug and names are settled, its links are resolved."""

    entry: ImportedEntry
    slug: str
    text: Parted = field(default_factory=lambda: Parted("", ""))
    aliases: list[str] = field(default_factory=list)
    hidden_names: list[str] = field(default_factory=list)
    related: dict[str, str] = field(default_factory=dict)
    """By slug why one would go there."""
    category: str = ""
    images: dict[str, Any] = field(default_factory=dict)
    """By the name in the term's folder the path that it is copied from."""


def slug_of(text: str, fallback: str = "entry") -> str:
    """`text` as a slug; of a script without Latin letters a short digest, always the same."""
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss").casefold())
    plain = plain.replace("+", " plus ").replace("#", " sharp ").replace("&", " and ")
    slug = re.sub(r"[^a-z0-9]+", "-", re.sub(r"[^\x00-\x7f'’]", " ", _letters(plain)))
    slug = slug.strip("-")[:KEY_CHARACTERS].strip("-")
    if is_slug(slug) and sum(map(str.isalnum, slug)) * 2 >= sum(map(str.isalnum, text)):
        return slug
    return f"{fallback}-{sha256(text.encode()).hexdigest()[:8]}"


def _letters(text: str) -> str:
    """Without combining marks and apostrophes, which part no word."""
    return "".join(one for one in text if not unicodedata.combining(one) and one not in "'’")


def distinct(slug: str, taken: Iterable[str]) -> str:
    """`slug`, or with the first number that nobody has."""
    taken, number, found = set(taken), 2, slug
    while found in taken:
        ending = f"-{number}"
        found = f"{slug[: KEY_CHARACTERS - len(ending)].strip('-')}{ending}"
        number += 1
    return found


def term_file(
    one: Composed, *, source: str, updated: Any, words: Words, is_draft: bool = False
) -> str:
    """The text of its `term.md`, of a draft where it is one in its source, or has no sentence."""
    entry = one.entry
    front: dict[str, Any] = {"title": entry.title, "category": one.category, "kind": "brief"}
    if is_draft or entry.is_draft or not one.text.answer:
        front["status"] = "draft"
    if entry.abbreviation:
        front["abbreviation"] = entry.abbreviation
    aliases: list[Any] = [*one.aliases]
    aliases += [{"name": name, "linking": "never"} for name in one.hidden_names]
    if aliases:
        front["aliases"] = aliases
    front["updated"] = updated
    if one.text.answer:
        front["tldr"] = one.text.answer
    front["sources"] = [{"source": source, "note": _note(entry, words)}]
    if one.related:
        front["related"] = [{"term": slug, "why": why} for slug, why in one.related.items()]
    body = f"\n## Explanation\n\n{one.text.explanation}\n" if one.text.explanation else ""
    return f"---\n{''.join(emit_mapping(front))}---\n{body}"


def _note(entry: ImportedEntry, words: Words) -> str:
    """Where the entry is from, and what its readers may do with it."""
    origin = entry.origin or entry.key
    if re.fullmatch(r"https?://[^\s<>()]+", origin):
        origin = f"<{origin}>"
    else:
        origin = escaped(" ".join(origin.split()))
    said = words.imported_from % {"origin": origin}
    licence = entry.licence or entry.collection.licence
    if re.fullmatch(r"https?://[^\s<>()]+", licence):
        licence = f"<{licence}>"
    return f"{said} {words.licence % {'licence': licence}}" if licence else said


def relate(entries: Sequence[Composed], whys: Sequence[tuple[str, str, str]], words: Words) -> None:
    """Give both ends of each relation (kind, from, to) its line, in the order of their kinds."""
    known = {one.slug: one for one in entries}
    reasons = {"broader": words.broader, "narrower": words.narrower, "related": words.related}
    back = {"broader": "narrower", "narrower": "broader", "related": "related"}
    both = {
        pair for kind, one, other in whys for pair in ((kind, one, other), (back[kind], other, one))
    }
    for kind in reasons:
        for _, one, other in sorted(pair for pair in both if pair[0] == kind and pair[1] in known):
            if one != other:
                known[one].related.setdefault(other, reasons[kind])
