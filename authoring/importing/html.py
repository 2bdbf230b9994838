"""HTML as this site's Markdown, with word of what of it is lost. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

from authoring.importing.entries import Note

Say = Callable[[str, str], None]
"""Notes a loss: its kind, and what exactly."""

_CODE = re.compile(
    r"^[ \t>]*(?P<fence>`{3,}|~{3,})[^\n]*\n(?:.*?\n)??[ \t>]*(?P=fence)[`~]*[ \t]*$"
    r"|(?<!`)(?P<tick>`+)(?!`)(?:(?!\n\n).)+?(?<!`)(?P=tick)(?!`)",
    re.MULTILINE | re.DOTALL,
)
_SUPERSCRIPT = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_SUBSCRIPT = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_TAG_LIKE = re.compile(r"</?[a-zA-Z][\w:.-]*(?:\s[^<>]*)?/?>|<!--|<!\w|<\?")


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """`text` with everything changed that is no code."""
    done, parts = 0, []
    for found in _CODE.finditer(text):
        parts += [change(text[done : found.start()]), found[0]]
        done = found.end()
    return "".join([*parts, change(text[done:])])

_BRACKETED_ADDRESS = re.compile(r"\]\(<([^<>\n]*)>")


class _HtmlReader(HTMLParser):
    """Writes Markdown as it reads HTML; in Markdown all but the tags stays as it is."""

    _MARKS = {"b": "**", "strong": "**", "em": "*", "i": "*", "del": "~~", "s": "~~"}
    _BLOCKS = frozenset(
        "p div section article figure figcaption header footer aside main details summary center "
        "blockquote ul ol dl table thead tbody tfoot tr dt dd pre hr h1 h2 h3 h4 h5 h6 li".split()
    )
    _INLINE = frozenset("span small u abbr cite q font time label mark ins kbd samp var".split())
    _VOID = frozenset("br hr img wbr source link meta input area col".split())
    _SILENT = frozenset("script style iframe object embed video audio svg form noscript".split())

    def __init__(self, say: Say, *, is_markdown: bool) -> None:
        super().__init__(convert_charrefs=not is_markdown)
        self._say, self._is_markdown = say, is_markdown
        self._outs: list[list[str]] = [[]]
        self._lists: list[list[int | None]] = []
        self._links: list[str] = []
        self._silent = 0
        self._pre = 0
        self._code = 0
        self._cells: list[list[str]] = []
        self._raised: list[str] = []

    def text(self) -> str:
        while len(self._outs) > 1:
            inner = "".join(self._outs.pop())
            self._put(inner)
        text = "".join(self._outs[0])
        return text if self._is_markdown else re.sub(r"[ \t]*\n(?:[ \t]*\n)+", "\n\n", text).strip()

    def _put(self, text: str) -> None:
        if not self._silent:
            self._outs[-1].append(text)

    def _open(self) -> None:
        self._outs.append([])

    def _close(self) -> str:
        return "".join(self._outs.pop()) if len(self._outs) > 1 else ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in self._SILENT:
            self._silent += tag not in self._VOID
            self._say("HTML that runs or embeds something is left out", f"<{tag}>")
        elif self._silent:
            return
        elif tag in self._MARKS:
            self._open()
        elif tag in ("sub", "sup"):
            self._open()
        elif tag in ("code", "tt", "kbd", "samp") and not self._pre:
            self._code += 1
            self._open()
        elif tag == "a":
            self._links.append(given.get("href", ""))
            self._open()
        elif tag == "img":
            alt = " ".join(given.get("alt", "").split())
            self._put(f"![{alt}](<{given.get('src', '')}>)")
        elif tag == "br":
            self._put(" " if self._cells else "\\\n")
        elif tag in self._BLOCKS:
            self._start_block(tag, given)
        elif tag not in self._INLINE and tag not in self._VOID:
            self._unknown(self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self._VOID:
            self.handle_starttag(tag, attrs)
        elif tag not in self._BLOCKS and tag not in self._INLINE and tag not in self._SILENT:
            self._unknown(self.get_starttag_text() or "")

    def _unknown(self, written: str) -> None:
        if re.match(r"</?[A-Z]", written):
            self._say("a component is left out", " ".join(written.split())[:60])
        elif re.match(r"<(?:[a-z][\w+.-]*:[^\s]*|[^\s<>]+@[^\s<>]+)>", written):
            self._put(written)  # an address in angle brackets
        elif self._is_markdown:
            self._put(f"\\{written}")

    def _start_block(self, tag: str, given: dict[str, str]) -> None:
        if tag in ("ul", "ol"):
            start = given.get("start", "1")
            self._lists.append([int(start) if start.isdecimal() else 1] if tag == "ol" else [None])
            self._put("\n\n" if len(self._lists) == 1 else "\n")
        elif tag in ("blockquote", "li", "td", "th"):
            self._open()
        elif tag == "pre":
            self._pre += 1
            self._open()
        elif tag == "hr":
            self._put("\n\n---\n\n")
        elif tag[0] == "h" and tag[1:].isdigit():
            self._put(f"\n\n{'#' * int(tag[1])} ")
        elif tag == "dd":
            self._put("\n: ")
        elif tag == "table":
            self._put("\n\n")
            self._cells = []
        elif tag == "tr":
            self._cells.append([])
        else:
            self._put("\n\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._SILENT:
            self._silent = max(0, self._silent - 1)
        elif self._silent:
            return
        elif mark := self._MARKS.get(tag):
            inner = self._close()
            before = " " if inner[:1].isspace() else ""
            after = " " if inner[-1:].isspace() else ""
            said = inner.strip()
            self._put(f"{before}{mark}{said}{mark}{after}" if said else inner)
        elif tag in ("sub", "sup"):
            self._put(_raised(tag, self._close()))
        elif tag in ("code", "tt", "kbd", "samp") and self._code:
            self._code -= 1
            self._put(as_code(self._close()))
        elif tag == "a" and self._links:
            words, address = " ".join(self._close().split()), self._links.pop()
            self._put(f"[{words}](<{address}>)" if words and address else words)
        elif tag in self._BLOCKS:
            self._end_block(tag)
        elif self._is_markdown and tag not in self._INLINE and tag not in self._VOID:
            self._put(f"\\</{tag}>")

    def _end_block(self, tag: str) -> None:
        if tag in ("ul", "ol"):
            if self._lists:
                self._lists.pop()
            self._put("\n\n" if not self._lists else "")
        elif tag == "li":
            self._end_item(self._close())
        elif tag == "blockquote":
            lines = re.sub(r"\n{3,}", "\n\n", self._close()).strip().split("\n")
            self._put("\n\n" + "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n")
        elif tag == "pre" and self._pre:
            self._pre -= 1
            self._put(as_fence(self._close()))
        elif tag == "table":
            self._put(_table(self._cells) + "\n\n")
            self._cells = []
        elif tag == "dt":
            self._put("")
        elif tag not in ("tr", "thead", "tbody", "tfoot"):
            self._put("\n\n")

    def _end_item(self, inner: str) -> None:
        text = re.sub(r"\n{3,}", "\n\n", inner).strip()
        mark = "-"
        if self._lists and (number := self._lists[-1][0]) is not None:
            mark = f"{number}."
            self._lists[-1][0] = number + 1
        indent = " " * (len(mark) + 1)
        lines = text.split("\n")
        rest = "".join(f"\n{indent}{line}" if line.strip() else "\n" for line in lines[1:])
        self._put(f"{mark} {lines[0]}{rest}\n")

    def handle_data(self, data: str) -> None:
        if self._is_markdown or self._pre or self._code:
            self._put(data)
        else:
            self._put(escaped(re.sub(r"\s+", " ", data)))

    def handle_entityref(self, name: str) -> None:
        self._put(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._put(f"&#{name};")


class _TableReader(_HtmlReader):
    """Cells are gathered into rows."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("td", "th") and not self._silent:
            self._open()
        else:
            super().handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and not self._silent:
            words = " ".join(self._close().split()).replace("|", "\\|")
            if not self._cells:
                self._cells.append([])
            self._cells[-1].append(words)
        else:
            super().handle_endtag(tag)


def html_to_markdown(html: str, say: Say) -> str:
    """The Markdown of a piece of HTML."""
    reader = _TableReader(say, is_markdown=False)
    reader.feed(re.sub(r"<!--.*?-->", "", html, flags=re.DOTALL))
    reader.close()
    return reader.text()


def without_html(text: str, say: Say) -> str:
    """Markdown whose HTML is written in Markdown, or as the signs that a reader sees."""

    def change(part: str) -> str:
        if not _TAG_LIKE.search(part):
            return part
        part = re.sub(r"<!--.*?-->", "", part, flags=re.DOTALL)
        part = _BRACKETED_ADDRESS.sub("](\ufdd0\\1\ufdd1", part)
        reader = _TableReader(say, is_markdown=True)
        reader.feed(part)
        reader.close()
        return reader.text().replace("\ufdd0", "<").replace("\ufdd1", ">")

    return outside_code(text, change)


def escaped(text: str) -> str:
    """Plain text in which Markdown finds no markup."""
    text = re.sub(r"([\\`*\[\]<]|(?<!\w)_|_(?!\w)|(?<=~)~)", r"\\\1", text)
    return re.sub(r"(?m)^(\s*)([#>+-]|=+$|\d+[.)])(?=\s|$)", _escaped_start, text)


def _escaped_start(found: re.Match[str]) -> str:
    mark = found[2]
    return f"{found[1]}{mark[:-1]}\\{mark[-1]}"


def as_code(text: str) -> str:
    """Code in a line; nothing of nothing."""
    line = " ".join(text.split())
    if not line:
        return ""
    ticks = "`" * (max((len(run) for run in re.findall(r"`+", line)), default=0) + 1)
    room = " " if "`" in (line[0], line[-1]) else ""
    return f"{ticks}{room}{line}{room}{ticks}"


def as_fence(text: str, language: str = "") -> str:
    """Code that stands apart."""
    ticks = "`" * max(3, max((len(run) for run in re.findall(r"`+", text)), default=0) + 1)
    code = text.strip("\n")
    return f"\n\n{ticks}{language}\n{code}\n{ticks}\n\n"


def _raised(tag: str, inner: str) -> str:
    table = _SUPERSCRIPT if tag == "sup" else _SUBSCRIPT
    if inner and all(ord(sign) in table for sign in inner):
        return inner.translate(table)
    return f"^{inner}" if tag == "sup" and inner and "[" not in inner else inner


def _table(rows: list[list[str]]) -> str:
    rows = [row for row in rows if row]
    if not rows:
        return ""
    width = max(map(len, rows))
    lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
    return "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])


def losses(place: str) -> tuple[list[Note], Say]:
    """A list of what is lost at a place, and what adds to it."""
    notes: list[Note] = []

    def say(what: str, detail: str = "") -> None:
        notes.append(Note(place, what, detail))

    return notes, say
