"""The text of wikis as this site's Markdown, with word of what of it is lost. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from authoring.importing.markup.dialects import left_out
from authoring.importing.markup.html import (
    Say,
    as_code,
    as_fence,
    as_table,
    escaped,
    without_comments,
    without_html,
)

_DEEPEST_TEMPLATE = 40
_INNER_TEMPLATE = re.compile(r"\{\{[^{}]*\}\}")
_WIKI_TABLE = re.compile(r"^\{\|[^\n]*\n(?P<rows>.*?)^\|\}", re.MULTILINE | re.DOTALL)
_HEADING_OF_NOTHING = re.compile(r"^==+[^\n]+==+[ \t]*\s*(?=\[\^\d+\]:|\Z)", re.MULTILINE)
_CELL_STYLE = re.compile(r"^[^|\[\]]*=[^|\[\]]*\|")
_REF = re.compile(
    r"<ref(?=[\s/>])(?P<attributes>[^<>/]*)(?:/>|>(?P<text>.*?)</ref>)", re.DOTALL | re.IGNORECASE
)
_WIKI_CODE = re.compile(
    r"<(?P<tag>syntaxhighlight|source|pre|math)(?P<attributes>[^<>]*)>(?P<code>.*?)</(?P=tag)>",
    re.DOTALL | re.IGNORECASE,
)
_BRACKETED = re.compile(r"\[\[(?P<to>[^\[\]|]+)(?:\|(?P<words>[^\[\]]*))?\]\](?P<tail>[a-z]*)")


def wiki_to_markdown(text: str, say: Say) -> tuple[str, list[str]]:
    """The Markdown of a wiki's page, and the categories that it names."""
    text = without_comments(text)
    code: list[str] = []

    def keep(found: re.Match[str]) -> str:
        if found["tag"].casefold() == "math":
            code.append(as_code(found["code"]))
            return f"\ufdd2{len(code) - 1}\ufdd3"
        language = re.search(r"lang=\"?([\w+-]+)", found["attributes"])
        code.append(as_fence(found["code"], language[1] if language else ""))
        return f"\n\n\ufdd2{len(code) - 1}\ufdd3\n\n"

    text = _WIKI_CODE.sub(keep, text.replace("\ufdd2", "").replace("\ufdd3", ""))
    text = re.sub(r"<nowiki>(.*?)</nowiki>", lambda one: escaped(one[1]), text, flags=re.DOTALL)
    for _ in range(_DEEPEST_TEMPLATE):
        text = left_out(_INNER_TEMPLATE, text, "a template is left out", say)
    text = _WIKI_TABLE.sub(lambda one: _wiki_table(one["rows"]), text)
    text = re.sub(r"<references\b[^<>]*>|</references>", "", _with_notes(text))
    categories: list[str] = []
    text = _BRACKETED.sub(lambda one: _wiki_link(one, categories, say), text)
    text = re.sub(r"\[((?:https?|mailto):[^\s\]]+)\s+([^\]]+)\]", r"[\2](<\1>)", text)
    text = re.sub(r"(?<!\])\[(https?:[^\s\]]+)\]", r"<\1>", text)
    text = _HEADING_OF_NOTHING.sub("\n", text)
    text = "\n".join(_wiki_lines(text.split("\n")))
    text = re.sub(r"'''''(.+?)'''''", r"***\1***", text)
    text = re.sub(r"'''(.+?)'''", r"**\1**", text)
    text = re.sub(r"''(.+?)''", r"*\1*", text)
    text = without_html(text, say)
    text = re.sub(r"\n{3,}", "\n\n", text)
    return re.sub("\ufdd2(\\d+)\ufdd3", lambda one: code[int(one[1])], text).strip(), categories


def _wiki_table(rows: str) -> str:
    """A table of the wiki, without its title, its styles and cells across several columns."""
    cells: list[list[str]] = [[]]
    for line in rows.split("\n"):
        if line.startswith("|-"):
            cells.append([])
        elif line.startswith(("|", "!")) and not line.startswith("|+"):
            parts = re.split(r"\|\||!!" if line[0] == "!" else r"\|\|", line[1:])
            cells[-1] += [_CELL_STYLE.sub("", part).strip() for part in parts]
        elif cells[-1] and line.strip():
            cells[-1][-1] = f"{cells[-1][-1]} {line.strip()}".strip()
    return f"\n\n{as_table(cells)}\n\n"


def _with_notes(text: str) -> str:
    """References as footnotes below the text; one that is named may come again."""
    notes: dict[str, str] = {}
    names: dict[str, str] = {}

    def note(found: re.Match[str]) -> str:
        given = re.search(r"name\s*=\s*\"?([^\"/>]+)", found["attributes"] or "")
        name = given[1].strip() if given else ""
        label = names.get(name) or str(len(names) + len(notes) + 1)
        if name:
            names[name] = label
        if found["text"]:
            notes[label] = " ".join(found["text"].split())
        return f"[^{label}]"

    text = _REF.sub(note, text)
    return "\n\n".join([text, *(f"[^{label}]: {said}" for label, said in notes.items())])


def _wiki_link(found: re.Match[str], categories: list[str], say: Say) -> str:
    to, words = found["to"].strip(), found["words"]
    space, _, name = to.partition(":")
    if space.casefold() in ("category", "kategorie", "catégorie", "categoría", "categoria"):
        categories.append(name.strip())
        return ""
    if space.casefold() in ("file", "image", "datei", "fichier", "archivo"):
        say("an image of the wiki is left out: add its file yourself", to)
        return ""
    shown = (words if words else to.lstrip(":")) + found["tail"]
    return f"[{shown}](<wiki:{to}>)"


def _wiki_lines(lines: list[str]) -> Iterator[str]:
    for line in lines:
        if heading := re.fullmatch(r"(={1,6})\s*(.+?)\s*\1\s*", line):
            yield from ("", f"{'#' * max(2, len(heading[1]))} {heading[2]}", "")
        elif item := re.match(r"([*#]+)\s*(.*)", line):
            marks = item[1]
            depth = "".join("  " if mark == "*" else "   " for mark in marks[:-1])
            yield f"{depth}{'-' if marks[-1] == '*' else '1.'} {item[2]}"
        elif term := re.fullmatch(r";\s*(.+?)\s+:\s*(.+)", line):
            yield from ("", term[1], f": {term[2]}", "")
        elif line.startswith(";"):
            yield from ("", line[1:].strip())
        elif line.startswith(":"):
            yield (
                f": {line.lstrip(':').strip()}" if line.count(":", 0, 3) == 1 else line.lstrip(":")
            )
        elif re.fullmatch(r"-{4,}\s*", line):
            yield from ("", "---", "")
        else:
            yield line
