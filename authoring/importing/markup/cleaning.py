"""Somebody's Markdown as a page of this site can show it: its links, images and headings. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from authoring.importing.markup.html import CODE, Say, outside_code, without_html
from glossary_site.text.characters import forbidden_character
from terms.markdown.parser import build_block_parser
from terms.markdown.prose import Form
from terms.markdown.reading import read_markdown
from terms.names.normal_form import words_form
from terms.names.word_edges import is_unspaced

_ADDRESS = (
    r"\(\s*(?P<to><[^<>\n]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*|[^()<>\"'\n]+?)"
    r"(?P<title>\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
)
"""Of a link; many a program takes spaces in it without brackets."""
_IMAGE = re.compile(rf"!\[(?P<words>[^\[\]]*)\]{_ADDRESS}")
_LINKED_IMAGE = re.compile(rf"\[!\[(?P<words>[^\[\]]*)\]\([^()\n]*\)\]{_ADDRESS}")
_LINK = re.compile(
    rf"(?<![!\\])\[(?P<words>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]{_ADDRESS}", re.DOTALL
)
_HEADING = re.compile(r"^ {0,3}(?P<marks>#{1,6})[ \t]+(?P<words>.*?)(?:[ \t]+#+)?[ \t]*$", re.M)
_UNDERLINED = re.compile(r"^(?P<words>[^\s#>|:*+-][^\n|]*)\n(?P<line>=+|-{2,})[ \t]*$", re.M)
_REFERENCE = re.compile(
    r"^ {0,3}\[(?P<label>[^\]\[^][^\]\[]*)\]:[ \t]*(?P<to><[^<>\n]*>|\S+)"
    r"(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*$",
    re.M,
)
_REFERRING = re.compile(r"(?<![\\\]])\[(?P<words>[^\[\]]+)\](?:\[(?P<label>[^\[\]]*)\])?(?![(:\[])")
_NOTE = re.compile(r"\[\^(?P<label>[^\]\s]+)\](?!:)")
_NOTE_TEXT = re.compile(r"^ {0,3}\[\^(?P<label>[^\]\s]+)\]:[^\n]*(?:\n[ \t]+[^\n]*)*", re.M)


@dataclass(frozen=True)
class Target:
    """Where a link or an image leads on this site; nowhere if `address` is empty."""

    address: str = ""
    fault: str = ""
    """What is lost of it, in words."""


Resolve = Callable[[str, str], Target]
"""Where an address leads, and the words that stand there."""


def clean(text: str, resolve: Resolve, show: Resolve, say: Say) -> str:
    """The text with links that `resolve` knows and images that `show` takes; the words stay."""
    text = "".join(sign for sign in text if not forbidden_character(sign)) if text else ""
    text, code = _without_code(without_html(text.expandtabs(4), say))

    def say_with_code(what: str, detail: str) -> None:
        say(what, _with_code(detail, code))

    text = with_notes(_with_inline_links(text), say_with_code)
    text = _with_images(text, show, say_with_code)
    text = _LINK.sub(lambda one: _link(one, resolve, say_with_code, code), text)
    return re.sub(r"\n{3,}", "\n\n", with_headings(_with_code(text, code))).strip()


def _without_code(text: str) -> tuple[str, list[str]]:
    """The text with a number between NULs, which no text holds, for each piece of code in it.

    So a link whose words are code is one, and code that looks like a link is none.
    """
    numbers: dict[str, int] = {}
    text = CODE.sub(lambda one: f"\0{numbers.setdefault(one[0], len(numbers))}\0", text)
    return text, list(numbers)


def _with_code(text: str, code: list[str]) -> str:
    return re.sub(r"\0(\d+)\0", lambda one: code[int(one[1])], text)


def _address(found: re.Match[str]) -> str:
    return found["to"].strip("<>").strip()


def _written(address: str) -> str:
    return f"<{address}>" if re.search(r"[\s()<>]", address) else address


def _link(found: re.Match[str], resolve: Resolve, say: Say, code: list[str]) -> str:
    words = found["words"]
    target = resolve(_address(found), _with_code(words, code))
    if target.fault:
        say(target.fault, f"[{' '.join(words.split())}]({_address(found)})")
    if not words.strip():
        return ""
    return f"[{words}]({_written(target.address)})" if target.address else words


def _with_images(text: str, show: Resolve, say: Say) -> str:
    text = _LINKED_IMAGE.sub(lambda one: f"[{one['words'] or 'image'}]({one['to']})", text)
    return _IMAGE.sub(lambda one: _image(one, show, say), text)


def _image(found: re.Match[str], show: Resolve, say: Say) -> str:
    words = " ".join(found["words"].split())
    target = show(_address(found), words)
    if target.fault:
        say(target.fault, _address(found))
    if target.address.startswith(("http:", "https:")):
        return f"[{words or target.address}]({_written(target.address)})"
    if not target.address:
        return words
    return f"![{words or target.address}]({_written(target.address)})"


def _with_inline_links(text: str) -> str:
    """`[words][name]` with its address in the line, so that paragraphs can be parted."""
    known: dict[str, str] = {}

    for one in _REFERENCE.finditer(text):
        known.setdefault(" ".join(one["label"].casefold().split()), one["to"].strip("<>"))

    def write(found: re.Match[str]) -> str:
        label = " ".join((found["label"] or found["words"]).casefold().split())
        if label in known:
            return f"[{found['words']}](<{known[label]}>)"
        if not found["label"]:
            return found[0]
        if re.match(r"#|/|https?:", found["label"]):
            return f"[{found['words']}](<{found['label']}>)"
        return f"[{found['words']}](<wiki:{found['label']}>)"

    return _REFERRING.sub(write, _REFERENCE.sub("", text))


def with_notes(text: str, say: Say) -> str:
    """Footnotes without a text stay as they were written; a text without a footnote goes."""
    defined = {one["label"] for one in _NOTE_TEXT.finditer(text)}
    used = {one["label"] for one in _NOTE.finditer(_NOTE_TEXT.sub("", text))}

    def refer(found: re.Match[str]) -> str:
        if found["label"] in defined:
            return found[0]
        say("a footnote has no text", found[0])
        return f"\\{found[0]}"

    def define(found: re.Match[str]) -> str:
        if found["label"] in used:
            return found[0]
        say("a footnote that nothing refers to is left out", found[0][:60])
        return ""

    return _NOTE.sub(refer, _NOTE_TEXT.sub(define, text))


def with_headings(text: str) -> str:
    """Headings as a section of a page has them: `###`, and `####` below."""
    text = outside_code(
        text,
        lambda part: _UNDERLINED.sub(
            lambda one: f"{'#' if one['line'][0] == '=' else '##'} {one['words']}", part
        ),
    )
    levels: set[int] = set()

    def learn(part: str) -> str:
        levels.update(len(one["marks"]) for one in _HEADING.finditer(part))
        return part

    outside_code(text, learn)
    top = min(levels, default=0)

    def write(found: re.Match[str]) -> str:
        words = found["words"].strip()
        return f"{'###' if len(found['marks']) == top else '####'} {words}" if words else ""

    return outside_code(text, lambda part: _HEADING.sub(write, part)) if levels else text


@dataclass(frozen=True)
class Parted:
    """A text as the answer that stands first, and what explains it."""

    answer: str
    explanation: str


def part_text(text: str, title: str = "") -> Parted:
    """The first paragraph that can stand in one piece and says more than the title, and the rest.

    What is no paragraph alone, as with a footnote in it, stands in the explanation as well.
    """
    tokens = build_block_parser().parse(text)
    lines = text.split("\n")
    paragraphs = [at for at, one in enumerate(tokens) if one.type == "paragraph_open" and one.map]
    for at in sorted(paragraphs, key=lambda at: tokens[at].level > 0):
        start, end = tokens[at].map or (0, 0)
        written = tokens[at + 1].content.strip()
        answer = one_line(_IMAGE.sub(r"\g<words>", _NOTE.sub("", written)))
        if words_form(answer) in ("", words_form(title)) or read_markdown(answer).faults_in(
            Form.LINE
        ):
            continue
        if tokens[at].level or answer != one_line(written):
            return Parted(answer, text)
        before = lines[: _without_heading(tokens, at, start)]
        return Parted(answer, "\n".join([*before, *lines[end:]]).strip())
    return Parted("", text)


def _without_heading(tokens: list[Any], at: int, start: int) -> int:
    """Where the paragraph's own heading begins, if nothing else stands under it."""
    before, after = tokens[at - 3 : at], tokens[at + 3 : at + 4]
    is_alone = not after or after[0].type == "heading_open"
    if len(before) == 3 and before[0].type == "heading_open" and is_alone:
        return int(before[0].map[0])
    return start


def one_line(text: str) -> str:
    """A paragraph without its line breaks; scripts without spaces get none."""
    lines = [re.sub(r"\\$", "", line.strip()).strip() for line in text.split("\n")]
    joined = ""
    for line in filter(None, lines):
        close = joined and is_unspaced(joined[-1:] + line[:1]) and not joined[-1:].isascii()
        joined += line if not joined or close else f" {line}"
    return joined
