"""An entry as Markdown: what its page says, in the page's order, with each figure's source.

Front matter has what tells the entry from others. Figures are told once, at the end, and wherever
they stand in the text is a link to them. Pure but for the words around the author's own.
"""

from collections.abc import Iterator, Mapping

import yaml
from django.utils.translation import gettext

from exchange.records.record import EntryRecord, FigureRecord, SectionRecord, SourceRecord, Value

_RELATIONS = {
    "broader": "Broader",
    "narrower": "Narrower",
    "prerequisite": "Read first",
    "contrast": "Confused with",
    "contrasted by": "Confused with",
    "related": "Related",
    "replaced by": "Replaced by",
}


_FOR_PROGRAMS = {"key", "based_on", "formula"}
"""Fields of rows that nobody reads: what other parts of the record name a row by."""


def write_entry(entry: EntryRecord) -> str:
    """The whole file, which ends with a line break."""
    front = {
        "title": entry.title,
        "url": entry.url,
        "language": entry.language,
        "kind": entry.kind,
        "category": entry.category.title,
        "updated": entry.updated_on,
        "abbreviation": next(iter(entry.names_of("abbreviation")), None),
        "aliases": entry.names_of("alias"),
        "deprecated_names": entry.names_of("deprecated"),
        "tags": entry.tags,
    }
    told = {name: value for name, value in front.items() if value}
    head = yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=100)
    blocks = [f"---\n{head}---", f"# {entry.title}", entry.definition_markdown]
    for section in entry.sections:
        blocks += _section(section, is_head=section.url == entry.url)
    blocks += _relations(entry)
    blocks += _figures(entry)
    blocks += _sources(entry)
    return "\n\n".join(blocks) + "\n"


def _section(section: SectionRecord, *, is_head: bool) -> Iterator[str]:
    if not is_head:
        yield f"## {section.title}"
    if section.text:
        yield section.text
    for rows in section.rows.values():
        yield "\n".join(_row(row) for row in rows)


def _row(row: Mapping[str, Value]) -> str:
    """A row as an item of a list: what is told first stands by itself, the rest by its name."""
    hidden = _FOR_PROGRAMS | ({"name"} if "label" in row else set())
    (first, *rest) = ((name, value) for name, value in row.items() if name not in hidden)
    lines = [f"- {_line(first)}" if first[0] == "text" else f"- **{_inline(first[1])}**"]
    lines += [f"  - {_line(pair)}" for pair in rest]
    return "\n".join(lines)


def _line(pair: tuple[str, Value]) -> str:
    name, value = pair
    return _inline(value) if name == "text" else f"{name.replace('_', ' ')}: {_inline(value)}"


def _inline(value: Value) -> str:
    """A value that may have several paragraphs, inside an item of a list."""
    return str(value).strip().replace("\n", "\n    ")


def _relations(entry: EntryRecord) -> Iterator[str]:
    if entry.relations:
        yield f"## {gettext('Related terms')}"
        yield "\n".join(
            f"- {_RELATIONS[one.kind]}: [{one.title}]({one.url})"
            + (f" – {_inline(one.words)}" if one.words else "")
            for one in entry.relations
        )


def _figures(entry: EntryRecord) -> Iterator[str]:
    if entry.figures:
        yield f"## {gettext('Figures')}"
        yield "\n".join(map(_figure, entry.figures))


def _figure(figure: FigureRecord) -> str:
    lines = [
        f"- **{figure.value}** {figure.of}".rstrip(),
        f"  - {_inline(figure.states)}",
        f"  - kind: {figure.kind}; as of: {figure.as_of}; key: [{figure.key}]({figure.url})",
    ]
    if figure.source:
        lines.append(f"  - source: {_cited(figure.source)}")
    if figure.working:
        lines.append(f"  - working: {_inline(figure.working)}")
    if figure.caveat:
        lines.append(f"  - caveat: {_inline(figure.caveat)}")
    return "\n".join(lines)


def _sources(entry: EntryRecord) -> Iterator[str]:
    if entry.sources:
        yield f"## {gettext('Sources')}"
        lines = []
        for one in entry.sources:
            note = entry.notes_on_sources.get(one.key, "")
            lines.append(f"- {_cited(one)}" + (f" {_inline(note)}" if note else ""))
        yield "\n".join(lines)


def _cited(source: SourceRecord) -> str:
    title = f"[{source.title}]({source.url})" if source.url else source.title
    return f"{source.authors}: {title} ({source.published})"
