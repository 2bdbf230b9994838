"""A file's text with new values: only lines of what changed are new. Pure: no Django."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

from authoring.history.emitting import emit_entry, emit_item

Location = tuple[str | int, ...]


def patch_mapping(
    lines: Sequence[str],
    places: Mapping[Location, int],
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    order: Sequence[str],
    indent: int = 0,
) -> list[str]:
    """The lines of a YAML mapping that said `before`, saying `after`; its keys stand at `indent`.

    `places` has the line, from 0, of each key `(name,)` and list item `(name, index)`. A comment
    belongs to what follows it. New keys stand where `order` has them; a key without a value, which
    says nothing, stays where it is. An item that is a mapping in lines of its own is patched like
    the whole.
    """
    starts = {str(place[0]): line for place, line in places.items() if len(place) == 1}
    spans = _spans(lines, sorted(starts.items(), key=lambda start: start[1]))
    patched: list[str] = list(lines[: min(span.start for span in spans.values())] if spans else ())
    for name in merged_order(list(spans), [name for name in order if name in after]):
        if name not in after and name in before:
            continue
        if name not in spans:
            patched += emit_entry(name, after[name], indent)
        elif before.get(name) == after.get(name):
            patched += [lines[at] for at in spans[name]]
        else:
            patched += _patch_entry(lines, spans[name], places, name, before, after, indent)
    return patched


def _patch_entry(
    lines: Sequence[str],
    span: range,
    places: Mapping[Location, int],
    name: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    at_indent: int,
) -> Iterator[str]:
    key = places[(name,)]
    yield from (lines[at] for at in range(span.start, key))
    was, new = before.get(name), after[name]
    old: list[Any] = was if isinstance(was, list) and isinstance(new, list) else []
    starts = [places.get((name, index), key) for index in range(len(old))]
    if not starts or not all(one < other for one, other in pairwise((key, *starts))):
        yield from emit_entry(name, new, at_indent)
        return
    items = _spans(lines[: span.stop], list(enumerate(starts)))
    yield from (lines[at] for at in range(key, items[0].start))
    first = lines[starts[0]]
    indent = len(first) - len(first.lstrip()) + 2
    matcher = SequenceMatcher(None, [*map(repr, old)], [*map(repr, new)], autojunk=False)
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind == "equal":
            for index in range(old_from, old_to):
                yield from (lines[at] for at in items[index])
        elif kind == "replace" and old_to - old_from == new_to - new_from:
            for index, item in zip(range(old_from, old_to), new[new_from:new_to], strict=True):
                inner = {
                    place[2:]: line
                    for place, line in places.items()
                    if place[:2] == (name, index) and len(place) > 2
                }
                own = [lines[at] for at in items[index]]
                start = items[index].start
                yield from _patch_item(own, inner, start, old[index], item, indent)
        else:
            for item in new[new_from:new_to]:
                yield from emit_item(item, indent)


def _patch_item(
    lines: list[str],
    places: Mapping[Location, int],
    start: int,
    before: Any,
    after: Any,
    indent: int,
) -> Iterator[str]:
    """The lines of one item, which begin at the line `start`; written anew where they are not a
    mapping with a key in each line."""
    keys = [line - start for place, line in places.items() if len(place) == 1]
    is_block = isinstance(before, dict) and isinstance(after, dict) and len({*keys}) == len(keys)
    if not is_block or not keys or lines[min(keys)].lstrip()[:2] != "- ":
        yield from emit_item(after, indent)
        return
    first = min(keys)
    lines[first] = lines[first].replace("- ", "  ", 1)
    moved = {place: line - start for place, line in places.items()}
    patched = patch_mapping(lines, moved, before, after, list(after), indent)
    for at, line in enumerate(patched):
        if line.strip() and not line.lstrip().startswith("#"):
            patched[at] = f"{line[: indent - 2]}- {line[indent:]}"
            break
    yield from patched


def _spans(lines: Sequence[str], starts: Sequence[tuple[Any, int]]) -> dict[Any, range]:
    """Which lines belong to each, with the comments and empty lines that stand right before."""
    tops: list[int] = []
    for _, start in starts:
        top = start
        floor = tops[-1] + 1 if tops else 0
        while top > floor and (not (text := lines[top - 1].strip()) or text.startswith("#")):
            top -= 1
        tops.append(top)
    ends = [*tops[1:], len(lines)]
    return {name: range(top, end) for (name, _), top, end in zip(starts, tops, ends, strict=True)}


def merged_order(existing: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """`existing` as it stands, each new name after the one that precedes it in `wanted`."""
    merged = list(existing)
    for place, name in enumerate(wanted):
        if name not in merged:
            earlier = [merged.index(one) for one in wanted[:place] if one in merged]
            merged.insert(max(earlier) + 1 if earlier else 0, name)
    return merged


def patch_sections(
    lines: Sequence[str],
    places: Mapping[Location, int],
    before: Mapping[str, str],
    after: Mapping[str, str],
    headings: Mapping[str, str],
) -> list[str]:
    """The same for Markdown under `## ` headings: `headings` has each field's heading, in order."""
    starts = sorted(
        ((name, places[(name,)]) for name in before if (name,) in places), key=lambda at: at[1]
    )
    ends = [*(start for _, start in starts), len(lines)][1:]
    spans = {name: range(start, end) for (name, start), end in zip(starts, ends, strict=True)}
    patched = list(lines[: starts[0][1]] if starts else ())
    for name in merged_order(list(spans), [name for name in headings if name in after]):
        if name not in after:
            continue
        if name in spans and before[name] == after[name]:
            patched += [lines[at] for at in spans[name]]
        else:
            if patched and patched[-1].strip():
                patched.append("\n")
            patched += [f"## {headings[name]}\n", "\n", f"{after[name]}\n", "\n"]
    while len(patched) > 1 and not patched[-1].strip() and not patched[-2].strip():
        patched.pop()
    if patched and not patched[-1].strip() and (not lines or lines[-1].strip()):
        patched.pop()
    return patched
