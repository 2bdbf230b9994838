"""HTML as this site's Markdown, with word of what of it is lost. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html.parser import HTMLParser

from authoring.importing.entries import Note

Say = Callable[[str, str], None]
"""Notes a loss: its kind, and what exactly."""

CODE = re.compile(
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
    for found in CODE.finditer(text):
        parts += [change(text[done : found.start()]), found[0]]
        done = found.end()
    return "".join([*parts, change(text[done:])])


_MARKS = {"b": "**", "strong": "**", "em": "*", "i": "*", "del": "~~", "s": "~~", "strike": "~~"}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset(
    (
        *("p", "div", "section", "article", "figure", "figcaption", "header", "footer", "aside"),
        *("main", "details", "summary", "center", "dl", "dt", "dd", "thead", "tbody", "tfoot"),
        *_HEADINGS,
    )
)
_INLINE = frozenset(
    (
        *("span", "small", "u", "abbr", "cite", "q", "font", "time", "label", "mark", "ins", "var"),
        *("wbr", "source", "link", "meta", "input", "area", "col", "colgroup", "caption"),
    )
)
"""What says nothing that Markdown could say."""
_SILENT = frozenset(
    ("script", "style", "iframe", "object", "embed", "video", "audio", "svg", "form", "noscript")
)
_BRACKETED_ADDRESS = re.compile(r"\]\(<([^<>\n]*)>")


class _HtmlReader(HTMLParser):
    """Writes Markdown as it reads HTML; in Markdown all but the tags stays as it is."""

    def __init__(self, say: Say, *, is_markdown: bool) -> None:
        super().__init__(convert_charrefs=not is_markdown)
        self._say, self._is_markdown = say, is_markdown
        self._outs: list[list[str]] = [[]]
        """What is written inside each element that is open and whose inside is looked at."""
        self._lists: list[int | None] = []
        """Of each open list the next number; none of a bulleted one."""
        self._links: list[str] = []
        self._rows: list[list[str]] = []
        self._silent = self._pre = self._code = 0

    def text(self) -> str:
        """What was written, also inside of what never ended."""
        while len(self._outs) > 1:
            self._put(self._close())
        text = "".join(self._outs[0])
        return text if self._is_markdown else _tidied(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
            self._say("HTML that runs or embeds something is left out", f"<{tag}>")
        elif self._silent or tag in _INLINE:
            return
        elif start := self._STARTS.get(tag):
            start(self, {name: value or "" for name, value in attrs})
        elif tag in _BLOCKS:
            self._put(f"\n\n{'#' * int(tag[1])} " if tag in _HEADINGS else "\n\n")
        else:
            self._unknown(self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("br", "hr", "img"):
            self.handle_starttag(tag, attrs)
        elif tag not in _BLOCKS | _INLINE | _SILENT | self._STARTS.keys():
            self._unknown(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif self._silent or tag in _INLINE:
            return
        elif end := self._ENDS.get(tag):
            end(self)
        elif tag in _MARKS:
            self._put(_marked(self._close(), _MARKS[tag]))
        elif tag in _BLOCKS:
            self._put("\n\n")
        elif self._is_markdown:
            self._put(f"\\</{tag}>")

    def handle_data(self, data: str) -> None:
        is_kept = self._is_markdown or self._pre or self._code
        self._put(data if is_kept else escaped(re.sub(r"\s+", " ", data)))

    def handle_entityref(self, name: str) -> None:
        self._put(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._put(f"&#{name};")

    def _put(self, text: str) -> None:
        if not self._silent:
            self._outs[-1].append(text)

    def _open(self, given: dict[str, str] | None = None) -> None:
        self._outs.append([])

    def _close(self) -> str:
        return "".join(self._outs.pop()) if len(self._outs) > 1 else ""

    def _unknown(self, written: str) -> None:
        if re.match(r"</?[A-Z]", written):
            self._say("a component is left out", " ".join(written.split())[:60])
        elif re.match(r"<(?:[a-z][\w+.-]*:[^\s]*|[^\s<>]+@[^\s<>]+)>", written):
            self._put(written)  # an address in angle brackets
        elif self._is_markdown:
            self._put(f"\\{written}")

    def _start_code(self, given: dict[str, str]) -> None:
        if not self._pre:
            self._code += 1
            self._open()

    def _end_code(self) -> None:
        if self._code:
            self._code -= 1
            self._put(as_code(self._close()))

    def _start_pre(self, given: dict[str, str]) -> None:
        self._pre += 1
        self._open()

    def _end_pre(self) -> None:
        if self._pre:
            self._pre -= 1
            self._put(as_fence(self._close()))

    def _start_link(self, given: dict[str, str]) -> None:
        self._links.append(given.get("href", ""))
        self._open()

    def _end_link(self) -> None:
        if self._links:
            words, address = " ".join(self._close().split()), self._links.pop()
            self._put(f"[{words}](<{address}>)" if words and address else words)

    def _image(self, given: dict[str, str]) -> None:
        self._put(f"![{' '.join(given.get('alt', '').split())}](<{given.get('src', '')}>)")

    def _line_break(self, given: dict[str, str]) -> None:
        self._put(" " if self._rows else "\\\n")

    def _start_bullets(self, given: dict[str, str]) -> None:
        self._put("\n" if self._lists else "\n\n")
        self._lists.append(None)

    def _start_numbers(self, given: dict[str, str]) -> None:
        self._put("\n" if self._lists else "\n\n")
        start = given.get("start", "")
        self._lists.append(int(start) if start.isascii() and start.isdecimal() else 1)

    def _end_list(self) -> None:
        if self._lists:
            self._lists.pop()
        self._put("" if self._lists else "\n\n")

    def _end_item(self) -> None:
        lines = re.sub(r"\n{3,}", "\n\n", self._close()).strip().split("\n")
        mark = "-"
        if self._lists and (number := self._lists[-1]) is not None:
            mark = f"{number}."
            self._lists[-1] = number + 1
        indent = " " * (len(mark) + 1)
        rest = "".join(f"\n{indent}{line}" if line.strip() else "\n" for line in lines[1:])
        self._put(f"{mark} {lines[0]}{rest}\n")

    def _end_quotation(self) -> None:
        lines = re.sub(r"\n{3,}", "\n\n", self._close()).strip().split("\n")
        self._put("\n\n" + "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n")

    def _start_table(self, given: dict[str, str]) -> None:
        self._put("\n\n")
        self._rows = []

    def _start_row(self, given: dict[str, str]) -> None:
        self._rows.append([])

    def _end_cell(self) -> None:
        if not self._rows:
            self._rows.append([])
        self._rows[-1].append(" ".join(self._close().split()).replace("|", "\\|"))

    def _end_table(self) -> None:
        self._put(f"{as_table(self._rows)}\n\n")
        self._rows = []

    _STARTS: dict[str, Callable[[_HtmlReader, dict[str, str]], None]] = {
        **dict.fromkeys(("b", "strong", "em", "i", "del", "s", "strike", "sub", "sup"), _open),
        **dict.fromkeys(("blockquote", "li", "td", "th"), _open),
        **dict.fromkeys(("code", "tt", "kbd", "samp"), _start_code),
        "pre": _start_pre,
        "a": _start_link,
        "img": _image,
        "br": _line_break,
        "hr": lambda self, given: self._put("\n\n---\n\n"),
        "ul": _start_bullets,
        "ol": _start_numbers,
        "dd": lambda self, given: self._put("\n: "),
        "table": _start_table,
        "tr": _start_row,
    }
    _ENDS: dict[str, Callable[[_HtmlReader], None]] = {
        **dict.fromkeys(("code", "tt", "kbd", "samp"), _end_code),
        **dict.fromkeys(("td", "th"), _end_cell),
        **dict.fromkeys(("ul", "ol"), _end_list),
        **dict.fromkeys(("tr", "dt", "img", "br", "hr"), lambda self: None),
        "sub": lambda self: self._put(_raised(self._close(), _SUBSCRIPT, "")),
        "sup": lambda self: self._put(_raised(self._close(), _SUPERSCRIPT, "^")),
        "pre": _end_pre,
        "a": _end_link,
        "li": _end_item,
        "blockquote": _end_quotation,
        "table": _end_table,
    }


def without_comments(html: str) -> str:
    """HTML without its comments; one that never ends stays."""
    parts, done = [], 0
    while (start := html.find("<!--", done)) >= 0 and (end := html.find("-->", start)) >= 0:
        parts.append(html[done:start])
        done = end + 3
    return "".join([*parts, html[done:]])


def html_to_markdown(html: str, say: Say) -> str:
    """The Markdown of a piece of HTML."""
    reader = _HtmlReader(say, is_markdown=False)
    reader.feed(without_comments(html))
    reader.close()
    return reader.text()


def without_html(text: str, say: Say) -> str:
    """Markdown whose HTML is written in Markdown, or as the signs that a reader sees."""

    def change(part: str) -> str:
        if not _TAG_LIKE.search(part):
            return part
        part = without_comments(part)
        part = _BRACKETED_ADDRESS.sub("](\ufdd0\\1\ufdd1", part).replace("\\<", "\ufdd4")
        reader = _HtmlReader(say, is_markdown=True)
        reader.feed(part)
        reader.close()
        text = reader.text().replace("\ufdd0", "<").replace("\ufdd1", ">")
        return text.replace("\ufdd4", "\\<")

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


def _tidied(text: str) -> str:
    return re.sub(r"[ \t]*\n(?:[ \t]*\n)+", "\n\n", text).strip()


def _marked(inner: str, mark: str) -> str:
    """Emphasis whose marks touch its words, as Markdown wants them."""
    said = inner.strip()
    before, after = " " * inner[:1].isspace(), " " * inner[-1:].isspace()
    return f"{before}{mark}{said}{mark}{after}" if said else inner


def _raised(inner: str, signs: Mapping[int, int], mark: str) -> str:
    """What Unicode has signs for in these; else with the mark that people write."""
    if all(ord(sign) in signs for sign in inner):
        return inner.translate(signs)
    return inner if "[" in inner else f"{mark}{inner}"


def as_table(rows: list[list[str]]) -> str:
    """A table whose first row is its head; nothing of nothing."""
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
