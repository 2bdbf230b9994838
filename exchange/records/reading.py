"""Published terms read as records."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext

from exchange.records.links import absolute_links
from exchange.records.record import (
    CategoryRecord,
    EntryHead,
    EntryRecord,
    FigureRecord,
    GlossaryRecord,
    NameRecord,
    RelationRecord,
    SectionRecord,
    SourceRecord,
    Value,
)
from glossary_site.page_cache.content_version import cache_until_content_change
from terms.fields.prose import ProseField
from terms.markdown.parser import ANY_SLUG
from terms.markdown.plain import plain_text
from terms.models import Category, Figure, Glossary, Source, Term
from terms.names.naming import name_key
from terms.pages.relations import line_of
from terms.sections.page import is_on
from terms.sections.registry import sections
from terms.sections.section import Part, Section

_TYPED = {"names", "at-a-glance", "related"}
"""The sections that a record has fields of its own for."""
_TYPED_PARTS = {"tldr", "sources", "figures", "questions"}
"""Parts that a record has fields for, and questions, whose keys no record may tell."""
_KEYED: dict[type[models.Model], str] = {Figure: "key", Source: "key", Term: "slug"}


def read_entry(slug: str, base: str) -> EntryRecord | None:
    """The published entry; None where there is none. `base` is the origin of the site."""
    return _kept_entry((slug, base))


def _read_entry(asked: tuple[str, str]) -> EntryRecord | None:
    slug, base = asked
    return next(read_entries(base, [slug]), None)


_kept_entry = cache_until_content_change(_read_entry, maxsize=256)
"""An agent asks for several things of one entry; to read it takes 50 ms."""


_READ_AT_ONCE = 100
"""Django asks for what these lead to by a chain of conditions, and SQLite takes 1,000 of them."""


def read_entries(base: str, slugs: Iterable[str] | None = None) -> Iterator[EntryRecord]:
    """The published entries with these slugs, or all, in the order of their titles."""
    terms = Term.objects.for_detail().prefetch_related(
        "images", "narrower_terms__term", "broader_terms__target", "homonyms"
    )
    if slugs is not None:
        terms = terms.filter(slug__in=slugs)
    for term in terms.order_by("title_key", "pk").iterator(chunk_size=_READ_AT_ONCE):
        yield _Reader(term, base).entry()


def slug_of_name(name: str) -> str | None:
    """The slug of the published term that is called so, by its slug or any of its names."""
    published = Term.objects.published()
    found = published.filter(slug=name).values_list("slug", flat=True).first()
    named = published.filter(search_names__key=name_key(name)).order_by("title_key")
    return found or named.values_list("slug", flat=True).first()


def read_glossary(base: str) -> GlossaryRecord:
    """The whole glossary; kept until the content changes."""
    return _kept_glossary(base)


def read_scheme(base: str) -> GlossaryRecord:
    """The glossary without its entries: what it is called, and where it is."""
    glossary = Glossary.objects.first() or Glossary(title=gettext("Glossary"))
    return GlossaryRecord(
        title=glossary.title,
        tagline=glossary.tagline,
        url=f"{base}{reverse('terms:term_list')}",
        language=settings.CONTENT_LANGUAGE,
    )


def _read_glossary(base: str) -> GlossaryRecord:
    entries = list(read_entries(base))
    return read_scheme(base).model_copy(
        update={
            "updated_on": max((one.updated_on for one in entries), default=None),
            "categories": [category_of(one, base) for one in Category.objects.all()],
            "entries": entries,
        }
    )


_kept_glossary = cache_until_content_change(_read_glossary, maxsize=4)
"""A whole glossary is in thirty files, which are mostly fetched one after another."""


def head_of(term: Term, base: str) -> EntryHead:
    """What a list says of a term, of which `for_list` has loaded enough."""
    return EntryHead(
        slug=term.slug,
        url=f"{base}{term.get_absolute_url()}",
        title=term.title,
        kind=term.kind,
        definition=plain_text(term.tldr_html),
        category=category_of(term.category, base),
        updated_on=term.updated_on,
    )


def category_of(category: Category, base: str) -> CategoryRecord:
    url = f"{base}{category.get_absolute_url()}"
    return CategoryRecord(slug=category.slug, title=category.title, url=url)


def figure_of(figure: Figure, base: str) -> FigureRecord:
    """A figure whose term and the images of that are loaded."""
    return _Reader(figure.term, base).figure(figure)


def source_of(source: Source) -> SourceRecord:
    return SourceRecord(
        key=source.key,
        title=source.title,
        authors=source.authors,
        published=source.published,
        url=source.url or None,
        checked_on=source.checked_on,
        read_as=source.read_as,
    )


class _Reader:
    """Reads one term whose sections are loaded."""

    def __init__(self, term: Term, base: str) -> None:
        self.term, self.base = term, base
        self.url, self.line = f"{base}{term.get_absolute_url()}", line_of(term.pk)
        address = reverse("terms:term_detail", args=[ANY_SLUG]).replace(ANY_SLUG, "{slug}")
        self.text = partial(
            absolute_links,
            base=base,
            term_url=f"{base}{address}",
            figures_url=f"{base}{reverse('terms:figures', args=[term.slug])}",
            images={one.name: f"{base}{one.address}" for one in term.images.all()},
        )

    def entry(self) -> EntryRecord:
        term = self.term
        figures = [self.figure(one) for one in term.figures.all()]
        cited = [(source_of(one.source), one.note) for one in term.citations.all()]
        sources = [one for one, _ in cited] + [one.source for one in figures if one.source]
        return EntryRecord(
            **head_of(term, self.base).model_dump(),
            language=settings.CONTENT_LANGUAGE,
            definition_markdown=self.text(term.tldr),
            names=list(self.names()),
            tags=[one.name for one in term.tags.all()],
            relations=list(self.relations()),
            sections=list(self.sections()),
            figures=figures,
            sources=list({one.key: one for one in sources}.values()),
            notes_on_sources={one.key: self.text(note) for one, note in cited if note},
        )

    def figure(self, figure: Figure) -> FigureRecord:
        return FigureRecord(
            key=figure.key,
            url=f"{self.base}{reverse('terms:figures', args=[self.term.slug])}#{figure.key}",
            value=figure.value,
            of=figure.of,
            states=self.text(figure.states),
            kind=figure.kind,
            as_of=figure.as_of,
            source=source_of(figure.source) if figure.source else None,
            caveat=self.text(figure.caveat),
            working=self.text(figure.working),
        )

    def names(self) -> Iterator[NameRecord]:
        term = self.term
        if term.abbreviation and term.abbreviation != term.title:
            yield NameRecord(name=term.abbreviation, kind="abbreviation")
        for alias in term.aliases.all():
            kind = "search only" if alias.linking == "never" else "alias"
            yield NameRecord(name=alias.name, kind=kind)
        for former in term.former_names.all():
            yield NameRecord(name=former.name, kind="deprecated")
        for shared in term.homonyms.all():
            yield NameRecord(name=shared.name, kind="shared", meaning=self.text(shared.meaning))

    def relations(self) -> Iterator[RelationRecord]:
        """Those to terms that readers see, as the page tells them."""
        term = self.term
        for above in term.broader_terms.all():
            yield from self.relation("broader", above.target)
        for below in term.narrower_terms.all():
            yield from self.relation("narrower", below.term)
        for related in term.related_terms.all():
            yield from self.relation("related", related.target, self.text(related.why))
        yield from self.contrasts()
        for first in term.prerequisites.all():
            yield from self.relation("prerequisite", first.target)
        if term.newer:
            yield from self.relation("replaced by", term.newer)

    def contrasts(self) -> Iterator[RelationRecord]:
        """What the term says that it is confused with, then others that say so of it."""
        own = {one.target_id for one in self.term.contrasts.all()}
        for other in self.term.contrasts.all():
            yield from self.relation("contrast", other.target, self.text(other.difference))
        for other in self.term.contrasted_from.all():
            if other.term_id not in own:
                yield from self.relation("contrasted by", other.term, self.text(other.difference))

    def relation(self, kind: str, other: Term, words: str = "") -> Iterator[RelationRecord]:
        if other.status == Term.Status.PUBLISHED:
            url = f"{self.base}{other.get_absolute_url()}"
            yield RelationRecord(
                kind=kind,
                slug=other.slug,
                title=other.title,
                url=url,
                words=words,
                is_in_line=other.pk in self.line,
            )

    def sections(self) -> Iterator[SectionRecord]:
        for section in filter(is_on, sections()):
            if section.key not in _TYPED and (found := self.section(section)):
                yield found

    def section(self, section: Section) -> SectionRecord | None:
        """The section; None where the term says nothing in it."""
        said = [one for one in section.parts if is_on(one) and one.name not in _TYPED_PARTS]
        texts = [self.text(getattr(self.term, one.name)) for one in said if not one.relation]
        rows = {one.name: self.rows(one) for one in said if one.relation}
        if tiers := rows.pop("tiers", None):
            rows |= {"scenario": tiers, "tiers": self.tiers()}
        for row, line in zip(rows.get("worked_example.steps", ()), self.results(), strict=False):
            row["result"] = line
        rows = {name: some for name, some in rows.items() if some}
        text = "\n\n".join(filter(None, texts))
        if not (text or rows):
            return None
        return SectionRecord(
            key=section.key,
            title=gettext(section.title),
            url=f"{self.url}#{section.html_id}" if not section.is_in_head else self.url,
            text=text,
            rows=rows,
        )

    def tiers(self) -> list[dict[str, Value]]:
        """The routes of the term's cost scenario."""
        return [self.row(one, ("name",)) for one in self.term.cost_scenario.tiers.all()]

    def results(self) -> list[str]:
        """What each step of the worked example comes to, as the page shows it."""
        examples = self.term.worked_examples.all()
        return [line.result for example in examples for line in example.lines]

    def rows(self, part: Part) -> list[dict[str, Value]]:
        related: Any = getattr(self.term, part.relation, None)
        found = related.all() if hasattr(related, "all") else [related] if related else []
        order = (*part.titles, *part.texts)
        return [self.row(row, order) for row in found]

    def row(self, row: models.Model, first: Sequence[str]) -> dict[str, Value]:
        """What the author wrote of a row: without what is empty, and what is made of the rest."""
        said: dict[str, Value] = dict.fromkeys(first, "")
        for field in row._meta.concrete_fields:
            if field.primary_key or field.name in ("term", "scenario", "position"):
                continue
            if field.is_relation:
                other = getattr(row, field.name)
                value = getattr(other, _KEYED[type(other)]) if type(other) in _KEYED else None
            else:
                value = getattr(row, field.name)
            if isinstance(field, ProseField):
                value = self.text(str(value))
            elif not field.editable or field.name.endswith("_html"):
                continue
            if value not in (None, ""):
                said[field.name] = f"{value.normalize():f}" if isinstance(value, Decimal) else value
        return {name: value for name, value in said.items() if value != ""}
