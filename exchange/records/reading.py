"""Published terms read as records."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property
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
from terms.models import Category, Citation, Figure, Glossary, SearchName, Source, Term
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
"""It is in several files, and to read it takes 50 ms."""

NAMES, RELATIONS, FIGURES, SOURCES = "names", "relations", "figures", "sources"
_NEEDED: dict[str, Sequence[str | models.Prefetch[Any]]] = {
    RELATIONS: (
        *("broader_terms__target", "narrower_terms__term", "related_terms__target"),
        *("contrasts__target", "contrasted_from__term", "prerequisites__target"),
    ),
    FIGURES: (models.Prefetch(FIGURES, Figure.objects.select_related("source")),),
    SOURCES: (
        models.Prefetch("citations", Citation.objects.select_related("source")),
        models.Prefetch(FIGURES, Figure.objects.select_related("source")),
    ),
}
"""What a part of a record reads beside the term."""


def read_parts(name: str, base: str, *parts: str) -> EntryRecord | None:
    """The entry that is called so, by its slug or any of its names, with the named parts alone, of
    sections those that have such a list; the rest is empty. None where there is none."""
    return _kept_parts((name, base, parts))


def _read_parts(asked: tuple[str, str, tuple[str, ...]]) -> EntryRecord | None:
    name, base, parts = asked
    is_slug = models.Case(models.When(slug=name, then=0), default=1)
    called_so = models.Q(slug=name) | models.Exists(
        SearchName.objects.filter(term=models.OuterRef("pk"), key=name_key(name))
    )
    terms = Term.objects.for_list().filter(called_so).order_by(is_slug, "title_key")
    if RELATIONS in parts:
        terms = terms.select_related("replaced_by")
    needed = {
        str(getattr(one, "prefetch_to", one)): one
        for part in parts
        for one in _NEEDED.get(part, ())
    }
    term = terms.prefetch_related(*needed.values()).first()
    return _Reader(term, base).entry(frozenset(parts)) if term else None


_kept_parts = cache_until_content_change(_read_parts, maxsize=1024)
"""An agent asks for several things of one entry."""


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


def heads_of(terms: Iterable[Term], base: str) -> dict[int, EntryHead]:
    """What a list says of terms that were read for something else, by their ids."""
    listed = Term.objects.for_list().in_bulk([term.pk for term in terms])
    return {pk: head_of(term, base) for pk, term in listed.items()}


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
        self.url = f"{base}{term.get_absolute_url()}"

    def text(self, markdown: str) -> str:
        """The author's Markdown with absolute addresses."""
        if "](" not in markdown:
            return markdown
        address = reverse("terms:term_detail", args=[ANY_SLUG]).replace(ANY_SLUG, "{slug}")
        return absolute_links(
            markdown,
            base=self.base,
            term_url=f"{self.base}{address}",
            figures_url=f"{self.base}{reverse('terms:figures', args=[self.term.slug])}",
            images=self.images if "![" in markdown else {},
        )

    @cached_property
    def images(self) -> dict[str, str]:
        """The addresses of the term's images by their names."""
        return {one.name: f"{self.base}{one.address}" for one in self.term.images.all()}

    @cached_property
    def line(self) -> Collection[int]:
        """The terms that are broader or narrower, at any distance."""
        return line_of(self.term.pk)

    def entry(self, parts: Collection[str] | None = None) -> EntryRecord:
        """All of it, or the head with these parts."""

        def has(part: str) -> bool:
            return parts is None or part in parts

        term = self.term
        figures = [self.figure(one) for one in term.figures.all()] if has(FIGURES) else []
        citations = term.citations.all() if has(SOURCES) else []
        cited = [(source_of(one.source), one.note) for one in citations]
        shown = [one.source for one in term.figures.all() if one.source] if has(SOURCES) else []
        sources = [one for one, _ in cited] + [source_of(one) for one in shown]
        return EntryRecord(
            **vars(head_of(term, self.base)),
            language=settings.CONTENT_LANGUAGE,
            definition_markdown=self.text(term.tldr),
            names=list(self.names()) if has(NAMES) else [],
            tags=[one.name for one in term.tags.all()] if parts is None else [],
            relations=list(self.relations()) if has(RELATIONS) else [],
            sections=list(self.sections(parts)),
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

    def sections(self, lists: Collection[str] | None) -> Iterator[SectionRecord]:
        """All, or those that have one of these lists."""
        for section in filter(is_on, sections()):
            its_own = {part.name for part in section.parts} - _TYPED_PARTS
            is_asked = lists is None or not its_own.isdisjoint(lists)
            if is_asked and section.key not in _TYPED and (found := self.section(section)):
                yield found

    def section(self, section: Section) -> SectionRecord | None:
        """The section; None where the term says nothing in it."""
        said = [one for one in section.parts if is_on(one) and one.name not in _TYPED_PARTS]
        texts = [self.text(getattr(self.term, one.name)) for one in said if not one.relation]
        rows = {one.name: self.rows(one) for one in said if one.relation}
        if tiers := rows.pop("tiers", None):
            rows |= {"scenario": tiers, "tiers": self.tiers()}
        if steps := rows.get("worked_example.steps"):
            for row, line in zip(steps, self.results(), strict=False):
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
