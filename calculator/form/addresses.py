"""Addresses of the calculator as people paste them: the one reader of all pages.

Nothing is fetched, so that no host matters.
"""

from urllib.parse import SplitResult, urlsplit

from django.core.exceptions import SuspiciousOperation
from django.http import QueryDict

from calculator.form.stored_scenario import FIELDS
from glossary_site.web.addresses.former_addresses import slug_of_today

LONGEST_ADDRESS = 4000
PAGE = "calculator"
SAME_STATE = (
    "embed",
    "worth",
    "result.json",
    "result.csv",
    "result.md",
    "result.svg",
    "result.png",
)
"""What lies under the calculator's page and takes the same state."""


class AddressError(ValueError):
    """A text that is no address of the calculator."""


def read_address(text: str) -> QueryDict:
    """The query of an address: a full one, a relative one, or only what follows its `?`.

    The page, the widget and the files have the same state; a fragment says nothing of it. A preset
    that was renamed has its name of today. Raises `AddressError`.
    """
    pasted = text.strip().replace("&amp;", "&")
    if len(pasted) > LONGEST_ADDRESS:
        raise AddressError(f"{len(pasted)} characters are too many for an address")
    try:
        parts = urlsplit(pasted)
        is_bare = "=" in parts.path and not parts.netloc and not parts.query
        query = QueryDict(parts.path if is_bare else parts.query, mutable=True)
    except (ValueError, SuspiciousOperation) as error:
        raise AddressError(f"{pasted[:80]!r} cannot be read") from error
    says_something = "preset" in query or any(name in query for name in FIELDS)
    if not (says_something if is_bare else _leads_to_calculator(parts, says_something)):
        raise AddressError(f"{pasted[:80]!r} is no address of the calculator")
    if now := slug_of_today("calculator", "preset", query.get("preset", "")):
        query["preset"] = now
    return query


def _leads_to_calculator(parts: SplitResult, says_something: bool) -> bool:
    """Whether the path ends at the calculator, or there is none beside a state."""
    path = [one for one in parts.path.split("/") if one not in ("", ".")]
    if path[-1:] and path[-1] in SAME_STATE:
        path.pop()
    if not path:
        return says_something and not parts.netloc
    return path[-1] == PAGE
