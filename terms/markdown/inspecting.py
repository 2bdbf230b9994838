"""The way through a text's tokens, on which all is noted that it names or that would be lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, MutableMapping
from itertools import zip_longest
from typing import Any
from urllib.parse import unquote

from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from terms.markdown.prose import Fault, Mention, Prose, Run

_BLOCKS = {
    "paragraph_open": "a paragraph",
    "heading_open": "a heading",
    "bullet_list_open": "a list",
    "ordered_list_open": "a list",
    "dl_open": "a list of definitions",
    "fence": "a block of code",
    "code_block": "a block of code",
    "blockquote_open": "a quotation",
    "table_open": "a table",
    "hr": "a line across",
}
_DEEPEST = 20
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_NO_LINK = re.compile(r"\]\(")
_NO_NOTE = re.compile(r"\[\^(?P<label>[^\s\[\]]+)\]")
_NO_REFERENCE = re.compile(r"\[[^\[\]]+\]\[(?P<label>[^\[\]]+)\]")
_IMAGE_NAME = re.compile(r"(?!\.)[^/\\:?#]+")
_SCHEME = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*):", re.I)
_SCHEMES = ("http", "https", "mailto", "figure", "term")
_ADDRESS = re.compile(r"(?:https?://|mailto:|/(?!/)|#|\?)\S", re.I)
_OWN = re.compile(r"(?P<scheme>figure|term):(?P<name>.*)")
_NAME = re.compile(r"[-a-zA-Z0-9_\u0080-\U0010ffff]+")


def inspect(state: StateCore) -> None:
    """A rule of the parser, after paragraphs are read and before footnotes go to the end."""
    state.env["prose"] = Inspector(state).prose


def without_comments(html: str) -> str:
    """What is left of HTML without its comments."""
    return _COMMENT.sub("", html)


class Inspector:
    """Walks through the tokens of one text in the order of their lines."""

    def __init__(self, state: StateCore) -> None:
        self.prose = Prose()
        self._lines = state.src.split("\n")
        self._line = 1
        self._columns = 0
        self._used: set[str] = set()
        self._defined: dict[str, int] = {}
        for token in state.tokens:
            self._see_block(token)
        self._see_references(state.env)
        self._see_definitions()

    def _fault(self, message: str, line: int | None = None) -> None:
        self.prose.faults.append(Fault(line or self._line, message))

    def _see_block(self, token: Token) -> None:
        if token.map:
            self._line = token.map[0] + 1
        if token.level == 0 and token.type in _BLOCKS:
            self.prose.blocks.append(Mention(self._line, _BLOCKS[token.type]))
        if token.level == _DEEPEST:
            self._fault("stands too deep inside lists and quotations")
        if see := self._SEE.get(token.type):
            see(self, token)

    def _see_inline(self, token: Token) -> None:
        self._paragraph: list[Run] = []
        self._address = ""
        self.prose.paragraphs.append(self._paragraph)
        children = token.children or []
        for child, following in zip_longest(children, children[1:]):
            if child.type == "link_open" and following and following.type == "link_close":
                self._fault(f"has a link without words to {child.attrs.get('href')}")
            if child.type in ("softbreak", "hardbreak"):
                self._line += 1
                self._read(" ")
            elif see := self._SEE.get(child.type):
                see(self, child)

    def _read(self, text: str) -> None:
        self._paragraph.append(Run(text, self._address))

    def _see_heading(self, token: Token) -> None:
        if token.tag not in ("h3", "h4"):
            written = f"a heading of level {token.tag[1]}"
            self._fault(f"has {written}; inside a section headings are written ### or ####")

    def _see_fence(self, token: Token) -> None:
        start, end = token.map or (0, 0)
        last = self._lines[end - 1].lstrip(" >\t") if end - start > 1 else ""
        if not last.startswith(token.markup) or last.strip(token.markup[0] + " \t\r"):
            self._fault(f"has code that begins with {token.markup} and never ends")

    def _see_html(self, token: Token) -> None:
        if left := without_comments(token.content).strip():
            self._fault(f"has the HTML {_short(left)}: write it in Markdown, or the sign as \\<")
        self._line += token.content.count("\n") if token.type == "html_inline" else 0

    def _see_link(self, token: Token) -> None:
        self._use(token)
        self._address = address = _own_letters(str(token.attrs.get("href", "")))
        self.prose.links.append(Mention(self._line, address))
        if fault := _fault_of_address(address):
            self._fault(fault)

    def _see_link_end(self, token: Token) -> None:
        self._address = ""

    def _see_words(self, token: Token) -> None:
        self._read(token.content)

    def _see_image(self, token: Token) -> None:
        self._use(token)
        name = unquote(str(token.attrs.get("src", ""))).removeprefix("./")
        token.attrs["src"] = str(token.attrs.get("src", "")).removeprefix("./")
        if not _IMAGE_NAME.fullmatch(name):
            self._fault(f"shows {name!r}: an image is the name of a file in the term's own folder")
            token.attrs["src"] = ""
        else:
            self.prose.images.append(Mention(self._line, name))
        if not _alternative(token).strip():
            self._fault(f"shows {name!r} without a text for those who cannot see it: ![text](…)")

    def _see_text(self, token: Token) -> None:
        self._read(token.content)
        for found in _NO_NOTE.finditer(token.content):
            self._fault(f"refers to the footnote {found[0]}, which it does not define")
        for found in _NO_REFERENCE.finditer(token.content):
            message = (
                f"refers to {found['label']!r} in {_short(found[0])}, which it does not define"
            )
            self._fault(f"{message}; \\[ is a plain bracket")
        if _NO_LINK.search(token.content):
            words = _short(token.content)
            self._fault(f"has {words}, which is no link; an address with spaces stands in <…>")

    def _see_note_reference(self, token: Token) -> None:
        self.prose.notes.append(Mention(self._line, token.meta["label"]))

    def _see_note(self, token: Token) -> None:
        label = token.meta["label"]
        if label in self._defined:
            self._fault(f"defines the footnote [^{label}] twice")
        self._defined[label] = self._line

    def _see_header(self, token: Token) -> None:
        self._columns = 0

    def _see_header_cell(self, token: Token) -> None:
        self._columns += 1

    def _see_row(self, token: Token) -> None:
        cells = list(_cells(self._lines[self._line - 1]))
        if self._columns and len(cells) > self._columns:
            self._fault(
                f"has a row of {len(cells)} cells in a table of {self._columns} columns; "
                "\\| is a plain bar"
            )

    def _use(self, token: Token) -> None:
        if label := token.meta.get("label"):
            self._used.add(label)

    def _see_references(self, env: MutableMapping[str, Any]) -> None:
        for label, reference in env.get("references", {}).items():
            if label not in self._used:
                line = reference["map"][0] + 1
                self._fault(f"defines the link [{label.lower()}]:, which nothing in it uses", line)
        for again in env.get("duplicate_refs", []):
            line = again["map"][0] + 1
            self._fault(f"defines the link [{again['label'].lower()}]: twice", line)

    def _see_definitions(self) -> None:
        used = {note.name for note in self.prose.notes}
        for label, line in self._defined.items():
            if label not in used:
                self._fault(f"defines the footnote [^{label}], which nothing in it uses", line)

    _SEE: dict[str, Callable[[Inspector, Token], None]] = {
        "inline": _see_inline,
        "heading_open": _see_heading,
        "fence": _see_fence,
        "html_block": _see_html,
        "html_inline": _see_html,
        "link_open": _see_link,
        "link_close": _see_link_end,
        "code_inline": _see_words,
        "text_special": _see_words,
        "image": _see_image,
        "text": _see_text,
        "footnote_ref": _see_note_reference,
        "footnote_reference_open": _see_note,
        "thead_open": _see_header,
        "th_open": _see_header_cell,
        "tr_open": _see_row,
    }


def _own_letters(address: str) -> str:
    """`address` in the letters of its author, where it names something of this site."""
    return unquote(address) if _OWN.match(address) else address


def _fault_of_address(address: str) -> str:
    """What is wrong with the address of a link; whether it leads anywhere is checked elsewhere."""
    if own := _OWN.fullmatch(address):
        return (
            "" if _NAME.fullmatch(own["name"]) else f"links to the {own['scheme']} {own['name']!r}"
        )
    if _ADDRESS.match(address):
        return ""
    scheme = _SCHEME.match(address)
    if scheme and scheme["scheme"].lower() not in _SCHEMES:
        return f"links to {_short(address)}; an address begins with https:, http: or mailto:"
    allowed = "https://…, /terms/…/, #section, term:slug or figure:key"
    return f"links to {_short(address)!r}; write {allowed}"


def _cells(row: str) -> Iterator[str]:
    """The cells of a row of a table, which may begin and end with a bar."""
    cells = escapedSplit(row.strip().lstrip("> "))
    if cells and not cells[0]:
        cells.pop(0)
    if cells and not cells[-1]:
        cells.pop()
    yield from cells


def _alternative(image: Token) -> str:
    return "".join(child.content for child in image.children or ())


def _short(text: str) -> str:
    line = text.strip().split("\n")[0]
    return line if len(line) <= 60 else f"{line[:60]}…"
