"""Markdown made into safe HTML, with word of everything that would not reach a reader."""

from functools import cache, lru_cache
from typing import Any

from markdown_it import MarkdownIt

from terms.markdown.parser import TERM_ADDRESS, build_block_parser, build_parser
from terms.markdown.prose import Fault, Prose
from terms.markdown.sanitizing import lost, sanitize

MOST_KEPT = 200_000
"""More texts than 2,000 full terms have, about 60 each: a load reads each to check it, and again to
store it."""


def read_markdown(text: str, term_address: str = TERM_ADDRESS) -> Prose:
    """What `text` comes to; no script, style or form can come through.

    `term_address` is the path of a term's page, with `ANY_SLUG` for the term's slug.
    """
    return _read(text, term_address) if text else Prose()


@lru_cache(maxsize=MOST_KEPT)
def _read(text: str, term_address: str) -> Prose:
    env: dict[str, Any] = {"term_address": term_address}
    html = _parser().render(text, env)
    prose: Prose = env["prose"]
    clean = sanitize(html)
    prose.html = clean.strip()
    # What a text has that it may not have is said once, where it stands; the comparison is for
    # what nobody thought of.
    prose.faults = prose.faults or [Fault(1, message) for message in lost(html, clean)]
    return prose


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
