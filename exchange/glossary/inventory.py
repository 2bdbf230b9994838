"""`objects.inv`: every name of every entry, so that other documentation links to it by name.

Sphinx, MyST and mkdocstrings read it; ``:term:`model drift` `` then leads to the entry. Version 2
of the format: four lines of text, then zlib-packed lines of name, role, priority, address, words.
"""

import zlib
from urllib.parse import urlsplit

from exchange.records.record import GlossaryRecord


def write_inventory(glossary: GlossaryRecord, root: str) -> bytes:
    """`root` is the address that the inventory lies at the top of; addresses in it are relative.

    A name that two entries have leads to the first of them by its title.
    """
    targets: dict[str, tuple[str, str]] = {}
    for entry in glossary.entries:
        for name in (entry.title, *entry.names_of("abbreviation", "alias")):
            targets.setdefault(" ".join(name.split()), (entry.url, entry.title))
    depth = len(urlsplit(root).path)
    lines = [
        f"{name} std:term -1 {urlsplit(url).path[depth:]} {title}\n"
        for name, (url, title) in sorted(targets.items())
    ]
    head = (
        "# Sphinx inventory version 2\n"
        f"# Project: {' '.join(glossary.title.split())}\n"
        f"# Version: {glossary.updated_on or ''}\n"
        "# The remainder of this file is compressed using zlib.\n"
    )
    return head.encode() + zlib.compress("".join(lines).encode(), 9)
