"""Prose in the few forms in which most of it is written, made into HTML without a parser. Pure.

These are paragraphs, lists without paragraphs in them, links of our own and words in bold, of signs
that mean nothing else to Markdown and HTML.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

_SIGN = r"(?:[^\W_]|[ ,.;:?'’“”()%$–-])"
_WORD = r"[^\W_](?:[^\W_]|[ ,.%$'’–-])*"
_LINK = rf"\[{_WORD}\]\((?:figure|term):[A-Za-z0-9-]+\)(?={_SIGN}|$)"
_BOLD = rf"\*\*{_WORD}(?<! )\*\*(?={_SIGN}|$)"
_LINE = re.compile(rf"(?=[^\W\d_]|\[|\*)(?:{_SIGN}|{_LINK}|{_BOLD})*(?<! )")
_PLAIN = re.compile(r"[^\W\d_](?:[\w ,.;:?'’“”()%$–-]*\w)?[.?)%]?")
_INLINE = re.compile(
    r"\[(?P<words>[^\]]*)\]\((?P<scheme>figure|term):(?P<name>[^)]*)\)|\*\*(?P<bold>[^*]*)\*\*"
)
_ITEM = "- "


def is_plain(text: str) -> bool:
    """Whether `text` is a line that begins with a letter and holds no sign that Markdown or HTML
    knows: a paragraph as it stands."""
    return "_" not in text and _PLAIN.fullmatch(text) is not None


def plain_html(text: str, link: Callable[[str, str], str]) -> str | None:
    """The HTML of `text`; None where it is of other forms too.

    `link` gives the opening tag of a link with a scheme, `figure` or `term`, to a name.
    """
    blocks = [block.split("\n") for block in text.split("\n\n")]
    are_lists = [block[0].startswith(_ITEM) for block in blocks]
    if any(one and other for one, other in pairwise(are_lists)):
        return None
    htmls = []
    for lines, is_list in zip(blocks, are_lists, strict=True):
        if (html := _block(lines, is_list=is_list)) is None:
            return None
        htmls.append(html)
    return _INLINE.sub(lambda found: _inline(found, link), "\n".join(htmls))


def _block(lines: list[str], *, is_list: bool) -> str | None:
    """A paragraph or a list whose lines are yet to be linked."""
    if is_list and not all(line.startswith(_ITEM) for line in lines):
        return None
    contents = [line.removeprefix(_ITEM) for line in lines] if is_list else lines
    if not all(_LINE.fullmatch(content) for content in contents):
        return None
    if is_list:
        return "\n".join(["<ul>", *(f"<li>{content}</li>" for content in contents), "</ul>"])
    return "<p>" + "\n".join(contents) + "</p>"


def _inline(found: re.Match[str], link: Callable[[str, str], str]) -> str:
    if found["bold"] is not None:
        return f"<strong>{found['bold']}</strong>"
    return f"{link(found['scheme'], found['name'])}{found['words']}</a>"
