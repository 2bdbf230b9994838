"""The glossary as a folder with a Markdown file for each entry, its fields in front matter."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO

from authoring.history.emitting import emit_mapping
from exchange.glossary.flat import COLUMNS, FlatEntry


def write_files(entries: Sequence[FlatEntry]) -> Iterator[tuple[str, str]]:
    """The name and the text of each file; links between entries lead from file to file."""
    pages = {entry.page: entry.key for entry in entries}
    link = re.compile(rf"\]\(({'|'.join(map(re.escape, pages)) or '(?!)'})\)")
    for entry in entries:
        said = {name: getattr(entry, name) for name in COLUMNS if name not in ("key", "text")}
        front = {
            name: list(one) if isinstance(one, tuple) else one for name, one in said.items() if one
        }
        text = link.sub(lambda found: f"]({pages[found[1]]}.md)", entry.text)
        yield f"{entry.key}.md", f"---\n{''.join(emit_mapping(front))}---\n\n{text}\n"


def write_zip(entries: Sequence[FlatEntry]) -> bytes:
    """The same files in an archive that is equal byte for byte as long as they are."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in write_files(entries):
            packed.writestr(zipfile.ZipInfo(name), text)
    return out.getvalue()
