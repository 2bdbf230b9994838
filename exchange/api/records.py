"""What the API answers and is asked for, beside the records of entries and questions. Pure."""

import datetime
import re
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from exchange.records.record import EntryHead, FigureRecord, Record

Item = TypeVar("Item")


class Asked(BaseModel):
    """The parameters of an address; one that is not declared is refused by name."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Nothing(Asked):
    """No parameters."""


_WITHOUT_NUL = r"^[^\x00]*$"
"""What PostgreSQL can be asked for."""


class PageOfList(Asked):
    limit: int = Field(default=50, ge=1, le=100, description="How many, at most")
    cursor: str = Field(
        default="",
        max_length=200,
        pattern=_WITHOUT_NUL,
        description="What `next` of the page before had",
    )


def _as_a_day_is_written(value: Any) -> Any:
    """Raises ValueError for a number, which pydantic takes for seconds since 1970."""
    if isinstance(value, str) and not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise ValueError("a day is written as 2026-11-28")
    return value


Day = Annotated[datetime.date, BeforeValidator(_as_a_day_is_written)]


class EntriesAsked(PageOfList):
    category: str = Field(
        default="", max_length=100, pattern=_WITHOUT_NUL, description="The slug of a category"
    )
    kind: Literal["", "full", "brief"] = ""
    updated_since: Day | None = Field(default=None, description="A day, as 2026-11-28")


class FiguresAsked(PageOfList):
    kind: Literal["", "measured", "survey", "estimate", "calculation"] = ""
    source: str = Field(
        default="", max_length=100, pattern=_WITHOUT_NUL, description="The key of a source"
    )


class SearchAsked(Asked):
    q: str = Field(min_length=1, max_length=200, description="What to search for")
    limit: int = Field(default=10, ge=1, le=50)


class ListOf(Record, Generic[Item]):
    """A page of a list; `next` is the address of the page after it, if there is one."""

    items: list[Item]
    next: str | None = None


class FigureOfEntry(FigureRecord):
    entry: str = Field(description="The slug of the entry that it belongs to")


class FoundEntry(EntryHead):
    reason: str = Field(default="", description="Why it was found, where its name does not say")


class Found(Record):
    items: list[FoundEntry]
    total: int
    corrected: str = Field(default="", description="What was searched for instead of a misspelling")


class StatementRecord(Record):
    key: str
    level: int
    text: str
    evidence: str
    required: bool
    weight: int
    source: str | None = Field(default=None, description="The address of its source")


class DimensionRecord(Record):
    key: str
    title: str
    description: str = ""
    question: str = ""
    levels: dict[int, str] = Field(
        default_factory=dict, description="Of a short assessment what each level looks like"
    )
    statements: list[StatementRecord] = []


class AssessmentHead(Record):
    slug: str
    title: str
    url: str
    term: str
    minutes: int
    version: int


class AssessmentRecord(AssessmentHead):
    summary: str
    method: str
    dimensions: list[DimensionRecord]


class Problem(Record):
    """RFC 9457: what was wrong with a request, in words that say what to do."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    errors: dict[str, str] = Field(default_factory=dict, description="By parameter what is wrong")
