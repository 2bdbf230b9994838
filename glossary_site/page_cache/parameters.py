"""Which parameters of its address a public page depends on, and how one set of them is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

LONGEST_READ = 8000
"""Characters of a query that are looked at; browsers and servers rarely send more."""


class Query(NamedTuple):
    """The one way to write what an address asks of a view.

    `is_endless` says that a parameter in it takes values without end.
    """

    text: str
    is_endless: bool


PLAIN = Query("", False)


@dataclass(frozen=True)
class PublicPage:
    """What a view declares whose pages are the same for everyone without state.

    `params` are the parameters that choose one of the site's pages, such as a letter or a number
    of a page; `endless` those that hold whatever a reader types. All others change nothing.
    """

    params: tuple[str, ...] = ()
    endless: tuple[str, ...] = ()

    def read(self, query: str) -> Query | None:
        """The declared parameters of `query`, in their order and decoded; all others are dropped.

        None where it is not plain which page is meant: a parameter is given twice, or a chosen one
        is empty. What that means, only the view knows.
        """
        if not query:
            return PLAIN
        if len(query) > LONGEST_READ:
            return None
        given: dict[str, str] = {}
        readable = query.encode("latin-1", "replace").decode(errors="replace")
        for name, value in parse_qsl(readable, keep_blank_values=True):
            if name not in self.params and name not in self.endless:
                continue
            if name in given or (not value and name in self.params):
                return None
            given[name] = value
        ordered = [(name, given[name]) for name in (*self.params, *self.endless) if name in given]
        return Query(urlencode(ordered), any(name in given for name in self.endless))
