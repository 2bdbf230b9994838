"""Plain data written as YAML the way this site's authors write it. Pure: no Django."""

import datetime
from collections.abc import Iterator, Mapping
from decimal import Decimal
from textwrap import wrap
from typing import Any

import yaml

from authoring.files.yaml_lines import ExactLoader

WIDTH = 100
_UNQUOTED = {"as_of", "published"}
"""Dates as text: a bare year is read as one too."""


class _Dumper(yaml.SafeDumper):
    """Quotes what the reader of files would take for something else than a text."""

    yaml_implicit_resolvers = ExactLoader.yaml_implicit_resolvers


def emit_mapping(data: Mapping[str, Any], indent: int = 0) -> Iterator[str]:
    """The lines of a mapping, each ending in a newline."""
    for name, value in data.items():
        yield from emit_entry(name, value, indent)


def emit_entry(name: str, value: Any, indent: int = 0, lead: str = "") -> Iterator[str]:
    """The lines of `name: value`; `lead` stands before the name, such as `- `."""
    head = f"{' ' * (indent - len(lead))}{lead}{name}:"
    if isinstance(value, Mapping):
        yield f"{head}\n"
        yield from emit_mapping(value, indent + 2)
    elif isinstance(value, list | tuple):
        yield f"{head}\n" if value else f"{head} []\n"
        for item in value:
            yield from emit_item(item, indent + 4)
    elif name in _UNQUOTED and value:
        yield f"{head} {value}\n"
    else:
        yield from _scalar_lines(head, value, indent + 2)


def emit_item(value: Any, indent: int) -> Iterator[str]:
    """The lines of one item of a list, its text at `indent`."""
    if not isinstance(value, Mapping):
        yield from _scalar_lines(f"{' ' * (indent - 2)}-", value, indent)
        return
    for place, (name, child) in enumerate(value.items()):
        yield from emit_entry(name, child, indent, lead="" if place else "- ")


def _scalar_lines(head: str, value: Any, indent: int) -> Iterator[str]:
    if not isinstance(value, str):
        yield f"{head} {_bare(value)}\n"
    elif "\n" in value:
        yield from _literal(head, value, indent)
    elif len(line := f"{head} {inline(value)}") <= WIDTH:
        yield f"{line}\n"
    else:
        yield from _folded(head, value, indent)


def _bare(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.date):
        return value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def inline(text: str) -> str:
    """Bare where YAML reads that as this very text, else quoted."""
    written: str = yaml.dump({"k": text}, Dumper=_Dumper, width=float("inf"), allow_unicode=True)
    return written[3:-1]


def _quoted(text: str) -> str:
    """In double quotes, whatever the text holds."""
    written: str = yaml.safe_dump(text, default_style='"', width=float("inf"), allow_unicode=True)
    return written[:-1]


def _folded(head: str, text: str, indent: int) -> Iterator[str]:
    lines = wrap(text, WIDTH - indent, break_long_words=False, break_on_hyphens=False)
    if " ".join(lines) != text or not text.isprintable():
        yield f"{head} {_quoted(text)}\n"
        return
    yield f"{head} >-\n"
    yield from (f"{' ' * indent}{line}\n" for line in lines)


def _literal(head: str, text: str, indent: int) -> Iterator[str]:
    lines = text.split("\n")
    if text != text.strip() or not all(line.isprintable() for line in lines):
        yield f"{head} {_quoted(text)}\n"
        return
    yield f"{head} |-\n"
    yield from (f"{' ' * indent}{line}\n" if line else "\n" for line in lines)
