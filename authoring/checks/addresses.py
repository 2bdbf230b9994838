"""Links to pages of the site that are written as addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from authoring.files.library import Library, TermFolder
from authoring.files.mentions import links_in
from authoring.files.reading import Problem
from terms.sections.registry import numbered_parts, sections

SlugAt = Callable[[str], str]
"""The slug that an address of the site names, or nothing; LookupError where no page answers."""


def check_addresses(library: Library, slug_at: SlugAt) -> Iterator[Problem]:
    """Addresses to which no page answers, and anchors that the page does not have."""
    terms = {folder.slug for folder in library.folders}
    models = {model.slug for model in library.models}
    known = {"terms": terms, "quizzes": terms, "maturity": models}
    for folder in library.folders:
        anchors = _anchors(folder)
        for document in folder.documents:
            for location, text, link in links_in(document):
                is_own = link.name.startswith(("/", "#"))
                if is_own and (fault := _fault(link.name, anchors, known, slug_at)):
                    problem = document.problem(location, fault, "dead-link")
                    yield replace(problem, line=document.line_in(location, text, link.line))


def _fault(target: str, anchors: set[str], known: dict[str, set[str]], slug_at: SlugAt) -> str:
    if target.startswith("#"):
        return "" if target[1:] in anchors else f"the page has no anchor {target!r}"
    path = re.split(r"[?#]", target, maxsplit=1)[0]
    try:
        slug = slug_at(path)
    except LookupError:
        return f"no page of the site has the address {path!r}"
    room = path.split("/")[1]
    if slug and slug not in known.get(room, {slug}):
        return f"{path!r} leads to {slug!r}, which does not exist"
    return ""


def _anchors(folder: TermFolder) -> set[str]:
    anchors = {section.key for section in sections()}
    if folder.term is None:
        return anchors
    for kind, part in numbered_parts().items():
        rows = part.rows_of(folder.term)
        anchors.update(f"{kind}-{number}" for number in range(1, len(rows) + 1))
    anchors.update(f"figure-{figure.key}" for figure in folder.term.figures)
    anchors.update(f"checklist-{item.key}" for item in folder.term.checklist)
    return anchors
