"""The record of an entry: what every format says of it, with addresses that hold anywhere.

Texts are Markdown whose links are absolute. Dates are as their authors gave them: a year, a month
or a day. The models are the schema of the JSON that goes out. Pure.
"""

from __future__ import annotations

import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

NameKind = Literal["alias", "abbreviation", "search only", "deprecated", "shared"]
RelationKind = Literal[
    "broader", "narrower", "related", "contrast", "contrasted by", "replaced by", "prerequisite"
]
Value = str | int | bool


class Record(BaseModel):
    """What all parts of a record have alike: they are made once and never changed."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class SourceRecord(Record):
    """A publication that figures and statements cite."""

    key: str
    title: str
    authors: str
    published: str = Field(description="The year, month or day of publication, as 2026-03")
    url: str | None = None
    checked_on: datetime.date = Field(
        description="When its address and its figures were last checked"
    )
    read_as: str = Field(
        description="primary: in its own text; secondary: in a report; canonical: not re-read"
    )


class FigureRecord(Record):
    """A number or a claim, with where it comes from."""

    key: str
    url: str = Field(description="Where the figure stands on the entry's page of figures")
    value: str = Field(description="The value with its unit, as it is shown: 91%, $0.03, 1.8–24.2%")
    of: str = Field(default="", description="What it is a share of, or counted among")
    states: str = Field(description="The statement in a sentence")
    kind: Literal["measured", "survey", "estimate", "calculation"]
    as_of: str = Field(description="The year, month or day that it holds for")
    source: SourceRecord | None = Field(
        default=None,
        description="None of a calculation of the glossary's own without published inputs",
    )
    caveat: str = ""
    working: str = Field(default="", description="How a calculation comes about")


class NameRecord(Record):
    """Another name of the term."""

    name: str
    kind: NameKind
    meaning: str = Field(
        default="", description="Of a name that other terms share: what it means here"
    )


class RelationRecord(Record):
    """How the entry belongs to another one."""

    kind: RelationKind
    slug: str
    title: str
    url: str
    words: str = Field(default="", description="Why one would go there, or how the two differ")
    is_in_line: bool = Field(
        default=False, description="Whether the other is also broader or narrower, at any distance"
    )


class CategoryRecord(Record):
    slug: str
    title: str
    url: str


class SectionRecord(Record):
    """A section of the entry's page: prose, rows, or both."""

    key: str
    title: str
    url: str
    text: str = ""
    rows: dict[str, list[dict[str, Value]]] = Field(
        default_factory=dict,
        description="By the name of a list what stands in it; figures and sources by their keys",
    )


class EntryHead(Record):
    """What a list of entries says of each."""

    slug: str
    url: str
    title: str
    kind: Literal["full", "brief"]
    definition: str = Field(description="The short answer, in plain words")
    category: CategoryRecord
    updated_on: datetime.date


class EntryRecord(EntryHead):
    """All that the glossary says of a term."""

    language: str = Field(description="BCP 47")
    definition_markdown: str
    names: list[NameRecord] = []
    tags: list[str] = []
    relations: list[RelationRecord] = []
    sections: list[SectionRecord] = []
    figures: list[FigureRecord] = []
    sources: list[SourceRecord] = Field(
        default=[], description="Every source that the entry or one of its figures cites, each once"
    )
    notes_on_sources: dict[str, str] = Field(
        default_factory=dict, description="By the key of a source what the entry says of it"
    )

    def names_of(self, *kinds: NameKind) -> list[str]:
        return [one.name for one in self.names if one.kind in kinds]

    def related_by(self, *kinds: RelationKind) -> list[RelationRecord]:
        return [one for one in self.relations if one.kind in kinds]


class GlossaryRecord(Record):
    """The glossary as a whole, and all of its published entries by their slugs."""

    title: str
    tagline: str
    url: str
    language: str
    updated_on: datetime.date | None = None
    categories: list[CategoryRecord] = []
    entries: list[EntryRecord] = []
