"""A YAML text as plain values at once, where nothing about it is doubtful. Pure.

libyaml composes the nodes, without the places that nobody asks for while nothing is wrong. What is
doubtful is left to `authoring.reading`, which takes three times as long and names every line.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import yaml

DEEPEST = 100
"""libyaml composes by recursion in C, which a file of nothing but brackets would overflow."""

_STR = "tag:yaml.org,2002:str"
_PLAIN_TAGS = {
    f"tag:yaml.org,2002:{name}" for name in ("null", "bool", "int", "float", "timestamp")
}
_ANCHOR = re.compile(r"(?<![^\s\[{,:?-])&[^\s,\[\]{}]")
_DEEP_LINE = re.compile(rf"^[ ?:-]{{{DEEPEST}}}", re.MULTILINE)
_FASTEST: Any = getattr(yaml, "CSafeLoader", None)


class DoubtError(Exception):
    """The text is wrong, or may be, or cannot be read this way."""


class ExactLoader(yaml.SafeLoader):
    """Reads `0.10` as a Decimal, never as a binary fraction."""


ExactLoader.add_constructor(
    "tag:yaml.org,2002:float", lambda _loader, node: Decimal(str(node.value))
)
_EXACT: Any = ExactLoader("")
_FIRST_LETTERS = set(ExactLoader.yaml_implicit_resolvers)
"""Those of scalars that may be something else than a text."""


if _FASTEST:

    class _Composer(_FASTEST):  # type: ignore[misc]
        """Knows a text by its first letter, as nearly every scalar is one."""

        def resolve(self, kind: type[yaml.Node], value: str, implicit: tuple[bool, bool]) -> Any:
            if kind is yaml.ScalarNode and value[:1] not in _FIRST_LETTERS:
                return _STR
            return super().resolve(kind, value, implicit)

        def descend_resolver(self, *place: Any) -> None:
            """No tag depends on a place."""

        def ascend_resolver(self) -> None:
            """No tag depends on a place."""


def read_values(text: str) -> Any:
    """What `text` says: mappings, lists, texts and numbers. Raises DoubtError."""
    if not _FASTEST or not _is_harmless(text):
        raise DoubtError
    try:
        node = yaml.compose(text, Loader=_Composer)
        return None if node is None else _value(node)
    except (yaml.YAMLError, RecursionError, ValueError, ArithmeticError) as error:
        raise DoubtError from error


def _is_harmless(text: str) -> bool:
    """Whether it has no anchor, to which a small file could refer a billion times, and no depth."""
    brackets = text.count("[") + text.count("{")
    has_anchor = "&" in text and _ANCHOR.search(text)
    return brackets <= DEEPEST and not has_anchor and not _DEEP_LINE.search(text)


def _value(node: Any) -> Any:
    if type(node) is yaml.ScalarNode:
        return node.value if node.tag == _STR else _scalar(node)
    if type(node) is yaml.MappingNode:
        return _mapping(node)
    return [_value(child) for child in node.value]


def _mapping(node: Any) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, child in node.value:
        if type(key) is not yaml.ScalarNode or key.value in values:
            raise DoubtError
        values[key.value] = _value(child)
    return values


def _scalar(node: Any) -> Any:
    if node.tag not in _PLAIN_TAGS:
        raise DoubtError
    return _EXACT.yaml_constructors[node.tag](_EXACT, node)
