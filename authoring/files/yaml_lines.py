"""A YAML text as plain values with the line of each, and all that cannot be read in it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.composer import Composer
from yaml.resolver import Resolver

from authoring.files.yaml_values import ExactLoader, is_plain_collection, read_scalar

Location = tuple[str | int, ...]


@dataclass
class YamlRead:
    """What a text says; `faults` are what is wrong with it, by place."""

    data: Any = None
    lines: dict[Location, int] = field(default_factory=dict)
    faults: list[tuple[Location, str]] = field(default_factory=list)


def read_with_lines(text: str, first_line: int) -> YamlRead:
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


class _Composer(Composer, Resolver):
    """Nodes out of the events of the fast parser, which knows no depth that it cannot bear.

    Refuses `*alias`, by which a small file can stand for gigabytes.
    """

    yaml_implicit_resolvers = ExactLoader.yaml_implicit_resolvers

    def __init__(self, text: str) -> None:
        Composer.__init__(self)
        Resolver.__init__(self)
        self._events = yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        self._next: yaml.Event | None = None

    def peek_event(self) -> yaml.Event | None:
        if self._next is None:
            self._next = next(self._events, None)
        return self._next

    def get_event(self) -> yaml.Event | None:
        event, self._next = self.peek_event(), None
        return event

    def check_event(self, *choices: type[yaml.Event]) -> bool:
        event = self.peek_event()
        return event is not None and (not choices or isinstance(event, choices))

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
        return _scalar(read, node, location)
    if not is_plain_collection(node):
        read.faults.append((location, f"the tag {node.tag!r} is not known here: leave it out"))
    if isinstance(node, yaml.MappingNode):
        return _mapping(read, node, location, first_line)
    return [
        _value(read, child, (*location, index), first_line)
        for index, child in enumerate(node.value)
    ]


def _scalar(read: YamlRead, node: yaml.ScalarNode, location: Location) -> Any:
    try:
        return read_scalar(node)
    except ValueError as error:
        read.faults.append((location, str(error)))
        return None


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
