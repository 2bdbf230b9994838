"""An imported entry as the file of a brief entry. Pure: its words for readers come as arguments."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from authoring.history.emitting import emit_mapping
from authoring.importing.entries import ImportedEntry
from authoring.importing.markup.cleaning import Parted
from authoring.importing.markup.html import escaped
from terms.fields.ranges import KEY_CHARACTERS
from terms.names.slugs import is_slug, words_as_slug


@dataclass(frozen=True)
class Words:
    """What an imported entry says in the site's language beside its own words."""

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
    broader: list[str] = field(default_factory=list)
    prerequisites: list[str] = field(default_factory=list)
    contrasts: dict[str, str] = field(default_factory=dict)
    """By slug how they differ."""
    replaced_by: str = ""
    deprecated_names: list[str] = field(default_factory=list)
    abbreviation: str = ""
    homonyms: list[str] = field(default_factory=list)
    """Names that others have too, each alone or with its meaning: `CD: a disc`."""
    was: list[str] = field(default_factory=list)
    """The slugs that it had before, as its file says."""
    category: str = ""
    images: dict[str, Any] = field(default_factory=dict)
    """By the name in the term's folder the path that it is copied from."""


def slug_of(text: str, fallback: str = "entry") -> str:
    """`text` as a slug: in plain Latin letters where it has mostly such, or else in its own; of
    what has no letters a short digest, always the same."""
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss").casefold())
    plain = plain.replace("+", " plus ").replace("#", " sharp ").replace("&", " and ")
    slug = re.sub(r"[^a-z0-9]+", "-", re.sub(r"[^\x00-\x7f'’]", " ", _letters(plain)))
    slug = slug.strip("-")[:KEY_CHARACTERS].strip("-")
    if is_slug(slug) and sum(map(str.isalnum, slug)) * 2 >= sum(map(str.isalnum, text)):
        return slug
    if is_slug(own := words_as_slug(text)):
        return own
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
    aliases: list[Any] = [*one.aliases]
    aliases += [{"name": name, "linking": "never"} for name in one.hidden_names]
    parted = (text.partition(": ") for text in one.homonyms)
    said: dict[str, Any] = {
        "title": entry.title,
        "category": one.category,
        "kind": "brief",
        "status": "draft" if is_draft or entry.is_draft or not one.text.answer else "",
        "abbreviation": one.abbreviation,
        "replaced_by": one.replaced_by,
        "was": one.was,
        "tags": [*entry.tags],
        "aliases": aliases,
        "deprecated_names": one.deprecated_names,
        "homonyms": [
            {"name": name, "meaning": meaning} if meaning else name for name, _, meaning in parted
        ],
        "updated": updated,
        "tldr": one.text.answer,
        "sources": [{"source": source, "note": _note(entry, words)}],
        "broader": one.broader,
        "contrasts": [{"term": slug, "difference": text} for slug, text in one.contrasts.items()],
        "prerequisites": one.prerequisites,
        "related": [{"term": slug, "why": why} for slug, why in one.related.items()],
    }
    front = {name: value for name, value in said.items() if value}
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


def relate(
    entries: Sequence[Composed],
    found: Sequence[tuple[str, str, str]],
    words: Words,
    above: Mapping[str, Sequence[str]],
    before: Mapping[str, Sequence[str]],
) -> list[tuple[str, str, str]]:
    """Give each entry its relations (kind, from, to); returns those that no file of these can say.

    Whoever is narrower says what is broader, and either end what is related. What would go round in
    a circle with what is `above` others, or read `before` them, these included, is left out.
    """
    known = {one.slug: one for one in entries}
    broader, needed = ({slug: [*slugs] for slug, slugs in way.items()} for way in (above, before))
    unsaid = []
    ends = [(kind, one, other) for kind, one, other in dict.fromkeys(found) if one != other]
    related = [pair for kind, *pair in ends if kind == "related"]
    for here, there in sorted([*related, *(pair[::-1] for pair in related)]):
        if here in known:
            known[here].related.setdefault(there, words.related)
    for kind, one, other in (end for end in ends if end[0] != "related"):
        below, top = (other, one) if kind == "narrower" else (one, other)
        over = needed if kind == "prerequisites" else broader
        if below not in known or _is_above(below, top, over):
            unsaid.append((kind, one, other))
            continue
        said = known[below].prerequisites if over is needed else known[below].broader
        if top not in said:
            said.append(top)
            over.setdefault(below, []).append(top)
    return unsaid


def _is_above(top: str, below: str, over: Mapping[str, Sequence[str]]) -> bool:
    """Whether the way up from `below` leads to `top`."""
    waiting, seen = [below], {below}
    while waiting:
        here = waiting.pop()
        if here == top:
            return True
        new = [slug for slug in over.get(here, ()) if slug not in seen]
        seen.update(new)
        waiting += new
    return False
