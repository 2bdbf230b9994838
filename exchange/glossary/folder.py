"""The glossary as a folder with a Markdown file for each entry, its fields in front matter."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from math import inf

from django.db.models import QuerySet
from django.db.models.functions import Length

from authoring.history.emitting import emit_mapping
from exchange.glossary.flat import COLUMNS, FlatEntry
from terms.models import TermImage

ZIP_IMAGE_BYTES = 20 * 2**20
"""So much of images goes into the ZIP that a server makes in its memory."""


def write_files(
    entries: Sequence[FlatEntry], base: str, image_bytes: float = inf
) -> Iterator[tuple[str, bytes]]:
    """The name and the bytes of each file, of an image in a folder of its entry's name.

    Links lead from file to file. An image that does not fit into `image_bytes` any more is left at
    its address on the site, whose origin is `base`.
    """
    images = _images(entries, image_bytes)
    files = {entry.page: f"{entry.key}.md" for entry in entries}
    files |= {f"{base}{one.address}": f"{one.term.slug}/{one.name}" for one in images}
    link = re.compile(rf"\]\(({'|'.join(map(re.escape, files)) or '(?!)'})(?=[\s)])")
    for entry in entries:
        said = {name: getattr(entry, name) for name in COLUMNS if name not in ("key", "text")}
        front = {
            name: list(one) if isinstance(one, tuple) else one for name, one in said.items() if one
        }
        text = link.sub(lambda found: f"]({files[found[1]]}", entry.text)
        page = f"---\n{''.join(emit_mapping(front))}---\n\n{text}\n"
        yield f"{entry.key}.md", page.encode()
    for one in images:
        yield f"{one.term.slug}/{one.name}", bytes(one.data)


def _images(entries: Sequence[FlatEntry], most_bytes: float) -> QuerySet[TermImage]:
    """The images of the entries, the first that fit."""
    keys, chosen = {entry.key for entry in entries}, []
    in_order = TermImage.objects.order_by("term__slug", "name")
    for pk, slug, size in in_order.values_list("pk", "term__slug", Length("data")):
        if slug in keys and size <= most_bytes:
            chosen.append(pk)
            most_bytes -= size
    return in_order.filter(pk__in=chosen).select_related("term")


def write_zip(entries: Sequence[FlatEntry], base: str) -> bytes:
    """The same files in an archive that is equal byte for byte as long as they are."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in write_files(entries, base, ZIP_IMAGE_BYTES):
            packed.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()
