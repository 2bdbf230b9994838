"""The Markdown of this site: CommonMark with tables, strikethrough, definitions and footnotes."""

import re
from collections.abc import MutableMapping, Sequence
from html import escape
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from terms.markdown.inspecting import inspect, without_comments

ANY_SLUG = "any-slug-at-all"
"""Stands in the address that a term's page would have for the slug of that term."""

TERM_ADDRESS = f"/terms/{ANY_SLUG}/"
"""The path of a term's page on a site that has no path of its own before it."""

_ALIGNED = re.compile(r"text-align:(?P<side>left|center|right)")
_SIDES = {"left": "is-start", "center": "is-center", "right": "is-end"}
_SLUG = re.compile(r"[-a-zA-Z0-9_\u0080-\U0010ffff]+")
_FOREIGN = re.compile(r"(?!https?:|mailto:)[a-z][a-z0-9+.-]*:", re.I)
_DEEPEST = 100
"""Beyond it the library drops what stands there; `inspect` refuses a fifth of that."""

Env = MutableMapping[str, Any]


def build_parser() -> MarkdownIt:
    """A parser, which can be shared between threads."""
    options = {"html": True, "xhtmlOut": False, "store_labels": True, "maxNesting": _DEEPEST}
    parser = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    parser.use(deflist_plugin).use(footnote_plugin, inline=False)
    # What is no address of a link is found by `inspect`; the library would show its markup as text.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.core.ruler.after("inline", "inspect", inspect)
    parser.core.ruler.push("adapt", _adapt)
    for name, rule in _RULES.items():
        parser.add_render_rule(name, rule)
    return parser


def build_block_parser() -> MarkdownIt:
    """The same for blocks alone: what stands inside a paragraph is not looked at."""
    return build_parser().disable(["inline", "inspect", "footnote_tail", "adapt"])


def _adapt(state: StateCore) -> None:
    """Give links their addresses on this site, and cells the class of their side."""
    for token in state.tokens:
        if token.type in ("th_open", "td_open") and "style" in token.attrs:
            side = _ALIGNED.match(str(token.attrs.pop("style")))
            token.attrs["class"] = _SIDES[side["side"]] if side else ""
        for child in token.children or ():
            if child.type == "link_open":
                _lead(child, state.env["term_address"])


def _lead(link: Token, term_address: str) -> None:
    """Turn `figure:KEY` and `term:SLUG` into addresses on this site."""
    scheme, _, name = str(link.attrs.get("href", "")).partition(":")
    title = link.attrs.pop("title", None)
    if scheme == "figure":
        link.attrs = {"class": "figure-link", "href": f"#figure-{name}"}
    elif scheme == "term" and _SLUG.fullmatch(unquote(name)):
        link.attrs = {"class": "term-link", "href": term_address.replace(ANY_SLUG, name)}
    elif _FOREIGN.match(str(link.attrs.get("href", ""))):
        link.attrs = {}
    if title:
        link.attrs["title"] = title


def _code(renderer: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Env) -> str:
    """Code that scrolls inside its own box, by keyboard too."""
    language = tokens[at].info.split()
    kind = f' class="language-{escape(language[0])}"' if language else ""
    return f'<pre tabindex="0"><code{kind}>{escape(tokens[at].content, quote=False)}</code></pre>\n'


def _table_open(*args: Any) -> str:
    return '<div class="table-scroll" tabindex="0"><table>\n'


def _table_close(*args: Any) -> str:
    return "</table></div>\n"


def _raw_html(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Env
) -> str:
    """For the sanitiser, since `inspect` has refused it; a comment is not shown."""
    return without_comments(tokens[at].content)


def _note_number(token: Token) -> str:
    return str(token.meta["id"] + 1)


def _reference_id(token: Token) -> str:
    """Of the first place that a note is referred to from, `fnref1`; of its second, `fnref1-2`."""
    again = token.meta.get("subId", 0)
    return f"fnref{_note_number(token)}" + (f"-{again + 1}" if again else "")


def _note_reference(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Env
) -> str:
    number = _note_number(tokens[at])
    link = f'<a class="note-link" id="{_reference_id(tokens[at])}" href="#fn{number}">'
    return f"<sup>{link}{number}</a></sup>"


def _note_open(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Env
) -> str:
    return f'<li id="fn{_note_number(tokens[at])}">'


def _note_back(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Env
) -> str:
    link = f'<a class="note-back" href="#{_reference_id(tokens[at])}">'
    return f" {link}\u21a9\ufe0e</a>"


_RULES: dict[str, Any] = {
    "fence": _code,
    "code_block": _code,
    "table_open": _table_open,
    "table_close": _table_close,
    "html_block": _raw_html,
    "html_inline": _raw_html,
    "footnote_ref": _note_reference,
    "footnote_block_open": lambda *args: '<ol class="notes">\n',
    "footnote_block_close": lambda *args: "</ol>\n",
    "footnote_open": _note_open,
    "footnote_close": lambda *args: "</li>\n",
    "footnote_anchor": _note_back,
}
