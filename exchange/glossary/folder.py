"""The glossary as a folder with a Markdown file for each entry, its fields in front matter."""

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from types import MappingProxyType

from authoring.history.emitting import emit_mapping
from exchange.glossary.flat import COLUMNS, FlatEntry

NO_IMAGES: Mapping[str, str] = MappingProxyType({})


def write_files(
    entries: Sequence[FlatEntry], images: Mapping[str, str] = NO_IMAGES
) -> Iterator[tuple[str, str]]:
    """The name and the text of each file; links between entries lead from file to file.

    `images` has by an image's address the file that stands for it in the folder.
    """
    files = {entry.page: f"{entry.key}.md" for entry in entries} | dict(images)
    link = re.compile(rf"\]\(({'|'.join(map(re.escape, files)) or '(?!)'})(?=[\s)])")
    for entry in entries:
        said = {name: getattr(entry, name) for name in COLUMNS if name not in ("key", "text")}
        front = {
            name: list(one) if isinstance(one, tuple) else one for name, one in said.items() if one
        }
        text = link.sub(lambda found: f"]({files[found[1]]}", entry.text)
        yield f"{entry.key}.md", f"---\n{''.join(emit_mapping(front))}---\n\n{text}\n"


def write_zip(entries: Sequence[FlatEntry]) -> bytes:
    """The same files in an archive that is equal byte for byte as long as they are."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in write_files(entries):
            packed.writestr(zipfile.ZipInfo(name), text)
    return out.getvalue()
