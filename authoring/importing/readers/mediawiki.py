"""MediaWiki's export in XML: the pages of the main space; a redirect is another name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from authoring.importing.entries import (
    Collection,
    ImportedEntry,
    Options,
    at_most,
    day,
    head,
    key_form,
    shortened,
)
from authoring.importing.markup.html import losses
from authoring.importing.markup.wikitext import wiki_to_markdown
from authoring.importing.readers.xml_files import elements, local, said

NAME = "a MediaWiki export"


def recognises(path: Path) -> bool:
    return path.suffix.lower() == ".xml" and "<mediawiki" in head(path)


def read(path: Path, options: Options) -> Iterator[ImportedEntry]:
    names: defaultdict[str, list[str]] = defaultdict(list)
    collection = Collection(title=path.stem)
    for name, element in elements(path, "siteinfo", "page"):
        if name == "siteinfo":
            collection = Collection(
                said(element, "sitename") or path.stem, url=said(element, "base")
            )
        else:
            redirect = next((one for one in element if local(one.tag) == "redirect"), None)
            if redirect is not None:
                names[key_form(redirect.get("title", ""))].append(said(element, "title"))
    for number, (_, page) in enumerate(at_most(elements(path, "page")), 1):
        if any(local(one.tag) == "redirect" for one in page) or said(page, "ns") not in ("", "0"):
            continue
        title = said(page, "title")
        place = f"{path.name}: page {number}"
        notes, say = losses(place)
        text, categories = wiki_to_markdown(shortened(said(page, "text"), say), say)
        for extra in categories[1:]:
            say("a further category is left out", extra)
        base = collection.url.rpartition("/")[0]
        yield ImportedEntry(
            key=title,
            place=place,
            title=title,
            text=text,
            aliases=tuple(names[key_form(title)]),
            category=categories[0] if categories else "",
            language=options.language,
            origin=f"{base}/{title.replace(' ', '_')}" if base else "",
            updated=day(said(page, "timestamp")),
            lost=tuple(notes),
            collection=collection,
        )
