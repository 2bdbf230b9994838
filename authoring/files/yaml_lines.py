"""A YAML text as plain values with the line of each, and all that cannot be read in it. Pure."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import yaml
from yaml.composer import Composer

Location = tuple[str | int, ...]

_TAG = "tag:yaml.org,2002:"
_STR, _MAP, _SEQ = (f"{_TAG}{name}" for name in ("str", "map", "seq"))
_WHOLE = r"-?(?:0|[1-9][0-9]{0,29})"
_NUMBER_HINT = "write a number in plain digits, such as 1000 or 0.15, and a text in quotes"
_FORMS = {
    f"{_TAG}{name}": (re.compile(form), hint)
    for name, form, hint in (
        ("null", r"~|null|Null|NULL|", "write nothing, or a text in quotes"),
        (
            "bool",
            r"true|True|TRUE|false|False|FALSE",
            "write true or false, and a text in quotes",
        ),
        ("int", _WHOLE, _NUMBER_HINT),
        ("float", rf"{_WHOLE}\.[0-9]{{1,30}}", _NUMBER_HINT),
        (
            "timestamp",
            r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
            "write a day such as 2026-11-22, and a text in quotes",
        ),
    )
}
"""By tag: how a value has to be written, so that every program reads it as it looks, and a hint."""

_YAML_1_2_NUMBER = re.compile(
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+|0o[0-7]+|[-+]?[0-9]+", re.ASCII
)
"""Numbers to programs that follow YAML 1.2, and texts to those that follow 1.1."""

_SHOWN = 60


class ExactLoader(yaml.SafeLoader):
    """Reads `0.10` as a Decimal, never as a binary fraction."""


ExactLoader.add_constructor(f"{_TAG}float", lambda _loader, node: Decimal(str(node.value)))
ExactLoader.add_implicit_resolver(
    f"{_TAG}float", re.compile(rf"(?:{_YAML_1_2_NUMBER.pattern})$"), list("-+.0123456789")
)
_EXACT: Any = ExactLoader("")


@dataclass
class YamlRead:
    """What a text says; `faults` are what is wrong with it, by place."""

    data: Any = None
    lines: dict[Location, int] = field(default_factory=dict)
    faults: list[tuple[Location, str]] = field(default_factory=list)


def read_yaml_text(text: str, first_line: int = 1) -> YamlRead:
    """The values of `text`, which starts on `first_line` of its file, and the line of each."""
    read = YamlRead()
    try:
        node = _Composer(text).get_single_node()
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        read.lines[()] = mark.line + first_line if mark else first_line
        read.faults.append(((), f"is not YAML: {getattr(error, 'problem', None) or error}"))
        return read
    if node is not None:
        read.data = _value(read, node, (), first_line)
    return read


class _Composer(Composer, yaml.CSafeLoader):
    """Nodes out of the events of libyaml's parser.

    Its own composer recurses in C, and a file of nothing but brackets would overflow the stack.

    Refuses `*alias`, by which a small file can stand for gigabytes.
    """

    yaml_implicit_resolvers = ExactLoader.yaml_implicit_resolvers

    def __init__(self, text: str) -> None:
        yaml.CSafeLoader.__init__(self, text)
        Composer.__init__(self)

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()
        if isinstance(event, yaml.AliasEvent):
            problem = "aliases (*name) are not allowed"
            mark: Any = event.start_mark
            raise yaml.composer.ComposerError(None, None, problem, mark)
        node: yaml.Node | None = super().compose_node(parent, index)
        return node


def _value(read: YamlRead, node: yaml.Node, location: Location, first_line: int) -> Any:
    read.lines[location] = node.start_mark.line + first_line
    if isinstance(node, yaml.ScalarNode):
        try:
            return _read_scalar(node)
        except ValueError as error:
            read.faults.append((location, str(error)))
            return None
    if node.tag not in (_MAP, _SEQ):
        read.faults.append((location, f"the tag {node.tag!r} is not known here: leave it out"))
    if isinstance(node, yaml.MappingNode):
        return _mapping(read, node, location, first_line)
    return [
        _value(read, child, (*location, index), first_line)
        for index, child in enumerate(node.value)
    ]


def _mapping(
    read: YamlRead, node: yaml.MappingNode, location: Location, first_line: int
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key_node, child in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            read.faults.append((location, "the name of a field is not a list or a mapping"))
            continue
        key = str(key_node.value)
        place = (*location, key)
        if key in values:
            read.lines[place] = key_node.start_mark.line + first_line
            read.faults.append((place, "stands here a second time"))
            continue
        values[key] = _value(read, child, place, first_line)
        read.lines[place] = key_node.start_mark.line + first_line
    return values


def _read_scalar(node: yaml.ScalarNode) -> Any:
    """What a scalar says; a number or a day only where it looks like what it is.

    YAML 1.1 reads `0100` as 64, `1:30` as 90, `1_000` as 1000 and `no` as false, and programs that
    follow YAML 1.2 do not. Such a value is none: raises ValueError with what may be written.
    """
    if node.tag == _STR:
        return node.value
    value = node.value if len(node.value) <= _SHOWN else f"{node.value[:_SHOWN]}…"
    if node.tag not in _FORMS:
        hint = "put a text in quotes, and use no tags (!name)"
        raise ValueError(f"{value!r} cannot be read: {hint}")
    form, hint = _FORMS[node.tag]
    if not form.fullmatch(node.value):
        raise ValueError(f"{value!r} is not a plain value: {hint}")
    try:
        return _EXACT.yaml_constructors[node.tag](_EXACT, node)
    except ValueError:
        raise ValueError(f"{value!r} is not in the calendar: {hint}") from None
