"""Markdown made into safe HTML. Pure, so that any process can do it."""

from __future__ import annotations

import re
from functools import cache
from threading import get_ident
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

ANY_SLUG = "any-slug-at-all"
"""Stands in the address that a term's page would have for the slug of that term."""

_TAGS = {
    *("p", "br", "em", "strong", "code", "pre", "a", "ul", "ol", "li", "h3", "h4"),
    *("blockquote", "table", "thead", "tbody", "tr", "th", "td", "sup", "sub", "abbr", "dfn"),
}
_SLUG = re.compile(r"[-a-zA-Z0-9_]+")
_PLAIN = re.compile(r"[^\W\d_](?:[\w ,.;:?'’“”()%$–-]*\w)?[.?)%]?")


class _OwnLinks(Treeprocessor):
    """Turns `figure:KEY` and `term:SLUG` into addresses on this site."""

    def __init__(self, md: Markdown, term_address: str) -> None:
        super().__init__(md)
        self._term_address = term_address

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            scheme, _, name = link.get("href", "").partition(":")
            if scheme == "figure":
                link.set("href", f"#figure-{name}")
                link.set("class", "figure-link")
            elif scheme == "term" and not _SLUG.fullmatch(name):
                del link.attrib["href"]
            elif scheme == "term":
                link.set("href", self._term_address.replace(ANY_SLUG, name))
                link.set("class", "term-link")


class _OwnLinksExtension(Extension):
    def __init__(self, term_address: str) -> None:
        super().__init__()
        self._term_address = term_address

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        md.treeprocessors.register(_OwnLinks(md, self._term_address), "own_links", 0)


@cache
def _converter_of(thread: int, term_address: str) -> Markdown:
    """One a thread: making it takes longer than using it, and it cannot be shared."""
    return Markdown(extensions=["tables", "sane_lists", _OwnLinksExtension(term_address)])


def is_plain(text: str) -> bool:
    """Whether `text` is a line that begins with a letter and holds no sign that Markdown or HTML
    knows: a paragraph as it stands."""
    return "_" not in text and _PLAIN.fullmatch(text) is not None


def render_markdown(text: str, term_address: str) -> str:
    """Markdown to sanitised HTML: no script, style, form or image can come through.

    `term_address` is the path of a term's page, with `ANY_SLUG` for the term's slug.
    """
    html = _converter_of(get_ident(), term_address).reset().convert(text)
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href", "title"}, "abbr": {"title"}},
        allowed_classes={"a": {"figure-link", "term-link"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener",
    )
