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

from terms.plain_markdown import plain_html

ANY_SLUG = "any-slug-at-all"
"""Stands in the address that a term's page would have for the slug of that term."""

_TAGS = {
    *("p", "br", "em", "strong", "code", "pre", "a", "ul", "ol", "li", "h3", "h4"),
    *("blockquote", "table", "thead", "tbody", "tr", "th", "td", "sup", "sub", "abbr", "dfn"),
}
_SLUG = re.compile(r"[-a-zA-Z0-9_]+")


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


def render_markdown(text: str, term_address: str) -> str:
    """Markdown to sanitised HTML: no script, style, form or image can come through.

    `term_address` is the path of a term's page, with `ANY_SLUG` for the term's slug.
    """
    plain = plain_html(text, lambda scheme, name: _opening_tag(scheme, term_address, name))
    return convert_markdown(text, term_address) if plain is None else plain


def _opening_tag(scheme: str, term_address: str, name: str) -> str:
    return _any_opening_tag(scheme, term_address).replace(ANY_SLUG, name)


@cache
def _any_opening_tag(scheme: str, term_address: str) -> str:
    html = convert_markdown(f"[words]({scheme}:{ANY_SLUG})", term_address)
    return html.removeprefix("<p>").removesuffix("words</a></p>")


def convert_markdown(text: str, term_address: str) -> str:
    """What `render_markdown` gives, whatever forms the text is of; it takes fifty times as long."""
    html = _converter_of(get_ident(), term_address).reset().convert(text)
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href", "title"}, "abbr": {"title"}},
        allowed_classes={"a": {"figure-link", "term-link"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener",
    )
