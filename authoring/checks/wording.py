"""Phrases that a site has banned in its `site.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from authoring.checks.passages import Passage, plain
from authoring.files.library import Library
from authoring.files.reading import Document, Problem, Severity

_NAMES = frozenset(
    {"key", "slug", "was", "url", "read_at", "source", "term", "category", "section"}
    | {"figure", "beside", "based_on", "share_figure", "price_figure", "banned_phrases"}
)
"""The fields of which readers read nothing."""


def check_wording(library: Library) -> Iterator[Problem]:
    """Each banned phrase in what readers read, the first of each text, whatever its case."""
    banned = _pattern(library.site.glossary.banned_phrases if library.site else ())
    if banned is None:
        return
    for document in library.documents:
        for passage in _shown(document, is_sources=document is library.sources_document):
            # Most texts have none, and reading Markdown takes far longer than looking.
            if banned.search(passage.text) and (found := banned.search(plain(passage.text))):
                message = f"{found[0]!r} is banned in site.yaml: say it in the site’s own voice"
                problem = passage.warn("banned-phrase", message, found[0])
                yield replace(problem, severity=Severity.ERROR)


def _pattern(phrases: Iterable[str]) -> re.Pattern[str] | None:
    """What finds the phrases as whole words, over ends of lines, emphasis and apostrophes."""
    found = [r"[\W_]+".join(re.findall(r"[^\W_]+", phrase)) for phrase in phrases]
    return re.compile(rf"\b(?:{'|'.join(found)})\b", re.I) if found else None


def _shown(document: Document, *, is_sources: bool) -> Iterator[Passage]:
    """Its texts; of sources the notes alone, as titles are their authors' words."""
    for location, text in document.strings():
        passage = Passage(document, location, text)
        if passage.field not in _NAMES and (passage.field == "note" or not is_sources):
            yield passage
