"""YAML of other programs: plain values with the lines on which they begin. Pure."""

from __future__ import annotations

from typing import Any

import yaml

from authoring.importing.entries import ImportRefusedError

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(text: str, what: str) -> tuple[Any, dict[Any, int]]:
    """The values, and by key, or by place in a list, the lines of the first level from 1.

    Raises ImportRefusedError, with the line, for what is no YAML.
    """
    try:
        value, root = _values(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ImportRefusedError(f"{what}:{line} is no YAML: {error.problem}") from None
    except (yaml.YAMLError, ValueError) as error:
        raise ImportRefusedError(f"{what} is no YAML: {error}") from None
    except ImportRefusedError as fault:
        raise ImportRefusedError(f"{what}{fault}") from None
    except RecursionError:
        raise ImportRefusedError(f"{what} is nested too deep") from None
    return value, _lines(root)


def _values(text: str) -> tuple[Any, yaml.Node | None]:
    loader = _Loader(text)
    try:
        if (root := loader.get_single_node()) is None:
            return None, None
        _refuse_aliases(root)
        return loader.construct_document(root), root
    finally:
        loader.dispose()


def _lines(root: yaml.Node | None) -> dict[Any, int]:
    if isinstance(root, yaml.MappingNode):
        return {key.value: key.start_mark.line + 1 for key, _ in root.value}
    if isinstance(root, yaml.SequenceNode):
        return {at: node.start_mark.line + 1 for at, node in enumerate(root.value)}
    return {}


def _refuse_aliases(root: yaml.Node) -> None:
    """A few aliases, one inside the other, make a small file endless."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            line = node.start_mark.line + 1
            raise ImportRefusedError(f":{line} is used again by an alias ('*name'): write it out")
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            waiting += [one for pair in node.value for one in pair]
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value
