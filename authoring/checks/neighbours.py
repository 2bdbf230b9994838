"""How terms lead to one another: relations of one direction, and terms that nothing leads to."""

from __future__ import annotations

from collections.abc import Iterator

from authoring.files.library import Library, TermFolder
from authoring.files.mentions import links_in
from authoring.files.reading import Problem, Severity


def check_neighbours(library: Library) -> Iterator[Problem]:
    """Related terms that do not name the term back, and orphans: terms no other leads to."""
    related = {folder.slug: _related(folder) for folder in library.folders}
    for folder in library.folders:
        for index, slug in enumerate(related[folder.slug]):
            if slug in related and folder.slug not in related[slug]:
                yield folder.front.problem(
                    ("related", index, "term"),
                    f"{slug!r} does not name {folder.slug!r} as related in turn",
                    "one-way-relation",
                    Severity.WARNING,
                )
    reached = {slug for folder in library.folders for slug in _leads_to(folder)}
    for folder in library.folders:
        if folder.slug not in reached:
            message = f"no other term names {folder.slug!r} as related or links to it"
            yield folder.front.problem((), message, "orphan", Severity.WARNING)


def _related(folder: TermFolder) -> list[str]:
    return [related.term for related in folder.term.related] if folder.term else []


def _leads_to(folder: TermFolder) -> set[str]:
    links = [link.name for document in folder.documents for _, _, link in links_in(document)]
    linked = {name.removeprefix("term:") for name in links if name.startswith("term:")}
    return {*_related(folder), *linked} - {folder.slug}
