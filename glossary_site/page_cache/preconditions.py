"""What a client makes its request depend on: If-Match and its kin (RFC 9110, section 13)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import Enum
from typing import Any

_TAG = re.compile(r'(?P<weak>W/)?(?P<opaque>"[\x21\x23-\x7e\x80-\xff]*")')
SAFE = frozenset({"GET", "HEAD"})


class Outcome(Enum):
    """What follows from the conditions of a request."""

    PERFORM = "perform"
    NOT_MODIFIED = "304 Not Modified"
    FAILED = "412 Precondition Failed"


def evaluate(environ: Mapping[str, Any], etag: str, last_modified: str) -> Outcome:
    """Weigh the conditions in the order of section 13.2.2, for a GET or HEAD that has an answer.

    `etag` and `last_modified` are what the answer says of itself, or empty: a date that is not
    known is not compared.
    """
    if (wanted := environ.get("HTTP_IF_MATCH")) is not None:
        if not is_named(wanted, etag, strongly=True):
            return Outcome.FAILED
    elif _is_later(last_modified, environ.get("HTTP_IF_UNMODIFIED_SINCE")):
        return Outcome.FAILED
    if (known := environ.get("HTTP_IF_NONE_MATCH")) is not None:
        return Outcome.NOT_MODIFIED if is_named(known, etag) else Outcome.PERFORM
    since = environ.get("HTTP_IF_MODIFIED_SINCE")
    if since and _is_later(last_modified, since) is False:
        return Outcome.NOT_MODIFIED
    return Outcome.PERFORM


def forbids_write(environ: Mapping[str, Any]) -> bool:
    """Whether a request that writes must not: nothing here that is written to has an entity tag.

    So `If-Match` with a tag matches nothing, and `If-None-Match: *` what is there already.
    """
    wanted = str(environ.get("HTTP_IF_MATCH", "*")).strip()
    return wanted != "*" or str(environ.get("HTTP_IF_NONE_MATCH", "")).strip() == "*"


def is_named(field: str, etag: str, *, strongly: bool = False) -> bool:
    """Whether a list of entity tags names this one; `*` names whatever there is.

    By the weak comparison `W/"a"` and `"a"` are the same; by the strong one a weak tag is never.
    """
    if field.strip() == "*":
        return True
    own = _TAG.fullmatch(etag)
    if own is None or (strongly and own["weak"]):
        return False
    named = _TAG.finditer(field)
    return any(tag["opaque"] == own["opaque"] and not (strongly and tag["weak"]) for tag in named)


def _is_later(last_modified: str, since: str | None) -> bool | None:
    """Whether it was changed after `since`; None where either is no date."""
    changed, asked = _date(last_modified), _date(since)
    return changed > asked if changed and asked else None


def _date(text: str | None) -> datetime | None:
    if not text:
        return None
    try:
        date = parsedate_to_datetime(text)
    except ValueError:
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)
