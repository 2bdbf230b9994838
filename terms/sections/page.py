"""The sections of one term as its page shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext

from terms.models import Term
from terms.sections.registry import sections
from terms.sections.section import Part, Section


@dataclass(frozen=True)
class ShownSection:
    """A section with what a term has to say in it."""

    section: Section
    term: Term

    @property
    def title(self) -> str:
        return gettext(self.section.title)

    @cached_property
    def prose_html(self) -> str:
        """The term's own text in it, of which a section has one at most."""
        texts = (f"{part.name}_html" for part in self.section.parts if not part.relation)
        return "".join(getattr(self.term, name) for name in texts)

    @cached_property
    def brought(self) -> tuple[Part, ...]:
        """The parts that other apps have brought to it, where the term has such rows."""
        return tuple(part for part in self.said if part.template)

    @cached_property
    def said(self) -> tuple[Part, ...]:
        """The parts in which the term says something."""
        return tuple(part for part in self.section.parts if _says(self.term, part))

    @property
    def count(self) -> int:
        return self.section.count(self.term)

    @property
    def counted(self) -> str:
        return gettext(self.section.counted)


def shown_sections(term: Term) -> list[ShownSection]:
    """The sections below the head of the page of `term`, in their order."""
    shown = (ShownSection(one, term) for one in sections() if not one.is_in_head)
    return [one for one in shown if one.said or not one.section.is_optional]


def scripts_of(shown: Iterable[ShownSection]) -> list[str]:
    """The static scripts that these sections need, each once."""
    return list(dict.fromkeys(name for one in shown for part in one.said for name in part.scripts))


def _says(term: Term, part: Part) -> bool:
    if not part.relation:
        return bool(getattr(term, f"{part.name}_html"))
    rows: Any = getattr(term, part.relation, None)
    return bool(rows.all()) if hasattr(rows, "all") else rows is not None
