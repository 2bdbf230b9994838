"""CommonMark of the dialects of Markdown, with word of what of them is lost. Pure."""

from __future__ import annotations

import re

from authoring.importing.markup.html import Say, outside_code

_SHORTCODE = re.compile(r"\{\{(?P<mark>[<%])\s*(?P<what>.*?)\s*[>%]\}\}", re.DOTALL)
_ARGUMENT = re.compile(
    r"(?:(?P<name>\w+)=)?(?:\"(?P<quoted>[^\"]*)\"|`(?P<raw>[^`]*)`|(?P<word>[^\s\"`]+))"
)
_JINJA = re.compile(r"\{%.*?%\}|\{\{(?![<%]).*?\}\}", re.DOTALL)
_ADMONITION = re.compile(
    r"^:{3,}[ ]*(?P<kind>\w[\w-]*)[ \[]*(?P<title>[^\n\]]*)\]?[^\n]*\n(?P<body>.*?)^:{3,}[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
_MKDOCS_NOTE = re.compile(
    r"^(?:!!!|\?\?\?\+?)[ ]+(?P<kind>[\w-]+)[^\n\"]*(?:\"(?P<title>[^\"]*)\")?[^\n]*\n"
    r"(?P<body>(?:(?:[ ]{4}|\t)[^\n]*(?:\n|\Z)|[ \t]*\n)+)",
    re.MULTILINE,
)
_WIKI_LINK = re.compile(r"(?<!!)\[\[(?P<to>[^\[\]|\n]+)(?:\|(?P<words>[^\[\]\n]+))?\]\]")
_CONTENTS = re.compile(
    r"(?:^[ \t]*(?:[-*+]|\d+\.)[ \t]+\[[^\n]*\]\(#[^\n]*\)[ \t]*(?:\n|\Z)){2,}", re.M
)
"""A list of links into the same text."""
_MDX = re.compile(r"^(?:import|export)\s[^\n]*(?:\n(?!\n)[^\n]+)*", re.MULTILINE)


def from_dialects(text: str, say: Say, *, is_mdx: bool = False) -> str:
    """CommonMark of what Hugo, Docusaurus, MkDocs and wikis of notes add to it."""
    if is_mdx:
        text = outside_code(text, lambda part: left_out(_MDX, part, "an import is left out", say))
        text = outside_code(text, lambda part: re.sub(r"\{/\*.*?\*/\}", "", part, flags=re.DOTALL))
    text = outside_code(text, lambda part: _SHORTCODE.sub(lambda one: _shortcode(one, say), part))
    text = outside_code(
        text, lambda part: left_out(_JINJA, part, "a template's tag is left out", say)
    )
    text = _ADMONITION.sub(_quotation, text)
    text = _MKDOCS_NOTE.sub(_quotation, text)

    text = left_out(_CONTENTS, text, "a table of contents is left out", say)

    def change(part: str) -> str:
        part = _WIKI_LINK.sub(
            lambda one: f"[{one['words'] or one['to']}](<wiki:{one['to']}>)", part
        )
        part = left_out(re.compile(r"^--8<--[^\n]*$", re.M), part, "a snippet is left out", say)
        part = re.sub(r"^\*\[([^\]\n]+)\]:[^\n]*$", "", part, flags=re.MULTILINE)
        part = re.sub(r"(?<=\S)[ \t]*\{(?:[:#.][^{}\n]*|#[\w-]+)\}", "", part)
        return re.sub(r"^[ \t]*\{:[^{}\n]*\}[ \t]*$", "", part, flags=re.MULTILINE)

    return outside_code(text, change)


def left_out(pattern: re.Pattern[str], text: str, what: str, say: Say) -> str:
    for found in pattern.finditer(text):
        say(what, " ".join(found[0].split())[:60])
    return pattern.sub("", text)


def _shortcode(found: re.Match[str], say: Say) -> str:
    arguments = [
        (one["name"] or "", one["quoted"] or one["raw"] or one["word"] or "")
        for one in _ARGUMENT.finditer(found["what"])
    ]
    name = arguments[0][1] if arguments else ""
    given = {key: value for key, value in arguments[1:] if key}
    plain = [value for key, value in arguments[1:] if not key]
    if name in ("ref", "relref") and (plain or given):
        return plain[0] if plain else given.get("path", "")
    if name == "glossary_tooltip" and (to := given.get("term_id")):
        return f"[{given.get('text') or to}](<wiki:{to}>)"
    if name in ("figure", "img", "image") and (image := given.get("src") or (plain or [""])[0]):
        words = given.get("alt") or given.get("caption") or given.get("title") or ""
        return f"![{words}](<{image}>)"
    if name in ("highlight",):
        return f"\n```{plain[0] if plain else ''}\n"
    if name == "/highlight":
        return "\n```\n"
    if not name.startswith("/"):
        say(f"the shortcode '{name}' is left out", " ".join(found[0].split())[:60])
    return ""


def _quotation(found: re.Match[str]) -> str:
    title = (found["title"] or found["kind"].replace("-", " ").capitalize()).strip()
    body = re.sub(r"^(?:[ ]{4}|\t)", "", found["body"], flags=re.MULTILINE)
    lines = [f"**{title}**", "", *body.strip().split("\n")]
    return "\n" + "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"
