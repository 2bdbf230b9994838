"""The text of a content file that says given data, as near to its old text as can be."""

from collections.abc import Mapping, Sequence
from typing import Any

from authoring.files.library import FILE_SPECS
from authoring.files.reading import FENCE, Document, parse_term, parse_yaml, validate
from authoring.history.emitting import emit_mapping
from authoring.history.patching import patch_mapping, patch_sections
from authoring.history.rows import plain_mapping
from authoring.specs import site as site_specs
from authoring.specs import term as term_specs
from authoring.specs.values import Spec
from terms.sections.registry import headings

Plain = dict[str, Any]

SPECS: Mapping[str, type[Spec]] = {
    **FILE_SPECS,
    "site.yaml": site_specs.SiteSpec,
    "sources.yaml": site_specs.SourcesSpec,
    "categories.yaml": site_specs.CategoriesSpec,
}
"""What each YAML file of the content folder holds, those of assessments left out."""


def _headings() -> dict[str, str]:
    return {name: heading for heading, name in headings().items()}


def yaml_file(text: str, spec: type[Spec], data: Plain) -> str:
    """The text of a YAML file that says `data`, none for nothing; `text` is what it said before."""
    order = list(spec.model_fields)
    document = parse_yaml(Document("", text=text))
    before = said(document, spec)
    if before == data:
        return text
    if not data:
        return ""
    if before:
        lines = text.splitlines(keepends=True)
        patched = "".join(patch_mapping(lines, _from_zero(document), before, data, order))
        if said(parse_yaml(Document("", text=patched)), spec) == data:
            return patched
    return "".join(emit_mapping(data))


def term_file(text: str, front: Plain, prose: Mapping[str, str]) -> str:
    """The text of a `term.md` that says `front` and `prose`."""
    patched = _patched_term(text, front, prose)
    if patched and term_says(patched) == (front, dict(prose)):
        return patched
    sections = "\n".join(
        f"## {heading}\n\n{prose[name]}\n" for name, heading in _headings().items() if name in prose
    )
    return "".join(("---\n", *emit_mapping(front), "---\n", sections))


def term_says(text: str) -> tuple[Plain, Plain]:
    """What the text of a `term.md` says, in plain data; nothing where it is wrong."""
    front, prose = parse_term(Document("", text=text))
    return said(front, term_specs.TermSpec), said(prose, term_specs.ProseSpec)


def in_order(data: Plain, spec: type[Spec]) -> Plain:
    """`data` in the order of the spec's fields, without what says nothing."""
    return {name: data[name] for name in spec.model_fields if data.get(name)}


def said(document: Document, spec: type[Spec]) -> Plain:
    """What a document says, in plain data; nothing where it is wrong."""
    found = validate(spec, document)
    return plain_mapping(found) if found else {}


def _patched_term(text: str, front: Plain, prose: Mapping[str, str]) -> str:
    front_document, prose_document = parse_term(Document("", text=text))
    front_before = said(front_document, term_specs.TermSpec)
    prose_before = said(prose_document, term_specs.ProseSpec)
    if not front_before:
        return ""
    lines = text.splitlines(keepends=True)
    fences = [at for at, line in enumerate(lines) if FENCE.fullmatch(line)][:2]
    head = _with_front(lines, fences, _from_zero(front_document), front_before, front)
    start = fences[1] + 1
    places = {place: line - start for place, line in _from_zero(prose_document).items()}
    body = lines[start:]
    if prose != prose_before:
        body = patch_sections(body, places, prose_before, prose, _headings())
    return "".join([*head, lines[fences[1]], *body])


def _with_front(
    lines: Sequence[str],
    fences: Sequence[int],
    places: Mapping[tuple[str | int, ...], int],
    before: Plain,
    after: Plain,
) -> list[str]:
    order = list(term_specs.TermSpec.model_fields)
    own = {place: line - 1 for place, line in places.items()}
    return [lines[fences[0]], *patch_mapping(lines[1 : fences[1]], own, before, after, order)]


def _from_zero(document: Document) -> dict[tuple[str | int, ...], int]:
    return {place: line - 1 for place, line in document.lines.items()}
