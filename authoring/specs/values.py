"""The values that content files are made of: shares, dollars, dates, keys, anchors."""

import datetime
import re
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from glossary_site.text.characters import character_name, forbidden_character
from terms.fields import ranges
from terms.fields.ranges import Range, check_as_of, check_day, read_day
from terms.markdown.prose import Form
from terms.markdown.reading import read_markdown
from terms.names.slugs import is_slug
from terms.sections.registry import numbered_parts, sections

_NUMBER = r"-?[0-9]{1,30}(?:\.[0-9]{1,30})?"
_SHARE = re.compile(rf"({_NUMBER})(?: ?(%)|/([1-9][0-9]{{0,17}}))?")
_SHOWN = 60
_FILLER = re.compile(
    r"[\s\-–—−_.…·•*?~#/\\]+"
    r"|(?:tbd|tba|tbc|to ?do|fixme|n/a|x{3,9}|placeholder|lorem ipsum.*)[\s.…!]*"
    r"|(?-i:TODO|FIXME|TBD)\s*[:(].*"
    r"|(?P<sign>\w)(?P=sign){4,}[\s.…!]*",
    re.IGNORECASE | re.DOTALL,
)


def shown(value: Any) -> str:
    """The value as an error names it, in a few characters."""
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _is_number(value: Any) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _whole(value: Any) -> Any:
    if not _is_number(value) or isinstance(value, Decimal):
        raise ValueError(f"{shown(value)} is not a whole number: write digits, such as 1000")
    return value


def _decimal(value: Any) -> Any:
    if not _is_number(value):
        raise ValueError(f"{shown(value)} is not a number: write digits, such as 1000 or 0.15")
    return value


def _fraction(value: Any) -> Any:
    """Read `70%`, `0.7` or `7/10` as an exact fraction."""
    text = format(value, "f") if isinstance(value, Decimal) else str(value).strip()
    found = _SHARE.fullmatch(text)
    if not found or isinstance(value, bool):
        raise ValueError(f"{shown(value)} is not a share: write 70% or 0.7")
    number, percent, divisor = found.groups()
    return Fraction(number) / (100 if percent else int(divisor or 1))


def _true_or_false(value: Any) -> Any:
    if not isinstance(value, bool):
        raise ValueError(f"{shown(value)} is not a boolean: write true or false")
    return value


def _day(value: Any) -> Any:
    if isinstance(value, str):
        return read_day(value)
    if type(value) is not datetime.date:
        raise ValueError(f"{shown(value)} is not a day: write 2026-11-22")
    check_day(value)
    return value


def _as_of(value: Any) -> Any:
    """Accept a year, a year and month, or a day: 2026, 2026-03, 2026-03-10."""
    check_as_of(str(value))
    return str(value)


def _text(value: Any) -> Any:
    if not isinstance(value, str):
        what = "there is nothing" if value is None else f"{shown(value)} is not a text"
        raise ValueError(f"{what}: write words, in quotes where they look like a number or a date")
    return _printable(value)


def _words(value: Any) -> Any:
    """A text that says something: what only holds a place would be read by somebody."""
    if _FILLER.fullmatch(text := _text(value)) and text.strip():
        raise ValueError(f"{shown(text)} only fills a place: write what is so, or leave it out")
    return text


def _line_of_words(value: Any) -> Any:
    return _line(_words(value))


def _line(value: Any) -> Any:
    return _printable(_text(value).strip(), in_one_line=True)


def _printable(text: str, *, in_one_line: bool = False) -> str:
    if character := forbidden_character(text, in_one_line=in_one_line):
        raise ValueError(f"holds {character_name(character)}, which cannot stand here")
    return text


def _slug(text: str) -> str:
    if not is_slug(text):
        raise ValueError(f"{shown(text)} is no slug: write small letters, digits, single hyphens")
    return text


def _anchor(text: str) -> str:
    known = [section.key for section in sections()]
    if text not in known:
        raise ValueError(f"there is no section {shown(text)}; the sections are: {', '.join(known)}")
    return text


def _source_of_item(text: str) -> str:
    """Accept an anchor that a checklist item may follow from: `mistake-2`, or a text's."""
    kind, _, number = text.partition("-")
    is_row = kind in numbered_parts() and re.fullmatch(r"[1-9][0-9]{0,3}", number) is not None
    if not is_row and text != "explanation":
        rows = ", ".join(f"{kind}-2" for kind in numbered_parts())
        raise ValueError(f"{shown(text)} is no anchor such as explanation, {rows}")
    return text


def within(limits: Range) -> AfterValidator:
    """Refuse a number outside `limits`; the error names it and what is allowed."""

    def check(value: Any) -> Any:
        if fault := limits.fault(value):
            raise ValueError(f"{shown(value)} {fault}")
        return value

    return AfterValidator(check)


def most_words(number: int) -> AfterValidator:
    """Refuse a text of more words."""

    def check(text: str) -> str:
        if (count := len(text.split())) > number:
            raise ValueError(f"has {count} words: write at most {number}")
        return text

    return AfterValidator(check)


def _prose(form: Form) -> AfterValidator:
    """Markdown that can be shown in this form."""

    def check(text: str) -> str:
        if faults := read_markdown(text).faults_in(form):
            message = "; ".join(fault.message for fault in faults)
            raise PydanticCustomError(
                PROSE_FAULTS, "{message}", {"message": message, "faults": faults}
            )
        return text

    return AfterValidator(check)


PROSE_FAULTS = "prose_faults"
"""The type of an error whose context has the `faults` of a text."""

Text = Annotated[
    str, Field(min_length=1, max_length=ranges.TEXT_CHARACTERS), BeforeValidator(_words)
]
"""Plain text: what is Markdown is one of the next three."""
LineProse = Annotated[Text, _prose(Form.LINE), Form.LINE]
Prose = Annotated[Text, _prose(Form.BLOCKS), Form.BLOCKS]
ArticleProse = Annotated[Text, _prose(Form.ARTICLE), Form.ARTICLE]

_ONE_LINE = BeforeValidator(_line)
_IN_WORDS = BeforeValidator(_line_of_words)
Abbreviation = Annotated[
    str, Field(min_length=1, max_length=ranges.ABBREVIATION_CHARACTERS), _ONE_LINE
]
Note = Annotated[str, Field(min_length=1, max_length=ranges.NOTE_CHARACTERS), _ONE_LINE]
Label = Annotated[str, Field(min_length=1, max_length=ranges.LABEL_CHARACTERS), _IN_WORDS]
Title = Annotated[str, Field(min_length=1, max_length=ranges.TITLE_CHARACTERS), _IN_WORDS]
Line = Annotated[str, Field(min_length=1, max_length=ranges.LINE_CHARACTERS), _IN_WORDS]
Slug = Annotated[str, AfterValidator(_slug), _ONE_LINE]
"""A term or a category in its address, in any script."""
SmallKey = Annotated[
    str,
    Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=ranges.KEY_CHARACTERS),
    _ONE_LINE,
]
ONE_OR_MORE = BeforeValidator(lambda value: [value] if isinstance(value, str) else value)
"""A list of which a single item needs no brackets."""
Was = Annotated[list[Slug], Field(max_length=ranges.ROWS), ONE_OR_MORE]
"""The slugs that something had before, the last one first; a single one needs no list."""
Key = Annotated[
    str,
    Field(pattern=r"^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$", max_length=ranges.KEY_CHARACTERS),
    _ONE_LINE,
]
Url = Annotated[
    str, Field(pattern=r"^https?://[^\s]+$", max_length=ranges.URL_CHARACTERS), _ONE_LINE
]
Anchor = Annotated[str, AfterValidator(_anchor), _ONE_LINE]
"""A section of a term's page."""
ItemAnchor = Annotated[str, AfterValidator(_source_of_item), _ONE_LINE]
Whole = Annotated[int, BeforeValidator(_whole)]
Exact = Annotated[Decimal, BeforeValidator(_decimal)]
Portion = Annotated[Fraction, BeforeValidator(_fraction)]
Share = Annotated[Portion, within(ranges.SHARE)]
TrueOrFalse = Annotated[bool, BeforeValidator(_true_or_false)]
Day = Annotated[datetime.date, BeforeValidator(_day)]
AsOf = Annotated[str, BeforeValidator(_as_of)]
FigureKind = Literal["measured", "survey", "estimate", "calculation"]

Rows = Field(max_length=ranges.ROWS)
SomeRows = Field(min_length=1, max_length=ranges.ROWS)


class Spec(BaseModel):
    """A mapping in which every field is known and no text is coerced."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        arbitrary_types_allowed=True,
        str_strip_whitespace=True,
        defer_build=True,  # a site that serves reads no files
    )


class DraftSpec(Spec):
    """A mapping that may be unfinished: a known field without a value is one that is not there.

    So is the mapping itself: a file of comments says nothing yet.
    """

    @model_validator(mode="before")
    @classmethod
    def _leave_out_empty(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return {} if data is None else data
        return {
            name: value
            for name, value in data.items()
            if value not in (None, "") or name not in cls.model_fields
        }
