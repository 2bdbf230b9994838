"""The text of sanitised HTML, and where each of its characters stands in the markup.

It reads what nh3 writes and nothing else: tags in lower case, values in double quotes, and every
other `<` as `&lt;`. That is a regular language, so one pass of a regular expression is a parser.
"""

import html as entities
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from terms.names.normal_form import NormalText, normal_text
from terms.names.word_edges import INLINE

BREAK = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in a text wherever a block begins or ends; no label can match across it."""

_NEVER_LINKED = {"a", "code", "pre", "span", "h1", "h2", "h3", "h4", "h5", "h6", "th"}
_TOKEN = re.compile(
    r'<(?P<end>/?)(?P<tag>[a-z][a-z0-9]*)(?: [^<>"]*(?:"[^"]*"[^<>"]*)*)?>'
    r"|(?P<entity>&(?:#?\w{1,10});)"
    r"|(?P<spaces>\s{2,})"
)


@dataclass(frozen=True)
class HtmlText:
    """`text` as a reader sees it, with `BREAK` between blocks.

    `edges` are the places in the text where a tag stands; `closed` the ranges inside headings,
    code and links.
    """

    text: str
    edges: list[int] = field(repr=False)
    closed: list[tuple[int, int]] = field(repr=False)
    _text_starts: list[int] = field(repr=False)
    _html_ranges: list[tuple[int, int]] = field(repr=False)

    @cached_property
    def normal(self) -> NormalText:
        """The normal form of the text."""
        return normal_text(self.text)

    def html_range(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]`, which is not empty, begins and ends in the markup."""
        return self._place(start)[0], self._place(end - 1)[1]

    def is_whole(self, start: int, end: int) -> bool:
        """Whether no tag stands inside `text[start:end]`."""
        index = bisect_right(self.edges, start)
        return index == len(self.edges) or self.edges[index] >= end

    def is_closed(self, start: int, end: int) -> bool:
        """Whether some of `text[start:end]` stands in a heading, in code or in a link."""
        return any(left < end and start < right for left, right in self.closed)

    def _place(self, position: int) -> tuple[int, int]:
        index = bisect_right(self._text_starts, position) - 1
        start, end = self._html_ranges[index]
        following = self._text_starts[index + 1 : index + 2]
        length = (following[0] if following else len(self.text)) - self._text_starts[index]
        if length != end - start:
            return start, end
        offset = start + position - self._text_starts[index]
        return offset, offset + 1


def read_html(html: str) -> HtmlText:
    """The text of `html`, which nh3 has written."""
    parts: list[str] = []
    starts: list[int] = []
    ranges: list[tuple[int, int]] = []
    edges: list[int] = []
    closed: list[tuple[int, int]] = []
    depth = length = opened = 0
    for text, start, end, tag in _pieces(html):
        if tag is None or tag["tag"] not in INLINE:
            parts.append(text)
            starts.append(length)
            ranges.append((start, end))
        if tag is not None:
            edges.append(length)
            depth, before = _depth(tag, depth), depth
            if depth and not before:
                opened = length
            elif before and not depth:
                closed.append((opened, length))
        length += len(text)
    if depth:
        closed.append((opened, length))
    return HtmlText("".join(parts), edges, closed, starts, ranges)


def _pieces(html: str) -> Iterator[tuple[str, int, int, re.Match[str] | None]]:
    """Each piece of text with its place in `html`, and the tag where it stands for one."""
    done = 0
    for token in _TOKEN.finditer(html):
        if token.start() > done:
            yield html[done : token.start()], done, token.start(), None
        done = token.end()
        if token["tag"]:
            text = "" if token["tag"] in INLINE else BREAK
            yield text, token.start(), token.end(), token
        elif token["entity"]:
            text = entities.unescape(token["entity"])
            yield text, token.start(), token.end(), None
        else:
            yield " ", token.start(), token.end(), None
    if done < len(html):
        yield html[done:], done, len(html), None


def _depth(tag: re.Match[str], depth: int) -> int:
    """In how many elements that are never linked the text after `tag` stands."""
    if tag["tag"] not in _NEVER_LINKED:
        return depth
    return max(0, depth - 1) if tag["end"] else depth + 1
