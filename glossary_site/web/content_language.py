"""Texts of authors on a page whose interface speaks another language. Pure."""

import re

_BLOCKS = {"blockquote", "div", "dl", "h2", "h3", "h4", "hr", "ol", "p", "pre", "table", "ul"}
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)([^<>]*)>")
_EMPTY = {"br", "col", "hr", "img"}


def marked_as(html: str, language: str, direction: str) -> str:
    """`html`, which is sanitised, with the language on each of its outermost blocks.

    A text without blocks is wrapped in a span, since it may stand inside a paragraph.
    """
    attributes = f' lang="{language}" dir="{direction}"'
    first = _TAG.match(html.lstrip())
    if not first or first[2] not in _BLOCKS:
        return f"<span{attributes}>{html}</span>" if html.strip() else html
    depth, done, parts = 0, 0, list[str]()
    for tag in _TAG.finditer(html):
        is_end, name = bool(tag[1]), tag[2]
        if not depth and not is_end:
            parts += [html[done : tag.end(2)], attributes]
            done = tag.end(2)
        if name not in _EMPTY:
            depth += -1 if is_end else 1
    return "".join([*parts, html[done:]])
