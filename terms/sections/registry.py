"""Which sections the page of a term has. Pure.

Those of terms themselves are declared in `terms/sections/declared.py`; an app above adds its own,
or what it brings to one of these, in `AppConfig.ready()`.
"""

import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from terms.sections.declared import SECTIONS
from terms.sections.section import FRONT_MATTER, Part, Section

_sections = {section.key: section for section in SECTIONS}


PRIVATE_CONTEXTS: list[Callable[[Any, uuid.UUID | None], Mapping[str, Any]]] = []
"""What private templates of other apps show, of a term and whoever reads it."""


def register(section: Section, *, after: str = "") -> None:
    """Add a section to every term's page, behind the one with the key `after` or as the last."""
    names = [key for key in _sections if key != section.key]
    _sections[section.key] = section
    names.insert(names.index(after) + 1 if after else len(names), section.key)
    ordered = {name: _sections[name] for name in names}
    _sections.clear()
    _sections.update(ordered)


def extend(key: str, part: Part) -> None:
    """Bring a part to a section that another app has declared; it is drawn after the others."""
    section = _sections[key]
    if part not in section.parts:
        _sections[key] = replace(section, parts=(*section.parts, part))


def put_after(key: str, template: str) -> None:
    """Draw the private `template` of another app after a section."""
    _sections[key] = replace(_sections[key], private_after=template)


def private_context(term: Any, learner_id: uuid.UUID | None) -> dict[str, Any]:
    """What the private templates of other apps show."""
    return {
        name: shown for read in PRIVATE_CONTEXTS for name, shown in read(term, learner_id).items()
    }


def sections() -> tuple[Section, ...]:
    """All sections, in the reader's order."""
    return tuple(_sections.values())


def section_of(key: str) -> Section | None:
    """The section with this anchor."""
    return _sections.get(key)


def parts() -> Iterator[tuple[Section, Part]]:
    """Every part with its section, in the reader's order."""
    return ((section, part) for section in _sections.values() for part in section.parts)


def row_parts() -> Iterator[Part]:
    """The parts of `term.md` that hold rows."""
    return (part for _, part in parts() if part.relation and part.file == FRONT_MATTER)


def headings() -> dict[str, str]:
    """The fields of the prose in `term.md` by their `## ` headings."""
    return {part.heading: part.name for _, part in parts() if part.heading}


def numbered_parts() -> dict[str, Part]:
    """The parts whose rows have anchors of their own, by what these start with."""
    return {part.anchor: part for _, part in parts() if part.numbered}


def relations() -> Iterator[str]:
    """Every relation of a term that its page reads."""
    for section in _sections.values():
        for part in section.parts:
            yield from part.reads or filter(None, (part.relation,))
        yield from section.reads
