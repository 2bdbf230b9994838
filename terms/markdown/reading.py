"""Markdown made into safe HTML, with word of everything that would not reach a reader."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

from markdown_it import MarkdownIt

from terms.markdown.parser import TERM_ADDRESS, build_block_parser, build_parser
from terms.markdown.prose import Fault, Findings, Prose
from terms.markdown.sanitizing import lost, sanitize

_Known = dict[tuple[str, str], Prose]
_KNOWN: ContextVar[_Known | None] = ContextVar("known", default=None)


@contextmanager
def each_text_once() -> Iterator[None]:
    """Inside, a text that is checked and then stored is parsed only the first time."""
    token = _KNOWN.set({})
    try:
        yield
    finally:
        _KNOWN.reset(token)


def read_markdown(text: str, term_address: str = TERM_ADDRESS) -> Prose:
    """What `text` comes to; no script, style or form can come through.

    `term_address` is the path of a term's page, with `ANY_SLUG` for the term's slug.
    """
    known = _KNOWN.get()
    if known is None:
        return _read(text, term_address)
    if (text, term_address) not in known:
        known[text, term_address] = _read(text, term_address)
    return known[text, term_address]


def _read(text: str, term_address: str) -> Prose:
    if not text:
        return Prose()
    env: dict[str, Any] = {"term_address": term_address}
    html = _parser().render(text, env)
    found: Findings = env["findings"]
    clean = sanitize(html)
    # What a text has that it may not have is said once, where it stands; the comparison is for
    # what nobody thought of.
    faults = found.faults or [Fault(1, message) for message in lost(html, clean)]
    return Prose(
        clean.strip(),
        tuple(faults),
        tuple(found.links),
        tuple(found.images),
        tuple(found.notes),
        tuple(found.blocks),
        tuple(map(tuple, found.paragraphs)),
    )


def find_sections(text: str) -> list[tuple[str, int, int]]:
    """Each heading of level 2 that stands by itself: its title, its line and the line after it.

    Lines count from 0. What looks like a heading inside code, a quotation or a comment is none.
    """
    tokens = _block_parser().parse(text)
    return [
        (tokens[at + 1].content, *(token.map or (0, 0)))
        for at, token in enumerate(tokens)
        if token.type == "heading_open" and token.tag == "h2" and token.level == 0
    ]


@cache
def _parser() -> MarkdownIt:
    return build_parser()


@cache
def _block_parser() -> MarkdownIt:
    return build_block_parser()
