"""The text of a content file that says given data, as near to its old text as can be."""

from collections.abc import Mapping
from typing import Any

from authoring.files.discovery import ASSESSMENT, PATH
from authoring.files.library import FILE_SPECS
from authoring.files.reading import FENCE, Document, parse_term, parse_yaml, validate
from authoring.files.yaml_lines import Location
from authoring.history.emitting import emit_mapping
from authoring.history.patching import patch_mapping, patch_sections
from authoring.history.rows import Plain, plain_mapping
from authoring.specs.maturity import MaturityModelSpec
from authoring.specs.path import PathSpec
from authoring.specs.site import CategoriesSpec, SiteSpec, SourcesSpec
from authoring.specs.term import ProseSpec, TermSpec
from authoring.specs.values import Spec
from terms.sections.registry import headings

SPECS: Mapping[str, type[Spec]] = {
    **FILE_SPECS,
    "site.yaml": SiteSpec,
    "sources.yaml": SourcesSpec,
    "categories.yaml": CategoriesSpec,
    ASSESSMENT: MaturityModelSpec,
    PATH: PathSpec,
}
"""What each YAML file of the content folder holds."""


def says(name: str, text: str) -> Plain:
    """What the text of the file says by field, in plain data; nothing where it is wrong.

    Of `term.md` that is its front matter and its prose.
    """
    document = Document("", text=text)
    if name != "term.md":
        return said(parse_yaml(document), SPECS[name])
    front, prose = parse_term(document)
    return said(front, TermSpec) | said(prose, ProseSpec)


def said(document: Document, spec: type[Spec]) -> Plain:
    """What a document says, in plain data; nothing where it is wrong."""
    found = validate(spec, document)
    return plain_mapping(found) if found else {}


def written(name: str, text: str, data: Mapping[str, Any]) -> str:
    """The text of the file that says `data`; `text` is what it said before.

    A YAML file that would say nothing is none.
    """
    if name == "term.md":
        return _written_term(text, _fields(data, TermSpec), _fields(data, ProseSpec))
    wanted = _fields(data, SPECS[name])
    document = parse_yaml(Document("", text=text))
    before = said(document, SPECS[name])
    if before == wanted:
        return text
    if not wanted:
        return ""
    if before:
        lines, order = text.splitlines(keepends=True), list(SPECS[name].model_fields)
        patched = "".join(patch_mapping(lines, _places(document, 0), before, wanted, order))
        if says(name, patched) == wanted:
            return patched
    return "".join(emit_mapping(wanted))


def rewritten(name: str, text: str, data: Plain) -> str:
    """The text of the file with `data` in the spelling of its author, such as 5 and not 500%.

    Unlike `written` it takes data that may be wrong, which is then found in the text.
    """
    document = parse_yaml(Document("", text=text))
    if document.data == data:
        return text
    if not any(data.values()):
        return ""
    whole = "".join(emit_mapping(data))
    if not isinstance(document.data, dict):
        return whole
    lines, order = text.splitlines(keepends=True), list(SPECS[name].model_fields)
    patched = "".join(patch_mapping(lines, _places(document, 0), document.data, data, order))
    read = [parse_yaml(Document("", text=one)) for one in (patched, whole)]
    return patched if read[0].data == read[1].data else whole


def _fields(data: Mapping[str, Any], spec: type[Spec]) -> Plain:
    """What `data` says of the spec's fields, in their order."""
    return {name: data[name] for name in spec.model_fields if data.get(name) is not None}


def _written_term(text: str, front: Plain, prose: Plain) -> str:
    patched = _patched_term(text, front, prose)
    if patched and says("term.md", patched) == front | prose:
        return patched
    sections = "\n".join(
        f"## {heading}\n\n{prose[name]}\n" for heading, name in headings().items() if name in prose
    )
    return "".join(("---\n", *emit_mapping(front), "---\n", sections))


def _patched_term(text: str, front: Plain, prose: Plain) -> str:
    """The old text with the lines of what changed written anew; none where it was wrong."""
    front_document, prose_document = parse_term(Document("", text=text))
    before, prose_before = said(front_document, TermSpec), said(prose_document, ProseSpec)
    if not before:
        return ""
    lines = text.splitlines(keepends=True)
    fences = (at + 1 for at, line in enumerate(lines) if FENCE.fullmatch(line))
    start, end = next(fences), next(fences)
    order, places = list(TermSpec.model_fields), _places(front_document, start)
    head = patch_mapping(lines[start : end - 1], places, before, front, order)
    body = lines[end:]
    if prose != prose_before:
        titles = {name: heading for heading, name in headings().items()}
        body = patch_sections(body, _places(prose_document, end), prose_before, prose, titles)
    return "".join([*lines[:start], *head, lines[end - 1], *body])


def _places(document: Document, start: int) -> dict[Location, int]:
    """The line of each value, counted from 0 at the line `start`."""
    return {place: line - 1 - start for place, line in document.lines.items()}
