"""The texts of content files that call a term by another slug: only what refers to it is new."""

import re
from collections.abc import Mapping

from authoring.files.reading import Document, parse_term, parse_yaml
from authoring.files.yaml_lines import Location

_SINGLE = ("term", "replaced_by", "first_term")
_LISTS = ("broader", "prerequisites", "start_with")


def renamed_files(files: Mapping[str, str], old: str, new: str) -> dict[str, str]:
    """The texts of those of `files`, by path, that refer to the term `old`, referring to `new`.

    What refers to it are fields that name a term, and links in texts.
    """
    changed = {path: _renamed(path, text, old, new) for path, text in files.items() if old in text}
    return {path: text for path, text in changed.items() if text != files[path]}


def _renamed(path: str, text: str, old: str, new: str) -> str:
    link = rf"(\]\(\s*<?(?:term:|/terms/|/quizzes/)){re.escape(old)}(?=[/)#?>\s])"
    text = re.sub(link, rf"\g<1>{new}", text)
    document = Document(path, text=text)
    front = parse_term(document)[0] if path.endswith("/term.md") else parse_yaml(document)
    lines = text.splitlines(keepends=True)
    for location in front.lines:
        if _names_a_term(location) and _value(front.data, location) == old:
            at = front.lines[location] - 1
            lines[at] = _with_value(lines[at], old, new)
    return "".join(lines)


def _names_a_term(location: Location) -> bool:
    is_item = len(location) > 1 and location[-2] in _LISTS and isinstance(location[-1], int)
    return is_item or location[-1:] in {(name,) for name in (*_SINGLE, *_LISTS)}


def _value(data: object, location: Location) -> object:
    for step in location:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def _with_value(line: str, old: str, new: str) -> str:
    """The line of YAML in which the value `old` is `new`."""
    value = rf"((?:[:\-]\s+|[\[,]\s*)([\"']?)){re.escape(old)}(?=\2\s*(?:[,\]}}#]|$))"
    return re.sub(value, rf"\g<1>{new}", line)
