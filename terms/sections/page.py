"""The sections of one term as its page shows them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils.translation import gettext, ngettext

from terms.fields.prose import count_words
from terms.models import Card, Term
from terms.names.reading_time import minutes_for
from terms.sections.layers import Layers, split_layers
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
    def prose(self) -> Layers:
        """The term's own text in it, of which a section has one at most."""
        texts = (f"{part.name}_html" for part in self.section.parts if not part.relation)
        return split_layers("".join(getattr(self.term, name) for name in texts))

    @cached_property
    def cards(self) -> list[Card]:
        """Its numbered rows, a card for each."""
        return [row.card for row in getattr(self.term, self._numbered.relation).all()]

    @property
    def card_anchor(self) -> str:
        """What the anchors of its cards start with: `step` of `step-2`."""
        return self._numbered.anchor

    @property
    def _numbered(self) -> Part:
        return next(part for part in self.section.parts if part.numbered)

    @cached_property
    def brought(self) -> tuple[Part, ...]:
        """The parts that other apps have brought to it, where the term has such rows."""
        return tuple(part for part in self.said if part.template)

    @cached_property
    def said(self) -> tuple[Part, ...]:
        """The parts in which the term says something."""
        return tuple(one for one in self.section.parts if is_on(one) and _says(self.term, one))

    @property
    def count(self) -> int:
        return self.section.count(self.term)

    @property
    def says_something(self) -> bool:
        """Whether the page has anything to show in it."""
        return bool(self.said) or self.section.shows(self.term)


def shown_sections(term: Term) -> list[ShownSection]:
    """The sections below the head of the page of `term` in which it says something, in order."""
    shown = (ShownSection(one, term) for one in _sections_on() if not one.is_in_head)
    return [one for one in shown if one.says_something]


def is_on(declared: Section | Part) -> bool:
    """Whether pages show it: it belongs to no module of the site, or to one that is on."""
    return not declared.module or declared.module in settings.MODULES


def _sections_on() -> Iterator[Section]:
    return filter(is_on, sections())


def glance(term: Term) -> list[str]:
    """What there is in an entry, in a few words each: how long it takes, and what one can do."""
    counts = (
        (section.counted, section.count(term)) for section in _sections_on() if section.counted
    )
    counted = [ngettext(*words, number) % {"number": number} for words, number in counts if number]
    return [*_reading_times(term), *reversed(counted)]


def _reading_times(term: Term) -> list[str]:
    """Of the way to the end of the explanation and of all that stands open; none of a brief one."""
    if term.kind == Term.Kind.BRIEF:
        return []
    explanation = split_layers(term.explanation_html).open_html
    metrics = "".join(f"{one.label} {one.measures_html}" for one in term.key_metrics.all())
    takeaways = " ".join(one.text_html for one in term.takeaways.all())
    summary = count_words(f"{term.tldr_html} {takeaways} {metrics} {explanation}")
    words = {"summary": minutes_for(summary), "all": term.read_minutes}
    if words["summary"] >= words["all"]:
        return [ngettext("%(all)s minute", "%(all)s minutes", words["all"]) % words]
    return [gettext("%(summary)s-minute summary, %(all)s minutes in all") % words]


def scripts_of(shown: Iterable[ShownSection]) -> list[str]:
    """The static scripts that these sections need, each once."""
    return list(dict.fromkeys(name for one in shown for part in one.said for name in part.scripts))


def _says(term: Term, part: Part) -> bool:
    if not part.relation:
        return bool(getattr(term, f"{part.name}_html"))
    rows: Any = getattr(term, part.relation, None)
    return bool(rows.all()) if hasattr(rows, "all") else rows is not None
