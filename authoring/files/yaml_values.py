"""A YAML text as plain values at once, where nothing about it is doubtful. Pure.

libyaml composes the nodes, without the places that nobody asks for while nothing is wrong. What is
doubtful is left to `authoring.files.yaml_lines`: three times as slow, it names every line.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import yaml

DEEPEST = 100
"""libyaml composes by recursion in C, which a file of nothing but brackets would overflow."""

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
_ANCHOR = re.compile(r"(?<![^\s\[{,:?-])&[^\s,\[\]{}]")
_DEEP_LINE = re.compile(rf"^[ ?:-]{{{DEEPEST}}}", re.MULTILINE)
_FASTEST: Any = getattr(yaml, "CSafeLoader", None)


class DoubtError(Exception):
    """The text is wrong, or may be, or cannot be read this way."""


class ExactLoader(yaml.SafeLoader):
    """Reads `0.10` as a Decimal, never as a binary fraction."""


ExactLoader.add_constructor(f"{_TAG}float", lambda _loader, node: Decimal(str(node.value)))
ExactLoader.add_implicit_resolver(
    f"{_TAG}float", re.compile(rf"(?:{_YAML_1_2_NUMBER.pattern})$"), list("-+.0123456789")
)
_EXACT: Any = ExactLoader("")
_FIRST_LETTERS = set(ExactLoader.yaml_implicit_resolvers)
"""Those of scalars that may be something else than a text."""


if _FASTEST:

    class _Composer(_FASTEST):  # type: ignore[misc]
        """Knows a text by its first letter, as nearly every scalar is one."""

        yaml_implicit_resolvers = ExactLoader.yaml_implicit_resolvers

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
        return node.value if node.tag == _STR else read_scalar(node)
    if node.tag not in (_MAP, _SEQ):
        raise DoubtError
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


def is_plain_collection(node: yaml.Node) -> bool:
    """Whether a mapping or a list has no tag of its own, such as `!!set`."""
    return node.tag in (_MAP, _SEQ)


def read_scalar(node: yaml.ScalarNode) -> Any:
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
