"""The log of reviews as a file: written, and read row by row with word of each that is refused.

A file is JSON: `format`, `version`, and `reviews`, of which each has a number of its own (`id`),
the term's slug, the question's key, the digest of the answer that was right, when it was answered,
and the parts of the point that were earned. Files with the same rows say the same, in any order.
"""

import datetime
import json
import re
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

FORMAT, VERSION = "review-log", 1
MOST_BYTES = 4 * 1024 * 1024
MOST_ROWS = 20_000
MOST_PARTS = 100
"""Parts of a point that a question can be worth: more than any has."""

AHEAD = datetime.timedelta(days=1)
"""How far the clock of the device that wrote the file may be ahead."""

_WORD = re.compile(r"[\w-]{1,80}")
_DIGEST = re.compile(r"[0-9a-f]{16}|")


@dataclass(frozen=True)
class LogRow:
    """One answer, as a file holds it; `at` is in UTC."""

    id: uuid.UUID
    term: str
    question: str
    answer_digest: str
    at: datetime.datetime
    earned: int
    worth: int


@dataclass(frozen=True)
class BadRow:
    """A row that is refused: its place from 1, its field, and the value there, cut short."""

    number: int
    field: str
    value: str


@dataclass(frozen=True)
class LogFile:
    """What was read: rows by their numbers, each once, and those that were refused."""

    rows: Mapping[uuid.UUID, LogRow]
    bad: tuple[BadRow, ...]


class LogFileError(ValueError):
    """A file that is none of a log; the message is a key of what readers are told."""

    TOO_LARGE, NO_JSON, OTHER_FORMAT, OTHER_VERSION, TOO_MANY = (
        "too_large", "no_json", "other_format", "other_version", "too_many",
    )  # fmt: skip


def write_log(rows: Iterable[LogRow]) -> str:
    """The file of these rows, by time and number, so that the same log gives the same bytes."""
    in_order = sorted(rows, key=lambda row: (row.at, row.id))
    reviews = [{**asdict(row), "id": str(row.id), "at": row.at.isoformat()} for row in in_order]
    return json.dumps({"format": FORMAT, "version": VERSION, "reviews": reviews}, indent=1)


def read_log(data: bytes, now: datetime.datetime) -> LogFile:
    """The rows of a file that was sent at `now`. Raises LogFileError."""
    reviews = _reviews_of(data)
    rows, bad = dict[uuid.UUID, LogRow](), list[BadRow]()
    for number, review in enumerate(reviews, start=1):
        row = _read_row(number, review, now + AHEAD)
        if isinstance(row, LogRow):
            rows.setdefault(row.id, row)
        else:
            bad.append(row)
    return LogFile(rows, tuple(bad))


def _reviews_of(data: bytes) -> list[Any]:
    if len(data) > MOST_BYTES:
        raise LogFileError(LogFileError.TOO_LARGE)
    try:
        held = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise LogFileError(LogFileError.NO_JSON) from error
    if not isinstance(held, dict) or held.get("format") != FORMAT:
        raise LogFileError(LogFileError.OTHER_FORMAT)
    if held.get("version") != VERSION:
        raise LogFileError(LogFileError.OTHER_VERSION)
    reviews = held.get("reviews")
    if not isinstance(reviews, list):
        raise LogFileError(LogFileError.OTHER_FORMAT)
    if len(reviews) > MOST_ROWS:
        raise LogFileError(LogFileError.TOO_MANY)
    return reviews


def _read_row(number: int, review: Any, latest: datetime.datetime) -> LogRow | BadRow:
    if not isinstance(review, dict):
        return BadRow(number, "", _short(review))
    fields: dict[str, Any] = {}
    for name, read in _READERS.items():
        try:
            fields[name] = read(review.get(name))
        except (TypeError, ValueError, AttributeError, OverflowError):
            return BadRow(number, name, _short(review.get(name)))
    row = LogRow(**fields)
    if row.at > latest:
        return BadRow(number, "at", _short(review["at"]))
    if row.earned > row.worth:
        return BadRow(number, "earned", _short(review["earned"]))
    return row


def _short(value: Any) -> str:
    """As it stands in the file, of what can be shown."""
    return json.dumps(value, ensure_ascii=False)[:60].encode(errors="replace").decode()


def _text(pattern: re.Pattern[str]) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if pattern.fullmatch(value) is None:
            raise ValueError(value)
        return str(value)

    return read


def _parts(low: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        if type(value) is not int or not low <= value <= MOST_PARTS:
            raise ValueError(value)
        return value

    return read


def _instant(value: Any) -> datetime.datetime:
    at = datetime.datetime.fromisoformat(value)
    if at.tzinfo is None:
        raise ValueError(value)
    return at.astimezone(datetime.UTC)


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "id": uuid.UUID,
    "term": _text(_WORD),
    "question": _text(_WORD),
    "answer_digest": _text(_DIGEST),
    "at": _instant,
    "earned": _parts(0),
    "worth": _parts(1),
}
